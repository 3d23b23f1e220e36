"""From the name of a violated constraint to the error a person can read."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy.exc import DBAPIError

from governance.assembly import postal, proxy_refusals, refusals, shared_refusals
from governance.assembly.requests import RequestedItem
from governance.bylaws.refusals import DraftFrozen
from governance.errors import GovernanceError
from governance.register import groups
from governance.register.agreement_reading import AgreementSigned, OneDraftAtATime
from governance.register.events import AlreadyJoined, EventIsOver
from governance.register.mandate_reading import AlreadyPrevented, HolderInForce
from governance.register.voices import VoiceAlreadyThere
from governance.vote.methods.yes_no import UnknownChoice

CONSTRAINTS: Mapping[str, Callable[[], GovernanceError]] = MappingProxyType(
    {
        "pk_ballots": refusals.AlreadyVoted,
        "fk_ballots_elector_of_this_poll": lambda: refusals.NotAnElector(""),
        "ck_ballots_choice_known": lambda: UnknownChoice(""),
        "ballots_only_while_open": refusals.PollNotOpen,
        "uq_proxies_one_per_principal": proxy_refusals.AlreadyRepresented,
        "mandates_one_in_force": HolderInForce,
        "uq_preventions_one_in_force": AlreadyPrevented,
        "registers_only_grow": refusals.RegisterIsFinal,
        "uq_members_cooperative_id_number": refusals.NumberTaken,
        "uq_members_one_voice_a_college": VoiceAlreadyThere,
        "uq_postal_forms_one_per_member": postal.AlreadyByPost,
        "uq_polls_one_open": refusals.PollAlreadyOpen,
        "uq_group_invitations_one_waiting": groups.AlreadyInGroup,
        "uq_group_memberships_one_in_force": groups.AlreadyInGroup,
        "uq_group_memberships_invitation_id": groups.InvitationClosed,
        "agreement_signed": AgreementSigned,
        "uq_agreements_one_draft_amendment": OneDraftAtATime,
        "event_is_over": EventIsOver,
        "uq_taken_resolutions_cooperative_id_shared_id": shared_refusals.AnsweredAlready,
        "shared_text_frozen": shared_refusals.SharedTextFrozen,
        "shared_text_changed": lambda: shared_refusals.SharedTextChanged(""),
        "uq_events_cooperative_id_shared_id": AlreadyJoined,
        "fk_agenda_requests_item_same_cooperative": RequestedItem,
        "bylaws_draft_frozen": lambda: DraftFrozen(""),
    }
)


def domain_error(error: DBAPIError) -> GovernanceError | None:
    """Give the domain error that a database error stands for, or None."""
    diagnostic = getattr(error.orig, "diag", None)
    name = getattr(diagnostic, "constraint_name", None)
    make = CONSTRAINTS.get(name) if name else None
    return make() if make else None
