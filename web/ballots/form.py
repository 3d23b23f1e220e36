"""What a ballot form posts, whatever the way to vote."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict, Field

from governance.vote.elections.marks import said_in_form


class SaidForm(BaseModel):
    """What the voter says: a word, options chosen, or a number for each (`mark_<option>`)."""

    model_config = ConfigDict(extra="allow")

    choice: str = Field(default="", max_length=40)
    mark: list[str] = Field(default_factory=list, max_length=500)

    @property
    def typed(self) -> Mapping[str, Sequence[str]]:
        """Give the fields of the ballot as they were sent, to show them again."""
        numbers = {
            name: [value[:40]]
            for name, value in (self.model_extra or {}).items()
            if name.startswith("mark_") and isinstance(value, str)
        }
        return {"choice": [self.choice], "mark": self.mark, **numbers}

    @property
    def said(self) -> str:
        """Give what the form says as one text. Raises UnreadableBallot, ContradictoryBallot."""
        return said_in_form(self.typed)
