"""The letter that calls somebody beside the members. Always in French, as the other papers we write."""

from collections.abc import Sequence
from uuid import UUID

from governance.assembly.non_voters import NonVoter, NonVoterKind
from governance.assembly.notice import NoticeFacts
from governance.queries.non_voters import NonVoterShown
from governance.register.letters import LetterChannel, Written
from web.documents.markdown_tree import markdown_words
from web.documents.views import meeting_name
from web.i18n import day, moment, speaking

REGISTERED = "Lettre recommandée avec avis de réception."
CALLED = {
    NonVoterKind.AUDITOR: (
        "En votre qualité de commissaire aux comptes, vous êtes convoqué à l’{meeting} de notre coopérative."
    ),
    NonVoterKind.COUNCIL: (
        "Désigné par le comité social et économique, vous pouvez assister à l’{meeting} de notre coopérative."
    ),
}
NO_VOTE = (
    "Vous y assistez sans prendre part aux votes, et pouvez être entendu. "
    "Merci de signer la feuille de présence."
)
MOST_TEXT = 8_500
HELD_HERE = (
    "Le texte des résolutions et les documents vous sont remis sur demande, "
    "et sont tenus à votre disposition."
)


def calling_letters(found: Sequence[NonVoterShown], facts: NoticeFacts) -> dict[UUID, Written]:
    """Write the letter of each, by identifier."""
    return {one.id: calling_letter(one.person, facts) for one in found}


def calling_letter(person: NonVoter, facts: NoticeFacts) -> Written:
    """Write the letter of one: day, place, agenda, and the drafts when they fit."""
    meeting = facts.meeting
    with speaking("fr"):
        when = moment(meeting.held_at) if meeting.held_at else ""
        subject = f"Convocation : {meeting_name(meeting)}" + (
            f" du {day(meeting.held_at)}" if meeting.held_at else ""
        )
    called = CALLED[person.kind].format(meeting=meeting_name(meeting))
    recorded = person.kind is NonVoterKind.AUDITOR and person.channel is LetterChannel.LETTER
    parts = [
        *([REGISTERED] if recorded else []),
        *([f"À l’attention de {person.represented_by}."] if person.represented_by else []),
        "Bonjour,",
        called,
        f"Elle se tient {when}, {meeting.place}.",
        "Ordre du jour :",
        *(f"{at}. {item.title}" for at, item in enumerate(facts.agenda, start=1)),
        NO_VOTE,
    ]
    drafts = [f"{draft.title}. {markdown_words(draft.text)}" for draft in facts.drafts]
    whole = [*parts, *(["Projets de résolutions :", *drafts] if drafts else []), facts.cooperative.name]
    short = [*parts, HELD_HERE, facts.cooperative.name]
    body = "\n\n".join(whole)
    return Written(person.channel, subject[:200], body if len(body) <= MOST_TEXT else "\n\n".join(short))
