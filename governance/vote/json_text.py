"""JSON texts, read without losing what a strict reader must see: repeated keys, how numbers are written."""

import json
from collections import Counter
from dataclasses import dataclass

LONGEST_NUMBER = 1000  # characters


class JsonObject(dict[str, object]):
    """An object that remembers which of its keys were written more than once."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        times = Counter(key for key, _ in pairs) if len(pairs) > len(self) else Counter[str]()
        self.repeated = tuple(key for key, number in times.items() if number > 1)


@dataclass(frozen=True, slots=True)
class OddNumber:
    """A number not written as digits only, or longer than any of ours."""

    written: str


@dataclass(eq=False)
class UnreadableText(Exception):
    """The text is not JSON. `why` is a key of the sentences; line and column start at 1."""

    why: str
    line: int = 1
    column: int = 1


def _whole(written: str) -> int | OddNumber:
    if written.startswith("-") or len(written) > LONGEST_NUMBER:
        return OddNumber(written)
    return int(written)


def read_json(text: str | bytes) -> object:
    """Read one JSON text in UTF-8. Raises UnreadableText, and nothing else.

    Objects come as JsonObject; numbers with a sign, a point or an exponent as OddNumber.
    """
    try:
        return json.loads(
            text.decode("utf-8-sig") if isinstance(text, bytes) else text,
            object_pairs_hook=JsonObject,
            parse_int=_whole,
            parse_float=OddNumber,
            parse_constant=OddNumber,
        )
    except UnicodeDecodeError:
        raise UnreadableText("not_utf8") from None
    except json.JSONDecodeError as fault:
        raise UnreadableText("not_json", fault.lineno, fault.colno) from None
    except RecursionError:
        raise UnreadableText("too_deep") from None
