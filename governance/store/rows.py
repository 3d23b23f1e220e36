"""Every table, gathered so that metadata is complete; and which walls each one needs."""

from sqlalchemy import MetaData

from governance.store import (
    accounts,
    activities,
    agreements,
    assemblies,
    attendance,
    ballot_box,
    base,
    bylaws,
    contributions,
    cooperatives,
    directors,
    elections,
    events,
    groups,
    interests,
    journal,
    letters,
    mandates,
    members,
    minutes,
    missed,
    non_voters,
    outbox,
    outside_holdings,
    polls,
    postal,
    proxies,
    questions,
    requests,
    shared_events,
    shared_resolutions,
    shares,
    structures,
    ties,
)

MODULES = (
    accounts, activities, agreements, assemblies, attendance, ballot_box, bylaws, contributions,
    cooperatives, directors, elections, events, groups, interests, journal, letters, mandates, members,
    minutes, missed, non_voters, outbox, outside_holdings, polls, postal, proxies, questions, requests,
    shared_events, shared_resolutions, shares, structures, ties,
)  # fmt: skip

GLOBAL_TABLES = frozenset({"accounts", "sessions", "cooperatives"})
"""Tables without a tenant: persons, their sessions, and the directory of cooperatives."""

APPEND_ONLY = frozenset(
    {
        "acts",
        "agreement_scans",
        "agreement_seen",
        "agreement_templates",
        "ballots",
        "bylaws_versions",
        "contribution_rates",
        "declared_bases",
        "electors",
        "mandate_proofs",
        "event_versions",
        "group_publications",
        "minutes_register",
        "missed_steps",
        "non_voter_calls",
        "results",
        "share_movements",
        "shared_asked",
        "shared_resolutions",
        "shared_texts",
        "structure_jobs",
    }
)
"""Tables the application can only read and add to; a trigger refuses the rest to everybody."""


def metadata() -> MetaData:
    """Give the metadata of every table."""
    return base.metadata


def tenant_tables() -> list[str]:
    """List the tables that row level security guards."""
    return sorted(name for name in base.metadata.tables if name not in GLOBAL_TABLES)
