"""What is written about a mandate that ends: to the structure and to the secretary."""

from collections.abc import Iterator

from governance.queries.mandate_reminders import MandateReminder, mandates_to_remind
from governance.store.accounts import secretaries
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_
from web.delivery.due import Due
from web.i18n import day, gettext, speaking

SUBJECT = N_("Mandat à renouveler : %(holder)s, pour %(structure)s, jusqu’au %(day)s")
TO_STRUCTURE = (
    N_("%(holder)s représente %(structure)s dans %(cooperative)s jusqu’au %(day)s compris."),
    N_("Ensuite, plus personne ne pourra voter en son nom, et nous tenons à l’entendre."),
    N_("Renouvelez ce mandat, ou désignez quelqu’un d’autre, puis envoyez la décision à votre coopérative."),
)
TO_OFFICE = (
    N_("%(holder)s représente %(structure)s jusqu’au %(day)s compris. Personne n’est inscrit pour la suite."),
    N_("La structure est prévenue aussi. Quand elle aura décidé, inscrivez le nouveau mandat."),
)
NO_ADDRESS = N_("La structure n’a pas d’adresse de courriel : prévenez-la autrement.")


def mandate_reminders(uow: UnitOfWork, slug: str, cooperative: str) -> Iterator[Due]:
    """Give the mails of the mandates that end within 60 days, then within 15, with nobody to follow."""
    office = secretaries(uow.session, uow.today)
    for found in mandates_to_remind(uow):
        page = f"/coop/{slug}/societaires/{found.member}/mandats"
        for account in office:
            with speaking(account.language):
                told = (TO_OFFICE[0], TO_OFFICE[1] if found.address else NO_ADDRESS)
                to = (account.name, account.email, account.language)
                yield _due(found, to, told, cooperative, path=page, button=N_("Ouvrir les mandats"))
        if found.address:
            with speaking("fr"):
                to = (found.structure, found.address, "fr")
                yield _due(
                    found,
                    to,
                    TO_STRUCTURE,
                    cooperative,
                    path=f"/coop/{slug}/",
                    button=N_("Ouvrir la coopérative"),
                )


def _due(
    found: MandateReminder,
    to: tuple[str, str, str],
    paragraphs: tuple[str, ...],
    cooperative: str,
    *,
    path: str,
    button: str,
) -> Due:
    name, address, language = to
    facts = {
        "holder": found.holder,
        "structure": found.structure,
        "cooperative": cooperative,
        "day": day(found.last_day),
    }
    return Due(
        key=f"mandate/{found.mandate}/{found.last_day}/{found.days}/{address}",
        name=name,
        address=address,
        language=language,
        subject=gettext(SUBJECT) % facts,
        paragraphs=tuple(gettext(sentence) % facts for sentence in paragraphs),
        path=path,
        button=gettext(button),
    )
