"""The forms a SCIC may take."""

from governance.law.legal_forms import MEETINGS, SOURCE, AssemblyKind, Call, CompanyForm


def test_a_scic_is_an_sa_a_sarl_or_a_sas():
    assert [form.value for form in CompanyForm] == ["sa", "sarl", "sas"]
    assert SOURCE.article == "19 quinquies"


def test_every_meeting_is_a_kind_at_a_call():
    assert MEETINGS == (
        (AssemblyKind.ORDINARY, Call.FIRST),
        (AssemblyKind.ORDINARY, Call.SECOND),
        (AssemblyKind.EXTRAORDINARY, Call.FIRST),
        (AssemblyKind.EXTRAORDINARY, Call.SECOND),
    )
