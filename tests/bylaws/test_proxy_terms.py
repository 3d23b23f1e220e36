"""Until when a proxy is given, and which two assemblies one proxy serves: the bylaws, under the law."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from governance.bylaws.check import breaches
from governance.bylaws.clauses import Holder
from governance.bylaws.models import load_model
from governance.bylaws.plain import sentences
from governance.bylaws.proxy_terms import on_line_until, on_paper_until, outsiders, span_of, spans
from governance.law.legal_forms import AssemblyKind
from governance.law.proxies import ProxiesClosedTooEarly, ProxySpanTooLong
from tests.bylaws.changes import SA, SARL, SAS

DAY = date(2027, 6, 24)
ORDINARY, EXTRAORDINARY = AssemblyKind.ORDINARY, AssemblyKind.EXTRAORDINARY


def with_proxies(model, **more):
    bylaws = load_model(model)
    return replace(bylaws, proxies=replace(bylaws.proxies, **more))


def paris(month, day, hour, minute=0, second=0):
    """Give a moment of the summer of 2027 in Paris, two hours ahead of UTC."""
    return datetime(2027, month, day, hour, minute, second, tzinfo=UTC) - timedelta(hours=2)


@pytest.mark.parametrize("own", [{}, {"deadline_days": 5}, {"deadline_days": 0, "deadline_hour": 9}])
def test_in_an_sa_proxies_on_line_close_the_day_before_at_15_whatever_the_bylaws_say(own):
    term = on_line_until(with_proxies(SA, **own), DAY)
    assert not term.is_over(paris(6, 23, 15))
    assert term.is_over(paris(6, 23, 15, 0, 1))
    assert term.source.article == "R. 225-80"


def test_without_a_word_of_the_bylaws_a_sas_takes_proxies_until_the_session_closes():
    term = on_line_until(load_model(SAS), DAY)
    assert (term.until, term.last_day, term.is_over(paris(6, 30, 0))) == (None, None, False)
    assert not term.whole_day
    assert term.source.article == load_model(SAS).proxies.article


@pytest.mark.parametrize(
    ("days", "hour", "last", "over"),
    [
        (2, None, paris(6, 22, 23, 59, 59), paris(6, 23, 0)),
        (0, None, paris(6, 24, 23, 59, 59), paris(6, 25, 0)),
        (2, 18, paris(6, 22, 18), paris(6, 22, 18, 0, 1)),
        (0, 9, paris(6, 24, 9), paris(6, 24, 9, 0, 1)),
    ],
)
def test_elsewhere_the_day_and_the_hour_of_the_bylaws_close_them_in_paris(days, hour, last, over):
    bylaws = with_proxies(SAS, deadline_days=days, deadline_hour=hour)
    term = on_line_until(bylaws, DAY)
    assert (term.is_over(last), term.is_over(over)) == (False, True)
    assert term.last_day == DAY - timedelta(days=days)
    assert term.source.article == bylaws.proxies.article


@pytest.mark.parametrize("model", [SA, SAS])
def test_paper_comes_until_the_session_unless_the_bylaws_close_it_too(model):
    closed = with_proxies(model, deadline_days=2)
    assert not on_paper_until(closed, DAY).is_over(paris(6, 24, 14))
    open_ended = on_paper_until(closed, DAY)
    assert (open_ended.until, open_ended.whole_day) == (None, False)
    assert open_ended.source.article == closed.proxies.article
    term = on_paper_until(with_proxies(model, deadline_days=2, late_paper=False), DAY)
    assert (term.is_over(paris(6, 22, 23)), term.is_over(paris(6, 23, 0))) == (False, True)


@pytest.mark.parametrize(
    ("model", "own", "days", "article"),
    [
        (SA, None, 15, "R. 225-79"),
        (SA, 15, 15, "R. 225-79"),
        (SA, 16, 15, "R. 225-79"),
        (SA, 14, 14, "24"),
        (SARL, None, 7, "R. 223-21"),
        (SARL, 8, 7, "R. 223-21"),
        (SARL, 0, 0, None),
        (SAS, None, None, None),
        (SAS, 30, 30, None),
    ],
)
def test_one_proxy_serves_two_assemblies_as_far_as_the_law_lets_the_bylaws_say(model, own, days, article):
    bylaws = with_proxies(model, span_days=own)
    span = span_of(bylaws, DAY)
    assert span.days == days
    assert span.source.article == (article or bylaws.proxies.article)


@pytest.mark.parametrize(
    ("model", "kind", "apart", "served"),
    [
        (SA, EXTRAORDINARY, 15, True),
        (SA, EXTRAORDINARY, 16, False),
        (SA, ORDINARY, 1, False),
        (SARL, ORDINARY, 7, True),
        (SARL, ORDINARY, 8, False),
        (SAS, EXTRAORDINARY, 0, False),
    ],
)
def test_in_an_sa_one_of_the_two_is_ordinary_and_the_other_extraordinary(model, kind, apart, served):
    other = (kind, DAY + timedelta(days=apart))
    bylaws = load_model(model)
    assert spans(bylaws, (ORDINARY, DAY), other) is served
    assert spans(bylaws, other, (ORDINARY, DAY)) is served


@pytest.mark.parametrize(
    ("model", "own", "held"),
    [
        (SA, (), {Holder.SPOUSE: "L. 225-106", Holder.PARTNER: "L. 225-106"}),
        (SA, (Holder.ANYONE,), {Holder.SPOUSE: "L. 225-106", Holder.PARTNER: "L. 225-106"}),
        (SARL, (), {Holder.SPOUSE: "L. 223-28"}),
        (SARL, (Holder.PARTNER,), {Holder.SPOUSE: "L. 223-28", Holder.PARTNER: None}),
        (SAS, (Holder.MEMBER,), {}),
        (SAS, (Holder.SPOUSE,), {Holder.SPOUSE: None}),
        (SAS, (Holder.ANYONE,), {Holder.SPOUSE: None, Holder.PARTNER: None, Holder.ANYONE: None}),
    ],
)
def test_who_is_no_member_holds_a_proxy_where_the_law_or_the_bylaws_of_the_form_allow_it(model, own, held):
    bylaws = with_proxies(model, holders=own)
    found = {quality: source.article for quality, source in outsiders(bylaws, DAY).items()}
    assert found == {quality: article or bylaws.proxies.article for quality, article in held.items()}


@pytest.mark.parametrize(
    ("model", "own", "found"),
    [
        (SA, {"span_days": 15}, []),
        (SA, {"span_days": 16}, [ProxySpanTooLong]),
        (SARL, {"span_days": 7}, []),
        (SARL, {"span_days": 8}, [ProxySpanTooLong]),
        (SAS, {"span_days": 60}, []),
        (SA, {"deadline_days": 1, "deadline_hour": 15}, []),
        (SA, {"deadline_days": 1}, []),
        (SA, {"deadline_days": 1, "deadline_hour": 14}, [ProxiesClosedTooEarly]),
        (SA, {"deadline_days": 2}, [ProxiesClosedTooEarly]),
        (SAS, {"deadline_days": 10}, []),
    ],
)
def test_the_check_names_what_the_law_does_not_allow(model, own, found):
    before = [type(one) for one in breaches(load_model(model), DAY)]
    after = [type(one) for one in breaches(with_proxies(model, **own), DAY)]
    assert [one for one in after if one not in before] == found


def test_the_bylaws_say_it_in_plain_words():
    bylaws = with_proxies(SAS, deadline_days=1, deadline_hour=18, late_paper=False, span_days=10)
    said = [str(sentence) for _, sentence in sentences(bylaws)]
    for sentence in (
        "Un pouvoir se donne en ligne jusqu’à la veille de l’assemblée.",
        "Ce dernier jour, un pouvoir se donne jusqu’à 18 h, heure de Paris.",
        "Un pouvoir sur papier arrive dans le même délai.",
        "Un même pouvoir vaut pour deux assemblées à 10 jours d’écart au plus.",
    ):
        assert sentence in said
