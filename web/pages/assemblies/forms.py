"""What the forms of an assembly carry, and how what was typed is read."""

from datetime import date, datetime, time
from uuid import UUID

from pydantic import BaseModel, Field

from governance.assembly.agenda import Template
from governance.queries.agenda import Item
from governance.queries.assemblies import AssemblyView
from governance.usecases.agenda import ItemFields
from governance.usecases.assemblies import AssemblyFields
from web.i18n import gettext as _
from web.i18n.formats import PARIS


class AssemblyForm(BaseModel):
    """An assembly as typed; day and hour are those of Paris."""

    template: str = Template.ANNUAL.value
    title: str = ""
    day: str = ""
    hour: str = "18:00"
    place: str = ""
    remote: str = ""
    remote_link: str = ""
    contact: str = ""
    fiscal_year: str = ""
    introduction: str = ""
    knowing: str = ""

    @classmethod
    def of(cls, view: AssemblyView) -> "AssemblyForm":
        """Fill the form with an assembly."""
        held = view.held_at.astimezone(PARIS)
        return cls(
            title=view.title,
            day=held.date().isoformat(),
            hour=held.strftime("%H:%M"),
            place=view.place,
            remote="yes" if view.remote_allowed else "",
            remote_link=view.remote_link,
            contact=view.contact,
            fiscal_year=view.fiscal_year,
            introduction=view.introduction,
        )

    @property
    def held_on(self) -> date | None:
        """Give the day typed, None when it cannot be read."""
        return _day(self.day)

    def faults(self) -> dict[str, str]:
        """Say what cannot be read, by field."""
        found = {}
        if self.template not in set(Template):
            found["template"] = _("Choisissez un modèle.")
        if _day(self.day) is None:
            found["day"] = _("Choisissez un jour, comme 24/06/2027.")
        if _hour(self.hour) is None:
            found["hour"] = _("Écrivez l’heure comme 18:00.")
        if not self.place.strip():
            found["place"] = _("Dites où l’assemblée se tient.")
        return found

    def fields(self) -> AssemblyFields:
        """Read the form; only once `faults` is empty."""
        day, hour = _day(self.day), _hour(self.hour)
        if day is None or hour is None:
            raise ValueError("the form has faults")
        return AssemblyFields(
            title=self.title,
            held_at=datetime.combine(day, hour, PARIS),
            place=self.place,
            remote_allowed=bool(self.remote),
            remote_link=self.remote_link,
            contact=self.contact,
            fiscal_year=self.fiscal_year,
            introduction=self.introduction,
        )


class ItemForm(BaseModel):
    """An item of the agenda as typed. `action` is save or preview."""

    title: str = ""
    text: str = ""
    voted: str = ""
    proposed_by: str = "board"
    action: str = "save"

    @classmethod
    def of(cls, item: Item) -> "ItemForm":
        """Fill the form with an item."""
        voted = "yes" if item.voted else ""
        return cls(title=item.title, text=item.text, voted=voted, proposed_by=item.proposed_by)

    def faults(self) -> dict[str, str]:
        """Say what is missing, by field."""
        return {} if self.title.strip() else {"title": _("Donnez un titre à ce point.")}

    def fields(self) -> ItemFields:
        """Read the form; lines are ended as one."""
        text = self.text.replace("\r\n", "\n")
        return ItemFields(self.title, text, voted=bool(self.voted), proposed_by=self.proposed_by)


class MoveForm(BaseModel):
    """One step up or down."""

    item: UUID
    way: str = Field(default="up", pattern="^(up|down)$")


class OfficersForm(BaseModel):
    """The bureau as typed; one teller a line."""

    chair: str = Field(default="", max_length=200)
    secretary: str = Field(default="", max_length=200)
    tellers: str = Field(default="", max_length=2_000)


class ResendForm(BaseModel):
    """A corrected address, or the choice of a letter."""

    email: str = Field(default="", max_length=300)
    action: str = Field(default="email", pattern="^(email|letter)$")


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _hour(typed: str) -> time | None:
    try:
        found = time.fromisoformat(typed)
    except ValueError:
        return None
    return found.replace(tzinfo=None)
