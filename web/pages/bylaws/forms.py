"""What the forms of drafts of bylaws send; what was typed in a chapter is read by `outline`."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from governance.bylaws.models import MODELS
from governance.usecases.bylaws_drafts import StartDraft
from web.i18n import gettext as _

IN_FORCE = "in_force"


class StartForm(BaseModel):
    """A new draft: `source` is "in_force", "model:<key>" or "draft:<identifier>"."""

    title: str = Field(default="", max_length=1_000)
    source: str = Field(default=IN_FORCE, max_length=100)

    def faults(self) -> dict[str, str]:
        """Say what is missing, by field."""
        found = {}
        if not self.title.strip():
            found["title"] = _("Donnez un nom à ce projet.")
        if self._command() is None:
            found["source"] = _("Choisissez d’où part ce projet.")
        return found

    def command(self) -> StartDraft:
        """Give what the use case reads; only once `faults` is empty."""
        command = self._command()
        if command is None:
            raise ValueError("the form has faults")
        return command

    def _command(self) -> StartDraft | None:
        kind, _colon, key = self.source.partition(":")
        if kind == "model" and key in MODELS:
            return StartDraft(self.title, model=key)
        if kind == "draft":
            try:
                return StartDraft(self.title, draft=UUID(key))
            except ValueError:
                return None
        return StartDraft(self.title) if self.source == IN_FORCE else None


class ChapterForm(BaseModel):
    """One chapter as typed; its fields are named by the place of their values."""

    model_config = ConfigDict(extra="allow")

    revision: int = 0
    action: str = Field(default="save", max_length=200)

    def values(self) -> dict[str, str]:
        """Give what was typed, by the name of the field."""
        return {name: value for name, value in (self.model_extra or {}).items() if isinstance(value, str)}


class PutForm(BaseModel):
    """The assembly that would vote, and the day of effect."""

    assembly: str = Field(default="", max_length=60)
    effect_on: str = Field(default="", max_length=20)

    def chosen(self) -> UUID | None:
        """Give the assembly chosen."""
        try:
            return UUID(self.assembly)
        except ValueError:
            return None


class AdoptForm(BaseModel):
    """The days of a version; `reason` only when no assembly votes it."""

    in_force_from: str = Field(default="", max_length=20)
    adopted_on: str = Field(default="", max_length=20)
    reason: str = Field(default="", max_length=2_000)


def day_of(typed: str) -> date | None:
    """Read a day of a form."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
