"""`python -m web.i18n extract` completes the English file; `missing` lists what it lacks."""

import sys

from web.i18n import catalogue


def main(arguments: list[str]) -> int:
    """Run one command; the exit status is 1 when something is missing or wrong, 2 when unknown."""
    match arguments:
        case ["extract"]:
            print(catalogue.update())
            return 0
        case ["missing"]:
            faults = [*catalogue.missing(), *catalogue.wrong_placeholders()]
            print("\n".join(faults))
            return 1 if faults else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
