"""What minutes and attendance sheets say of those who vote for others: in French, as legal papers are."""

from typing import Any

from governance.assembly.blank_sharing import CHAIR, BlankShared
from governance.bylaws.rules import BylawsArticle, Rules
from governance.law.votes import interested
from governance.store import blank_sharing, outside_proxies, preparation
from governance.store.assemblies import AssemblyRow
from governance.store.unit_of_work import UnitOfWork
from governance.vote.cautions import aside
from governance.vote.sheet import CountingSheet

SHARED = (
    "EXISTS (SELECT 1 FROM proxies y WHERE y.assembly_id = :assembly AND y.principal_id = r.id"
    " AND y.holder_id = a.holder_id AND y.shared_at IS NOT NULL)"
)
"""SQL: whether the holder of who is on the roll `r` and attends as `a` took a blank proxy."""
OUTSIDER = (
    "(SELECT y.outsider || ', ' || y.outsider_quality FROM proxies y WHERE y.assembly_id = :assembly"
    " AND y.principal_id = r.id AND a.mode = 'outsider' ORDER BY y.ended_at DESC NULLS FIRST LIMIT 1)"
)
"""SQL: who, not a member, represents whom the roll `r` names, and under which quality."""
OUTSIDERS = {"spouse": "conjoint", "partner": "partenaire de PACS", "anyone": "non sociétaire"}
BLANK_HOLDER = "un pouvoir en blanc"
QUALITIES = {CHAIR: "président de l’assemblée", "board": "membre du conseil"}


def holder_words(found: Any) -> str:  # noqa: ANN401 - a row of SQLAlchemy
    """Say who votes for a member of the sheet, "" when nobody does."""
    if found.mode == "outsider" and found.outsider:
        name, quality = found.outsider.rsplit(", ", 1)
        return f"{name}, {OUTSIDERS[quality]}"
    if found.holder:
        return f"{found.holder} (pouvoir en blanc partagé)" if found.shared else str(found.holder)
    return BLANK_HOLDER if found.mode == "blank" else ""


def source_words(source: object) -> str:
    """Name a text, or an article of the bylaws."""
    if isinstance(source, BylawsArticle):
        return f"article {source.number} des statuts"
    return str(source)


def rule_words(rules: Rules) -> str:
    """Say the majority that a resolution needed, with its text."""
    least = "au moins" if rules.majority_at_least else "plus de"
    source = rules.sources.get("majority")
    of_text = f" ({source_words(source)})" if source else ""
    return f"Majorité requise : {least} {rules.majority_part}{of_text}."


def set_aside(sheet: CountingSheet, rules: Rules) -> tuple[str, ...]:
    """Say how many members did not vote, being interested, and by which text; nothing when nobody was."""
    return aside(sheet, text=str(interested(rules.form, rules.day).source))


def participation_remarks(uow: UnitOfWork, row: AssemblyRow) -> tuple[str, ...]:
    """Give the sentences the minutes add under the attendance table."""
    return (*_outsiders(uow, row), *_blank_proxies(uow, row))


def _outsiders(uow: UnitOfWork, row: AssemblyRow) -> tuple[str, ...]:
    held = [proxy for proxy in outside_proxies.there(uow.session, row.id) if proxy.quality]
    if not held:
        return ()
    each = ", ".join(
        f"{one.holder_name} ({OUTSIDERS[str(one.quality)]}) pour {one.principal_name}" for one in held
    )
    return (
        f"Ont représenté des sociétaires sans l’être eux-mêmes, leurs bulletins remis au bureau : {each}.",
    )


def _blank_proxies(uow: UnitOfWork, row: AssemblyRow) -> tuple[str, ...]:
    in_force = preparation.rules_of(uow, row)
    rule = blank_sharing.split_of(in_force)
    if rule is None:
        return ()
    shared = blank_sharing.shared(uow.session, row.id)
    left = len(blank_sharing.waiting_in(uow, row, in_force))
    said = [*([_shared(shared, str(rule[1].article))] if shared else []), *([_left(left)] if left else [])]
    return tuple(said)


def _shared(shared: list[BlankShared], article: str) -> str:
    total = sum(one.count for one in shared)
    what = "1 pouvoir en blanc a été partagé" if total == 1 else f"{total} pouvoirs en blanc ont été partagés"
    each = ", ".join(f"{one.name} ({QUALITIES[one.quality]}) : {one.count}" for one in shared)
    return (
        f"{what} selon l’article {article} des statuts : {each}. Chacun les vote comme ceux qu’il a reçus. "
        "La loi ne dit rien de ce partage, qui reste à confirmer par un juriste."
    )


def _left(left: int) -> str:
    if left == 1:
        return "1 pouvoir en blanc n’a pas été partagé et n’a pas voté."
    return f"{left} pouvoirs en blanc n’ont pas été partagés et n’ont pas voté."
