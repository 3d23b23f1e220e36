"""Which proxies of a first meeting may be held at the second one: the caps hold there too."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from governance.bylaws.rules import Rules


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


def within_caps(held: Iterable[HeldProxy], rules: Rules, members: int) -> list[HeldProxy]:
    """Keep the proxies that the rules allow, in the order they were given: the first come are kept.

    `members` are those of the day, whom a cap written as a part is a part of. A blank proxy has no
    holder to count against.
    """
    of_one = rules.proxies_per_college
    by_holder: Counter[Hashable] = Counter()
    by_college: Counter[tuple[Hashable, str]] = Counter()
    kept = []
    for proxy in held:
        if proxy.holder is not None:
            place = (proxy.holder, proxy.college)
            limit = rules.proxy_limit(members, own=0 if proxy.outside else 1)
            kept_in = rules.proxies_same_college and not proxy.outside
            abroad = kept_in and proxy.college != proxy.holder_college
            full = limit is not None and by_holder[proxy.holder] >= limit
            if abroad or full or (of_one is not None and by_college[place] >= of_one):
                continue
            by_holder[proxy.holder] += 1
            by_college[place] += 1
        kept.append(proxy)
    return kept
