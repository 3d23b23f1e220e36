"""Until when a proxy is given for one assembly, and whether it serves another one too."""

from dataclasses import dataclass
from datetime import date, datetime

from governance.bylaws.clauses import Bylaws, Holder
from governance.bylaws.rules import BylawsArticle, Source
from governance.law import proxies as law
from governance.law.days import days_before, paris_moment
from governance.law.legal_forms import AssemblyKind, CompanyForm


@dataclass(frozen=True, slots=True)
class ProxyTerm:
    """The last moment to give a proxy, in Paris time. `until` None: as long as the session is not closed.

    With `whole_day` it is the end of the day before `until`.
    """

    until: datetime | None
    whole_day: bool
    source: Source

    @property
    def last_day(self) -> date | None:
        """The last day to give one, in Paris."""
        if self.until is None:
            return None
        return days_before(self.until.date(), int(self.whole_day))

    def is_over(self, at: datetime) -> bool:
        """Tell whether a proxy that comes at this aware moment is too late."""
        return self.until is not None and (at >= self.until if self.whole_day else at > self.until)


@dataclass(frozen=True, slots=True)
class ProxySpan:
    """How far apart two assemblies may be for one proxy; `days` None: it serves one only."""

    days: int | None
    kinds_differ: bool
    source: Source


def on_line_until(bylaws: Bylaws, day: date) -> ProxyTerm:
    """Give the last moment for a proxy sent on line for an assembly held on `day`.

    In an SA that of the law, 15:00 the day before, which the bylaws move neither way; elsewhere
    that of the bylaws, if any. Law: R. 225-80.
    """
    moment = law.electronic_deadline(bylaws.identity.form, day)
    if moment is not None:
        source = law.ELECTRONIC_DEADLINE[bylaws.identity.form].period(day).source
        return ProxyTerm(moment, whole_day=False, source=source)
    return _own_term(bylaws, day)


def on_paper_until(bylaws: Bylaws, day: date) -> ProxyTerm:
    """Give the last moment for a proxy brought on paper: that of the bylaws where paper is not let later."""
    if bylaws.proxies.late_paper:
        return ProxyTerm(None, whole_day=False, source=BylawsArticle(bylaws.proxies.article))
    return _own_term(bylaws, day)


def span_of(bylaws: Bylaws, day: date) -> ProxySpan:
    """Give how far apart two assemblies may be for one proxy, the first held on `day`.

    At most what the law allows in an SA or a SARL, or less when the bylaws ask for less; in a SAS
    what the bylaws say. Law: R. 225-79, R. 223-21.
    """
    form, own = bylaws.identity.form, bylaws.proxies.span_days
    by_law, differ = law.SPAN_DAYS[form].period(day), law.SPAN_KINDS[form].on(day) == "one_of_each"
    if by_law.value is None or (own is not None and own < by_law.value):
        return ProxySpan(own, differ, BylawsArticle(bylaws.proxies.article))
    return ProxySpan(by_law.value, differ, by_law.source)


def spans(bylaws: Bylaws, given_for: tuple[AssemblyKind, date], other: tuple[AssemblyKind, date]) -> bool:
    """Tell whether a proxy given for one assembly may serve another: each by its kind and its day."""
    span = span_of(bylaws, min(given_for[1], other[1]))
    apart = abs((other[1] - given_for[1]).days)
    alike = span.kinds_differ and given_for[0] is other[0]
    return span.days is not None and apart <= span.days and not alike


def outsiders(bylaws: Bylaws, day: date) -> dict[Holder, Source]:
    """Give who may hold a proxy without being a member, each with the text that allows it.

    The spouse in an SA or a SARL, the civil partner in an SA, whatever the bylaws say; others where
    the bylaws allow them, but never in an SA. Law: L. 225-106, L. 223-28, L. 227-9.
    """
    form, own = bylaws.identity.form, bylaws.proxies
    by_law = law.HOLDERS[form].period(day)
    found: dict[Holder, Source] = {}
    for quality in (Holder.SPOUSE, Holder.PARTNER, Holder.ANYONE):
        if quality.value in (by_law.value or ()):
            found[quality] = by_law.source
        elif form is not CompanyForm.SA and (quality in own.holders or Holder.ANYONE in own.holders):
            found[quality] = BylawsArticle(own.article)
    return found


def _own_term(bylaws: Bylaws, day: date) -> ProxyTerm:
    own, article = bylaws.proxies, BylawsArticle(bylaws.proxies.article)
    if own.deadline_days is None:
        return ProxyTerm(None, whole_day=False, source=article)
    last = days_before(day, own.deadline_days)
    if own.deadline_hour is None:
        return ProxyTerm(paris_moment(days_before(last, -1)), whole_day=True, source=article)
    return ProxyTerm(paris_moment(last, own.deadline_hour), whole_day=False, source=article)
