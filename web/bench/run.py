"""Everything measured in one run, and printed."""

import os
import platform
import secrets
from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg import sql

from governance.actors import Role
from governance.store.unit_of_work import Database
from governance.words import N_
from migrations.run import upgrade
from web.auth.session import new_secret, secret_hash
from web.bench import counting, million, pages, transfers, votes
from web.bench.client import Load
from web.bench.pages import Weight
from web.bench.service import sign_in
from web.demo.seed import Seeded, refresh_statistics, seed
from web.embedded import APP, OWNER, SUPERUSER, Embedded, prepare
from web.i18n.language import gettext

SMALL, LARGE = 640, 100_000
VOTE_AIM = 0.30
COUNT_AIM = 1.0
PAGE_AIM = 60_000
MILLION = 1_000_000


def run_apart(folder: Path, large: int) -> bool:
    """Measure in a database of its own, durable, dropped at the end; True when every aim is reached."""
    with (
        Embedded(folder) as server,
        psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as root,
    ):
        name = f"bench_{secrets.token_hex(4)}"
        prepare(root, name)
        try:
            owner = server.url(OWNER, name)
            upgrade(owner)
            return run(server.url(APP, name), owner, folder, large=large)
        finally:
            root.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def run(address: str, owner: str, folder: Path, *, large: int = LARGE) -> bool:
    """Measure and print; True when every aim is reached."""
    database = Database(address)
    try:
        print(f"{platform.machine()}, {os.cpu_count()} CPU, Python {platform.python_version()}", flush=True)
        voting = seed(database, 8_000)
        refresh_statistics(owner)
        measured = votes.measure(database, address, owner, voting, folder)
        reached = [_tell_votes(measured)]
        small, big = seed(database, SMALL), seed(database, large)
        refresh_statistics(owner)
        for made in (small, big):
            counted = counting.measure(database, owner, made)
            if made is big:
                reached.append(_tell_count(counted))
        light, heavy = (_weights(database, address, made) for made in (small, big))
        reached.append(_tell_pages(light, heavy, large))
        _tell_transfers(transfers.measure())
        _tell_million(million.measure(database, owner, MILLION))
        return all(reached)
    finally:
        database.close()


def _tell_votes(found: votes.Votes) -> bool:
    ratio = found.votes.per_second / found.empty.per_second
    print("\n" + gettext(N_("Votes par le web, %(many)d électeurs à la fois :")) % {"many": votes.AT_ONCE})
    _tell_load(gettext(N_("page vide")), found.empty)
    _tell_load(gettext(N_("votes")), found.votes)
    print(f"  {found.inserter:<28} {found.inserts:>8.0f} /s")
    said = gettext(N_("Votes rapportés à la page vide : %(empty)s ; aux insertions : %(inserts)s"))
    to_insert = found.votes.per_second / found.inserts
    print("  " + said % {"empty": f"{ratio:.2f}", "inserts": f"{to_insert:.2f}"})
    answered = found.votes.statuses.get("303", 0)
    said = gettext(
        N_("Votes acceptés : %(answered)d ; bulletins en base : %(recorded)d ; erreurs : %(errors)d")
    )
    facts = {"answered": answered, "recorded": found.recorded, "errors": votes.VOTES - answered}
    print("  " + said % facts)
    said = gettext(N_("Reçus au journal : %(proven)d ; reçus lus : %(shown)d électeurs sur %(asked)d"))
    print("  " + said % {"proven": found.proven, "shown": found.shown, "asked": votes.CHECKED}, flush=True)
    sure = answered == found.recorded == found.proven == votes.VOTES and found.shown == votes.CHECKED
    return sure and ratio >= VOTE_AIM


def _tell_load(name: str, load: Load) -> None:
    p50, p95, p99 = (load.percentile(part) for part in (50, 95, 99))
    print(f"  {name:<28} {load.per_second:>8.0f} /s   p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms")


def _tell_count(found: counting.Counted) -> bool:
    print(
        "\n" + gettext(N_("Dépouillement de %(many)d bulletins, cinq collèges :")) % {"many": found.ballots}
    )
    said = gettext(N_("Ouverture %(opening)s s ; clôture et comptage %(closing)s s ; calcul %(tally)s ms"))
    seconds = {"opening": f"{found.opening:.2f}", "closing": f"{found.closing:.2f}"}
    print("  " + said % {**seconds, "tally": f"{found.tallying * 1000:.1f}"}, flush=True)
    return found.closing < COUNT_AIM


def _weights(database: Database, address: str, made: Seeded) -> list[Weight]:
    cookie = new_secret()
    pages.secretary_session(database, made, secret_hash(cookie))
    member = sign_in(database, made.cooperative, 1)[0][0]
    return pages.measure(database, address, made, {Role.SECRETARY: cookie, Role.MEMBER: member})


def _tell_pages(light: Sequence[Weight], heavy: Sequence[Weight], large: int) -> bool:
    print("\n" + gettext(N_("Pages : octets compressés et requêtes SQL")))
    print(f"  {'':<62} {SMALL:>14} {large:>14}")
    of_large = {(weight.path, weight.role): weight for weight in heavy}
    reached = len(light) == len(heavy)
    for one in light:
        other = of_large.get((one.path, one.role))
        if other is None:
            reached = False
            print(f"  {one.role:<10} {one.path:<51} {one.size:>8} {one.statements:>5}   ←")
            continue
        same = one.statements == other.statements and max(one.size, other.size) <= PAGE_AIM
        reached = reached and same
        print(
            f"  {one.role:<10} {one.path:<51} {one.size:>8} {one.statements:>5} {other.size:>8}"
            f" {other.statements:>5}{'' if same else '   ←'}"
        )
    return reached


def _tell_transfers(found: transfers.Transfers) -> None:
    said = gettext(N_("Vote unique transférable, %(ballots)d bulletins, %(options)d candidats :"))
    print("\n" + said % {"ballots": found.ballots, "options": found.options})
    said = gettext(N_("Compté %(counting)s s ; compté et expliqué %(explained)s s"))
    print("  " + said % {"counting": f"{found.counting:.2f}", "explained": f"{found.explained:.2f}"})
    if found.outside is None:
        print("  " + gettext(N_("pyrankvote n’est pas installé : rien à côté de quoi mesurer.")), flush=True)
        return
    alike = gettext(N_("oui")) if found.alike else gettext(N_("non"))
    said = gettext(N_("pyrankvote %(outside)s s ; nous rapportés à lui : %(ratio)s ; mêmes élus : %(alike)s"))
    facts = {"outside": f"{found.outside:.2f}", "ratio": f"{found.counting / found.outside:.2f}"}
    print("  " + said % {**facts, "alike": alike}, flush=True)


def _tell_million(found: million.Million) -> None:
    said = gettext(N_("Dépouillement de %(ballots)d bulletins, %(colleges)d collèges :"))
    print("\n" + said % {"ballots": found.ballots, "colleges": found.colleges})
    said = gettext(N_("En base : clos et compté %(closing)s s, %(ratio)s fois la requête nue ; lu, expliqué"))
    facts = {"closing": f"{found.closing:.2f}", "ratio": f"{found.closing / found.bare:.2f}"}
    print(f"  {said % facts} {found.explaining * 1000:.0f} ms")
    said = gettext(
        N_("Sans base : bulletins additionnés %(adding)s s, %(ratio)s fois un Counter ; compté, expliqué")
    )
    facts = {"adding": f"{found.adding:.2f}", "ratio": f"{found.adding / found.grouping:.2f}"}
    print(f"  {said % facts} {found.counting * 1000:.1f} ms", flush=True)
