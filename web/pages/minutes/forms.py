"""What the editor of the minutes sends: words only."""

import re

from pydantic import BaseModel, ConfigDict

from governance.assembly.minutes_draft import MinutesDraft

_DEBATE = re.compile(r"debate_([1-9][0-9]{0,3})")


class MinutesForm(BaseModel):
    """The words of the minutes. Each item of the agenda adds one field, `debate_<number>`.

    Anything else that a form may carry, a figure first of all, is read by nobody.
    """

    model_config = ConfigDict(extra="allow")

    revision: int = 0
    action: str = "save"
    opening: str = ""
    incidents: str = ""
    closing: str = ""
    chair: str = ""
    chair_quality: str = ""
    secretary: str = ""
    tellers: str = ""
    technical_incident: str = ""

    def draft(self) -> MinutesDraft:
        """Give what was typed."""
        return MinutesDraft(
            opening=_text(self.opening),
            debates=self._debates(),
            incidents=_text(self.incidents),
            closing=_text(self.closing),
            chair=self.chair,
            chair_quality=self.chair_quality,
            secretary=self.secretary,
            tellers=tuple(name.strip() for name in self.tellers.splitlines() if name.strip()),
            technical_incident=bool(self.technical_incident),
        )

    def words(self, part: str) -> str:
        """Give the text of one part of the form, "" for any other field."""
        if part in ("opening", "incidents", "closing"):
            return str(getattr(self, part))
        found = _DEBATE.fullmatch(part)
        return self._debates().get(int(found[1]), "") if found else ""

    def _debates(self) -> dict[int, str]:
        found = {_DEBATE.fullmatch(name): value for name, value in (self.model_extra or {}).items()}
        return {
            int(name[1]): _text(value) for name, value in found.items() if name and isinstance(value, str)
        }


class SignForm(BaseModel):
    """The revision of the draft that was read."""

    revision: int = 0


def _text(typed: str) -> str:
    return typed.replace("\r\n", "\n").strip()
