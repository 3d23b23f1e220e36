"""Which proxies of a first meeting may be held at the second one: the caps hold there too."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from governance.assembly.proxy_refusals import TooManyOfOneCollege, TooManyProxies
from governance.bylaws.rules import Rules
from governance.law.rule import RefusedByText


@dataclass(frozen=True, slots=True)
class HeldProxy:
    """A proxy as the caps see it: its holder, the colleges of both; no holder for a blank one.

    A holder from `outside` is no member: they have no college, and no vote of their own.
    """

    id: Hashable
    holder: Hashable | None
    college: str
    holder_college: str
    outside: bool = False


def over_caps(
    rules: Rules, held: Sequence[str], college: str, *, members: int, own: int
) -> RefusedByText | None:
    """Give why a holder may take no proxy more from `college`, or None when they may.

    `held` are the colleges of the proxies they hold, `own` the votes they cast for themselves (0 from
    outside), `members` those of the day, whom a cap written as a part is a part of.
    """
    source = rules.sources["proxies_per_holder"]
    limit = rules.proxy_limit(members, own=own)
    if limit is not None and len(held) >= limit:
        return TooManyProxies(limit, source=source)
    of_one = rules.proxies_per_college
    if of_one is not None and held.count(college) >= of_one:
        return TooManyOfOneCollege(of_one, source=source)
    return None


def within_caps(held: Iterable[HeldProxy], rules: Rules, members: int) -> list[HeldProxy]:
    """Keep the proxies that the rules allow, in the order they were given: the first come are kept.

    `members` are those of the day, whom a cap written as a part is a part of. A blank proxy has no
    holder to count against.
    """
    by_holder: defaultdict[Hashable, list[str]] = defaultdict(list)
    kept = []
    for proxy in held:
        if proxy.holder is not None:
            colleges = by_holder[proxy.holder]
            kept_in = rules.proxies_same_college and not proxy.outside
            abroad = kept_in and proxy.college != proxy.holder_college
            own = 0 if proxy.outside else 1
            if abroad or over_caps(rules, colleges, proxy.college, members=members, own=own):
                continue
            colleges.append(proxy.college)
        kept.append(proxy)
    return kept
