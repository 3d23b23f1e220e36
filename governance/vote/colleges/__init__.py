"""The ways a college's vote is carried into the assembly. A new one is one file and one line here."""

from collections.abc import Mapping
from types import MappingProxyType

from governance.vote.carry import CollegeRule
from governance.vote.colleges.bloc import BLOC
from governance.vote.colleges.double_majority import DOUBLE_MAJORITY
from governance.vote.colleges.proportional import PROPORTIONAL
from governance.vote.colleges.single_body import SINGLE_BODY

COLLEGE_RULES: Mapping[str, CollegeRule] = MappingProxyType(
    {rule.name: rule for rule in (SINGLE_BODY, PROPORTIONAL, BLOC, DOUBLE_MAJORITY)}
)
