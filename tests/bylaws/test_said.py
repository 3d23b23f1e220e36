"""All that the rules of each cooperative and of each model say, sentence by sentence, as approved texts.

`python -m tests.bylaws.test_said` writes the texts again: read the difference before committing it.
"""

from pathlib import Path

import pytest

from governance.bylaws.models import MODELS, load_model
from governance.bylaws.plain import sentences
from tests.bylaws.cooperatives import KEYS, bylaws_of

FOLDER = Path(__file__).parent / "said"
SPACE, BARE = "\N{NO-BREAK SPACE}", " "
ALL = [*(f"model_{key}" for key in MODELS), *KEYS]


def text_of(key):
    bylaws = load_model(key.removeprefix("model_")) if key.startswith("model_") else bylaws_of(key)
    lines = (f"{article}: {sentence}".replace(SPACE, BARE) for article, sentence in sentences(bylaws))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("key", ALL)
def test_the_rules_say_exactly_what_was_approved(key):
    assert text_of(key).splitlines() == (FOLDER / f"{key}.txt").read_text(encoding="utf-8").splitlines()


def test_each_approved_text_is_that_of_somebody():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(ALL)


if __name__ == "__main__":
    for each in ALL:
        (FOLDER / f"{each}.txt").write_text(text_of(each), encoding="utf-8")
