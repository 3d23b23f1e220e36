"""Who stands in an election: found in the register or written by hand, corrected, withdrawn."""

from collections.abc import Callable
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from governance.actors import Actor
from governance.bylaws.choice_labels import CHOICES
from governance.bylaws.choices import ListParity
from governance.errors import GovernanceError, Malformed
from governance.queries.candidacies import ApplicantShown, Lines, applicant_shown, applicants
from governance.queries.elections import ElectionItem, election_item
from governance.usecases import elections as usecases
from governance.vote.elections.parity import Sex, read_listed
from governance.vote.elections.preparing import Candidate, SamePerson, read_persons
from governance.vote.methods.lists import LISTS
from governance.words import N_
from web.ballots.ways import WAYS
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import gettext as _
from web.i18n import translate_error
from web.i18n.refusals import ErrorText
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}/ordre-du-jour/{item}")


SAVED = N_("« %(name)s » est enregistré.")
SAVED_SUSPENDED = N_(
    "« %(name)s » est enregistré. Ses voix sont suspendues le jour de l’assemblée : faites vérifier qu’il "
    "peut être candidat."
)


class CandidateForm(BaseModel):
    """Somebody who stands, as typed; `member` is who was chosen in the register."""

    name: str = Field(default="", max_length=1_000)
    words: str = Field(default="", max_length=1_000)
    presentation: str = Field(default="", max_length=50_000)
    born_on: str = Field(default="", max_length=20)
    member_since: str = Field(default="", max_length=20)
    persons: str = Field(default="", max_length=50_000)
    member: UUID | None = None

    @classmethod
    def of(cls, one: Candidate) -> "CandidateForm":
        """Fill the form with somebody who stands."""
        return cls(
            name=one.name,
            words=one.words,
            presentation=one.presentation,
            born_on=one.born_on.isoformat() if one.born_on else "",
            member_since=one.member_since.isoformat() if one.member_since else "",
            persons="\n".join(one.persons),
        )

    @classmethod
    def chosen(cls, one: ApplicantShown) -> "CandidateForm":
        """Fill the form with a member of the register."""
        since = one.known.admitted_on.isoformat()
        return cls(name=one.known.name, words=one.college, member_since=since, member=one.known.member)

    def faults(self, parity: ListParity = ListParity.NONE) -> dict[str, str]:
        """Name every fault by its field."""
        found = {}
        if not self.name.strip():
            found["name"] = _("Écrivez le nom qui figurera sur le bulletin.")
        for name in ("born_on", "member_since"):
            typed = getattr(self, name)
            if typed and _day(typed) is None:
                found[name] = _("Choisissez un jour, comme 24/06/1980, ou laissez vide.")
        try:
            persons, _sexes = self._listed(parity)
        except SamePerson as error:
            found["persons"] = translate_error(error).message
        else:
            if len(persons) > usecases.MOST_PERSONS or any(
                len(one) > usecases.LONGEST_NAME for one in persons
            ):
                found["persons"] = _("Écrivez un nom par ligne, 200 au plus, de 160 caractères au plus.")
        return found

    def _listed(self, parity: ListParity) -> tuple[tuple[str, ...], tuple[Sex | None, ...]]:
        """Read the persons of a list, with F or H after each where the bylaws ask. Raises SamePerson."""
        if parity is ListParity.NONE:
            return read_persons(self.persons), ()
        found = read_listed(self.persons)
        return read_persons("\n".join(one.name for one in found)), tuple(one.sex for one in found)

    def fields(self, parity: ListParity = ListParity.NONE) -> usecases.CandidateFields:
        """Read the form; only once `faults` is empty."""
        persons, sexes = self._listed(parity)
        return usecases.CandidateFields(
            self.name,
            self.words,
            self.presentation.replace("\r\n", "\n"),
            _day(self.born_on),
            _day(self.member_since),
            persons=persons,
            sexes=sexes,
        )


@router.get("/candidatures/nouvelle", name="assemblies:new_candidate")
def new_candidate(
    request: Request,
    assembly: UUID,
    item: UUID,
    uow: Read,
    actor: CurrentActor,
    q: Annotated[str, Query(max_length=100)] = "",
    membre: UUID | None = None,
) -> Response:
    """Ask who stands: `q` looks for members of the register, `membre` is the one chosen."""
    view = election_item(uow, assembly, item, actor)
    one = applicant_shown(uow, assembly, item, membre, actor) if membre else None
    form = CandidateForm.chosen(one) if one else CandidateForm()
    found = applicants(uow, assembly, item, q, actor) if q.strip() else []
    return _candidate_page(request, view, None, form, found=found, query=q, applicant=one)


@router.post("/candidatures/nouvelle", name="assemblies:add_candidate")
def add_candidate(
    request: Request,
    assembly: UUID,
    item: UUID,
    form: Annotated[CandidateForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Add somebody who stands."""

    def write(fields: usecases.CandidateFields) -> None:
        usecases.add_candidate(uow, usecases.AddCandidate(assembly, item, fields, form.member), by=actor)

    return _written(request, uow, actor, election_item(uow, assembly, item, actor), None, form, write)


@router.get("/candidatures/{candidate}", name="assemblies:candidate")
def candidate(
    request: Request, assembly: UUID, item: UUID, candidate: str, uow: Read, actor: CurrentActor
) -> Response:
    """Show somebody who stands, to correct."""
    view = election_item(uow, assembly, item, actor)
    found = view.candidate(candidate)
    return _candidate_page(request, view, found, CandidateForm.of(found))


@router.post("/candidatures/{candidate}", name="assemblies:change_candidate")
def change_candidate(
    request: Request,
    assembly: UUID,
    item: UUID,
    candidate: str,
    form: Annotated[CandidateForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Keep what is said of somebody who stands."""
    view = election_item(uow, assembly, item, actor)

    def write(fields: usecases.CandidateFields) -> None:
        usecases.change_candidate(uow, usecases.ChangeCandidate(assembly, item, candidate, fields), by=actor)

    return _written(request, uow, actor, view, view.candidate(candidate), form, write)


@router.post("/candidatures/{candidate}/retrait", name="assemblies:withdraw_candidate")
def withdraw_candidate(
    request: Request,
    assembly: UUID,
    item: UUID,
    candidate: str,
    uow: Uow,
    actor: CurrentActor,
    after: Annotated[UUID | None, Form()] = None,
) -> Response:
    """Note that somebody no longer stands; `after` is the poll whose next round is being prepared."""
    usecases.withdraw_candidate(uow, usecases.WithdrawCandidate(assembly, item, candidate), by=actor)
    tell(request, uow, _("Le retrait est noté : le nom reste visible, barré."))
    if after is not None:
        here = {"slug": actor.slug, "assembly": assembly, "poll": after}
        return redirect(request, path_of(request, "session:next_round", **here))
    return redirect(request, _election(request, actor, assembly, item))


def _written(
    request: Request,
    uow: Uow,
    actor: Actor,
    view: ElectionItem,
    found: Candidate | None,
    form: CandidateForm,
    write: Callable[[usecases.CandidateFields], None],
) -> Response:
    """Write who stands, or show the form again with its faults."""
    parity = view.parity if view.plan and view.plan.method == LISTS.name else ListParity.NONE
    faults = form.faults(parity)
    chosen = applicant_shown(uow, view.assembly, view.item, form.member, actor) if form.member else None
    if faults:
        return _candidate_page(request, view, found, form, faults, applicant=chosen)
    try:
        write(form.fields(parity))
    except GovernanceError as error:
        return _candidate_page(request, view, found, form, {}, translate_error(error), applicant=chosen)
    said = SAVED_SUSPENDED if chosen and chosen.suspended else SAVED
    tell(request, uow, _(said) % {"name": form.name.strip()})
    return redirect(request, _election(request, actor, view.assembly, view.item))


def _election(request: Request, actor: Actor, assembly: UUID, item: UUID) -> str:
    return path_of(request, "assemblies:election", slug=actor.slug, assembly=assembly, item=item)


def _candidate_page(
    request: Request,
    view: ElectionItem,
    candidate: Candidate | None,
    form: CandidateForm,
    errors: dict[str, str] | None = None,
    refusal: ErrorText | None = None,
    *,
    found: Lines = (),
    query: str = "",
    applicant: ApplicantShown | None = None,
) -> Response:
    if view.plan is None:
        raise Malformed
    return page(
        request,
        "assemblies/candidate.html",
        status=422 if errors or refusal else 200,
        view=view,
        way=WAYS[view.plan.method],
        is_list=view.plan.method == LISTS.name,
        parity=_(CHOICES[ListParity][view.parity]),
        chooses=view.plan.method not in usecases.NOT_PERSONS and candidate is None,
        found=found,
        query=query,
        applicant=applicant,
        refused=translate_error(applicant.refused)
        if applicant and applicant.refused and not refusal
        else None,
        ageless=applicant.known.organisation
        if applicant
        else bool(candidate and candidate.id in view.organisations),
        candidate=candidate,
        form=form,
        errors=errors or {},
        refusal=refusal,
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
