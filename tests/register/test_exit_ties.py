"""Who may be the company that an exit founded, on each side of each bound."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from governance.register.exit_ties import Candidate, description_after, may_be_founded
from governance.register.ties import Origin, StructureForm

STARTED, PREPARED, TODAY = date(2024, 6, 24), date(2026, 9, 1), date(2026, 11, 24)
DAY = timedelta(days=1)
NEW = Candidate(PREPARED, None, public=False)


def fits(**change):
    return may_be_founded(replace(NEW, **change), started_on=STARTED, prepared_on=PREPARED, today=TODAY)


@pytest.mark.parametrize(
    ("admitted_on", "fit"), [(STARTED - DAY, False), (STARTED, True), (PREPARED, True), (TODAY + DAY, True)]
)
def test_it_was_admitted_after_the_activity_began(admitted_on, fit):
    assert fits(admitted_on=admitted_on) is fit


@pytest.mark.parametrize(("left_on", "fit"), [(TODAY, False), (TODAY + DAY, True)])
def test_it_is_still_a_member(left_on, fit):
    assert fits(left_on=left_on) is fit


@pytest.mark.parametrize("origin", [Origin.ELSEWHERE, Origin.COOPERATIVE, Origin.SUBSIDIARY])
def test_a_member_described_as_born_elsewhere_fits_only_if_admitted_since_the_exit_was_prepared(origin):
    assert fits(origin=origin, form=StructureForm.SAS)
    assert not fits(origin=origin, form=StructureForm.SAS, admitted_on=PREPARED - DAY)
    assert fits(origin=Origin.LEFT, form=StructureForm.SAS, admitted_on=PREPARED - DAY)
    assert fits(admitted_on=PREPARED - DAY)


def test_a_public_body_never_fits():
    assert not fits(public=True)
    assert not fits(form=StructureForm.PUBLIC_BODY, origin=Origin.LEFT)


def test_a_form_never_told_is_written_as_other():
    assert description_after(None, "pain").form is StructureForm.OTHER
    assert description_after(StructureForm.SAS, "pain").form is StructureForm.SAS
