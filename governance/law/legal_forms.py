"""The company forms a SCIC may take, and the two dimensions of every rule of assembly: kind and call."""

from enum import StrEnum

from governance.law.texts import law_of_1947
from governance.words import N_

SOURCE = law_of_1947(
    "19 quinquies", note="la SAS y a été ajoutée par la loi n° 2014-856 du 31 juillet 2014, art. 33"
)


class CompanyForm(StrEnum):
    """The company form under the SCIC, always with variable capital."""

    SA = "sa"
    SARL = "sarl"
    SAS = "sas"


class AssemblyKind(StrEnum):
    """What an assembly, or one resolution of a mixed assembly, may decide."""

    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"


class Call(StrEnum):
    """First meeting on an agenda, or the second one after a quorum was missed."""

    FIRST = "first"
    SECOND = "second"


FORM_SHORT_NAMES = {CompanyForm.SA: "SA", CompanyForm.SARL: "SARL", CompanyForm.SAS: "SAS"}

FORM_NAMES = {
    CompanyForm.SA: N_("société anonyme (SA)"),
    CompanyForm.SARL: N_("société à responsabilité limitée (SARL)"),
    CompanyForm.SAS: N_("société par actions simplifiée (SAS)"),
}

KIND_NAMES = {
    AssemblyKind.ORDINARY: N_("assemblée générale ordinaire"),
    AssemblyKind.EXTRAORDINARY: N_("assemblée générale extraordinaire"),
}

CALL_NAMES = {
    Call.FIRST: N_("première convocation"),
    Call.SECOND: N_("deuxième convocation"),
}

MEETING_NAMES = {
    (AssemblyKind.ORDINARY, Call.FIRST): N_("l’assemblée ordinaire, première convocation"),
    (AssemblyKind.ORDINARY, Call.SECOND): N_("l’assemblée ordinaire, deuxième convocation"),
    (AssemblyKind.EXTRAORDINARY, Call.FIRST): N_("l’assemblée extraordinaire, première convocation"),
    (AssemblyKind.EXTRAORDINARY, Call.SECOND): N_("l’assemblée extraordinaire, deuxième convocation"),
}

MEETINGS = tuple(MEETING_NAMES)
