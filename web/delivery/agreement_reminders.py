"""What is written about an agreement whose day comes: to the secretary, and to the structure when chosen."""

from collections.abc import Iterator

from governance.queries.agreement_reminders import AgreementReminder, agreements_to_remind
from governance.register.agreements import Mark
from governance.store.accounts import secretaries
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_
from web.delivery.due import Due
from web.i18n import day, gettext, speaking

SUBJECTS = {
    Mark.NOTICE: N_("Convention avec %(other)s : préavis au plus tard le %(day)s"),
    Mark.END: N_("Convention avec %(other)s : elle finit le %(day)s"),
}
WHAT = {
    Mark.NOTICE: N_(
        "« %(title)s » repart toute seule, sauf si l’une des deux parties donne son préavis."
        " La lettre doit être reçue le %(day)s au plus tard."
    ),
    Mark.END: N_("« %(title)s » a pour dernier jour le %(day)s."),
}
OFFICE = {
    Mark.NOTICE: N_(
        "Décidez avec la structure : laisser repartir, changer par un avenant, ou arrêter. Une fin décidée"
        " s’inscrit sur la page de la convention."
    ),
    Mark.END: N_(
        "Pour continuer, préparez avec la structure un avenant ou une nouvelle convention. Sans cela,"
        " l’accompagnement s’arrête, et la structure reste sociétaire."
    ),
}
STRUCTURE = N_(
    "Le lien continue quoi que vous décidiez ici : votre structure reste sociétaire."
    " Parlez-en avec votre coopérative."
)


def agreement_reminders(uow: UnitOfWork, slug: str, cooperative: str) -> Iterator[Due]:
    """Give the mails of the agreements whose notice or end comes within 60 days, then within 15."""
    office = secretaries(uow.session, uow.today)
    for found in agreements_to_remind(uow):
        for account in office:
            with speaking(account.language):
                yield _due(found, (account.name, account.email, account.language), slug, found.line.name)
        if found.structure is not None:
            with speaking("fr"):
                yield _due(found, (*found.structure, "fr"), slug, cooperative, office=False)


def _due(
    found: AgreementReminder, to: tuple[str, str, str], slug: str, other: str, *, office: bool = True
) -> Due:
    line, reminder = found.line, found.reminder
    facts = {"title": line.title, "day": day(reminder.day), "other": other}
    name, address, language = to
    return Due(
        key=f"agreement/{line.id}/{reminder.mark}/{reminder.day}/{reminder.lead}/{address}",
        name=name,
        address=address,
        language=language,
        subject=gettext(SUBJECTS[reminder.mark]) % facts,
        paragraphs=(
            gettext(WHAT[reminder.mark]) % facts,
            gettext(OFFICE[reminder.mark] if office else STRUCTURE),
        ),
        path=f"/coop/{slug}/conventions/{line.id}",
        button=gettext(N_("Ouvrir la convention")),
    )
