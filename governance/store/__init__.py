"""The only place that knows SQL. Names of constraints are set before any table is made."""

from governance.store import base as base
