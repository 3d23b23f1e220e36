"""The facts of a notice, gathered from rows: who convenes, what for, how to take part."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, text
from sqlmodel import col, select

from governance.assembly.minutes import Convening
from governance.assembly.notice import NoticeFacts, NoticeRecipient
from governance.assembly.papers import AgendaItem, CooperativeIdentity, DraftResolution, Meeting, Officer
from governance.assembly.postal_form import PostalTerms
from governance.assembly.second_call import missed_by
from governance.bylaws.clauses import Bylaws
from governance.bylaws.rules import Rules
from governance.law import postal as postal_law
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.store import preparation
from governance.store.assemblies import AssemblyRow, AttachmentRow
from governance.store.cooperatives import CooperativeRow
from governance.store.elections import candidacies, ways_told
from governance.store.in_force import InForce
from governance.store.non_voters import beside_words
from governance.store.reach import reach
from governance.store.representing import holder_on, representative_in, vacant_on
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.units import Cents
from governance.words import N_

CONVENERS = {
    CompanyForm.SA: N_("Le conseil d’administration"),
    CompanyForm.SARL: N_("La gérance"),
    CompanyForm.SAS: N_("La présidence"),
}
_NOTICES = text(
    "SELECT channel, outcome = 'refused' AS refused, count(*) FROM notices"
    " WHERE assembly_id = :assembly GROUP BY 1, 2 ORDER BY 1, 2"
)
_CHANNELS = {
    ("email", False): "courriel",
    ("email", True): "courriel non remis",
    ("letter", False): "lettre",
    ("letter", True): "lettre non remise",
}
IN_ROOM = N_("En venant : présentez-vous à l’accueil, qui note votre présence. Vous votez sur place.")
ON_SCREEN = N_(
    "À distance : ouvrez la page de l’assemblée, signalez votre présence et votez depuis votre téléphone "
    "ou votre ordinateur."
)
BY_PROXY = N_(
    "Par pouvoir : vous pouvez vous faire représenter comme le prévoient les statuts. Donnez votre pouvoir "
    "depuis la page de l’assemblée, ou demandez un formulaire de pouvoir au siège."
)
BY_POST = N_(
    "Par correspondance : remplissez le formulaire de vote joint aux lettres de convocation, qui est aussi "
    "sur la page de l’assemblée et au siège. Il dit jusqu’à quel jour il doit être reçu."
)
FROM_MEMBERS = N_("plusieurs sociétaires")
FROM_BOARD = ""
PROPOSERS = {
    "members": FROM_MEMBERS,
    "members_supported": N_("plusieurs sociétaires, avec l’agrément de l’organe qui convoque"),
}
REMOTE = N_("depuis la page de l’assemblée")

_CAPITAL = text(
    "SELECT coalesce(sum(shares), 0) FROM share_movements"
    " WHERE cooperative_id = :cooperative AND moved_on <= :day"
)

_MEETING = "(a.held_at AT TIME ZONE 'Europe/Paris')::date"

RECIPIENTS = f"""
SELECT n.id, n.recipient, n.address, n.channel, n.member_id, n.attempts, m.number, m.college, m.kind,
       {representative_in(_MEETING, "a.id")} AS representative, {holder_on("id", ":today")} AS mandate_id,
       NOT {vacant_on(":today")}
       AND NOT EXISTS (SELECT 1 FROM capacities k LEFT JOIN mandates h ON h.id = k.mandate_id
                        WHERE k.member_id = m.id AND k.cooperative_id = m.cooperative_id
                          AND (k.mandate_id IS NULL OR h.rank = 0)
                          AND (k.ends_on IS NULL OR k.ends_on >= :today)) AS unlinked
  FROM notices n JOIN members m ON m.id = n.member_id AND m.cooperative_id = n.cooperative_id
  JOIN assemblies a ON a.id = n.assembly_id
 WHERE n.assembly_id = :assembly
"""


def identity(uow: UnitOfWork, bylaws: Bylaws, day: date) -> CooperativeIdentity:
    """Give what each paper of the company must show; the capital is the one of the register on `day`."""
    who = bylaws.identity
    home = uow.session.get(CooperativeRow, uow.tenant)
    shares = uow.session.connection().execute(_CAPITAL, {"cooperative": uow.tenant, "day": day}).scalar_one()
    return CooperativeIdentity(
        name=home.name if home else who.name,
        form=who.form,
        capital=Cents(int(shares) * who.nominal_value) if shares else None,
        office=tuple(line.strip() for line in who.registered_office.split(",") if line.strip()),
        registration=f"RCS {who.rcs_town}" if who.rcs_town else "",
    )


def meeting(row: AssemblyRow) -> Meeting:
    """Give the assembly as its papers name it."""
    return Meeting(
        kind=AssemblyKind(row.kind),
        call=Call(row.call),
        annual=row.annual,
        held_at=row.held_at,
        place=row.place,
        remote=REMOTE if row.remote_allowed else "",
        fiscal_year=row.fiscal_year,
    )


def notice_facts(uow: UnitOfWork, row: AssemblyRow, in_force: InForce, *, page: str) -> NoticeFacts:
    """Gather the notice, the same for every member. `page` is the whole address of the assembly's page."""
    items = preparation.items(uow.session, row.id)
    titles = select(AttachmentRow.title).where(AttachmentRow.assembly_id == row.id)
    known = [item.id for item in items]
    standing, told = candidacies(uow.session, known), ways_told(uow.session, known, in_force)
    by_members = {item.id: PROPOSERS[item.proposed_by] for item in items if item.proposed_by in PROPOSERS}
    return NoticeFacts(
        cooperative=identity(uow, in_force.bylaws, row.convened_on or uow.today),
        meeting=meeting(row),
        convened_by=Officer(CONVENERS[in_force.rules.form]),
        dated_on=row.convened_on or uow.today,
        agenda=tuple(AgendaItem(i.position, i.title, by_members.get(i.id, FROM_BOARD)) for i in items),
        drafts=tuple(
            DraftResolution(
                i.number,
                i.title,
                i.text,
                by_members.get(i.id, FROM_BOARD),
                candidates=standing.get(i.id, ()),
                way=told.get(i.id),
            )
            for i in items
            if i.number is not None
        ),
        ways_to_vote=ways(row, in_force.rules),
        papers=tuple(uow.session.exec(titles.order_by(col(AttachmentRow.title))).all()),
        page=page,
        contact=row.contact,
        first_held_at=_first_held_at(uow, row),
        first_missed=missed_by(in_force.rules.form, AssemblyKind(row.kind)),
        postal=postal_terms(row, in_force),
    )


def postal_terms(row: AssemblyRow, in_force: InForce) -> PostalTerms | None:
    """Give what the form of this meeting says of its rules; None when nobody votes by post."""
    rules, day = in_force.rules, preparation.held_on(row)
    if not rules.postal_allowed:
        return None
    return PostalTerms(
        paper_by=postal_law.received_by(rules.form, day, in_force.bylaws.remote.postal_deadline_days),
        electronic_by=postal_law.electronic_cutoff(rules.form, day),
        proxies=rules.proxies_per_holder != 0,
        same_college=rules.proxies_same_college,
        blank=rules.blank_proxy,
        again=rules.call is Call.FIRST,
    )


def _first_held_at(uow: UnitOfWork, row: AssemblyRow) -> datetime | None:
    return preparation.first_of(uow, row).held_at if row.second_of else None


def ways(row: AssemblyRow, rules: Rules) -> tuple[str, ...]:
    """Say how to take part in an assembly, one marked sentence each."""
    found = [IN_ROOM]
    if row.remote_allowed:
        found.append(ON_SCREEN)
    if rules.proxies_per_holder != 0:
        found.append(BY_PROXY)
    if rules.postal_allowed:
        found.append(BY_POST)
    return tuple(found)


def recipient(found: Row[tuple[object, ...]], names: dict[str, str]) -> NoticeRecipient:
    """Give one member as a letter shows them; `names` gives the name of a college by its id."""
    return NoticeRecipient(
        name=found.recipient,
        address=tuple(found.address.splitlines()) if found.channel == "letter" else (),
        representative=found.representative if found.kind == "organisation" else "",
        number=str(found.number),
        college=names.get(found.college, ""),
    )


def college_names(rules: Rules) -> dict[str, str]:
    """Give the name of each college by its id."""
    return {college.id: college.name for college in rules.colleges}


def letters(uow: UnitOfWork, assembly: UUID, *, after: str, most: int) -> Sequence[Row[tuple[object, ...]]]:
    """Read the next letters to print, in the order of members' names, after the sort key `after`."""
    asked = text(
        f"SELECT w.*, s.sort_key || '|' || s.id AS place FROM ({RECIPIENTS} AND n.outcome = 'to_print') w"
        " JOIN members s ON s.id = w.member_id WHERE s.sort_key || '|' || s.id > :after"
        " ORDER BY place LIMIT :most"
    )
    facts = {"assembly": assembly, "today": uow.today, "after": after, "most": most}
    return uow.session.connection().execute(asked, facts).all()


def convening(uow: UnitOfWork, row: AssemblyRow, in_force: InForce) -> Convening:
    """Tell how and when members were convened, and by whom: what the minutes recall."""
    found = uow.session.connection().execute(_NOTICES, {"assembly": row.id}).all()
    channels = {_CHANNELS[channel, refused]: int(many) for channel, refused, many in found}
    used = {channel for channel, _refused, _many in found}
    ways = [name for key, name in (("email", "par courriel"), ("letter", "par lettre")) if key in used]
    by = CONVENERS[in_force.rules.form]
    sent_on = row.convened_on or (row.convened_at.astimezone(PARIS).date() if row.convened_at else None)
    whole = Convening(
        " ou ".join(ways), sent_on, by[0].lower() + by[1:], channels, beside=beside_words(uow, row.id)
    )
    if sent_on is None:
        return whole
    held_on = (row.opened_at or row.held_at).astimezone(PARIS).date()
    since = reach(uow.session, uow.tenant, row.id, sent_on, held_on)
    return replace(whole, joined=since.joined, gone=since.gone)
