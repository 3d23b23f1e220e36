"""Written questions to the board before an assembly: until when, and their answers."""

from dataclasses import dataclass
from datetime import date, timedelta

from governance.assembly.requests import RequestTerm
from governance.bylaws.clauses import Bylaws
from governance.bylaws.rules import BylawsArticle
from governance.errors import Malformed, NotFound
from governance.law.information import QUESTION_BUSINESS_DAYS, question_cutoff
from governance.law.rule import RefusedByText
from governance.words import N_

LONGEST_QUESTION = 5_000


def question_term(bylaws: Bylaws, assembly_on: date) -> RequestTerm:
    """Give the last day of a written question. Bylaws never shorten the time the law gives.

    Law: R. 225-84 (SA: the fourth business day before), L. 223-26 (SARL: until the assembly).
    """
    form, days = bylaws.identity.form, bylaws.agenda.questions_days
    law = question_cutoff(form, assembly_on)
    own = None if days is None else assembly_on - timedelta(days=days)
    if own is not None and (law is None or own > law):
        return RequestTerm(own, BylawsArticle(bylaws.agenda.article))
    return RequestTerm(law, QUESTION_BUSINESS_DAYS[form].period(assembly_on).source)


@dataclass(eq=False)
class QuestionTooLate(RefusedByText):
    """A written question came after its last day."""

    last_day: date

    message = N_("Les questions écrites devaient arriver le %(last_day)s au plus tard.")
    remedy = N_("Posez votre question de vive voix, pendant l’assemblée.")


@dataclass(eq=False)
class EmptyQuestion(Malformed):
    """A question or an answer without words, or too long."""

    message = N_("Écrivez quelques mots (5 000 caractères au plus).")
    remedy = N_("Complétez le texte, puis envoyez-le.")


@dataclass(eq=False)
class NoSuchQuestion(NotFound):
    """No such question for this assembly."""

    message = N_("Cette question n’existe pas pour cette assemblée.")
    remedy = N_("Revenez à la page des questions.")
