"""JSON texts read without losing what a strict reader must see: repeated keys, how numbers were written."""

import json
from dataclasses import dataclass

LONGEST_NUMBER = 1000  # digits


class JsonObject(dict[str, object]):
    """An object that remembers which of its keys were written more than once."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        keys = [key for key, _ in pairs]
        self.repeated = tuple(dict.fromkeys(key for key in keys if keys.count(key) > 1)) if (
            len(keys) > len(self)
        ) else ()


@dataclass(frozen=True, slots=True)
class OddNumber:
    """A number that is not written as digits only, or is too long to be one of ours."""

    written: str


@dataclass(eq=False)
class UnreadableText(Exception):
    """The text is not JSON. `why` is a key of SENTENCES; line and column start at 1."""

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
        if isinstance(text, bytes):
            text = text.decode("utf-8-sig")
        return json.loads(
            text,
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
