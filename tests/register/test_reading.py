"""What people write, read as the register holds it."""

from datetime import date

import pytest

from governance.register import faults
from governance.register.faults import Fault
from governance.register.reading import (
    read_day,
    read_email,
    read_kind,
    read_number,
    read_postcode,
    read_shares,
    read_siren,
    tidy,
)


@pytest.mark.parametrize(
    "text", ["24/06/2027", "24.06.2027", "24-06-2027", "2027-06-24", "2027-06-24 00:00:00", date(2027, 6, 24)]
)
def test_a_date_is_read_as_french_people_and_spreadsheets_write_it(text):
    assert read_day("admitted_on", text) == date(2027, 6, 24)


@pytest.mark.parametrize(
    "text", ["31/02/2027", "06/24/2027", "24/06/27", "hier", "45000", "24/06/1027", "٢٤/٠٦/٢٠٢٧"]
)
def test_anything_else_is_not_a_date(text):
    assert read_day("admitted_on", text) == Fault("admitted_on", faults.NOT_A_DATE, {"text": text})


@pytest.mark.parametrize("text", ["732829320", "732 829 320", "732.829.320"])
def test_a_siren_is_read_with_or_without_spaces(text):
    assert read_siren("siren", text) == "732829320"


@pytest.mark.parametrize("text", ["732829321", "73282932", "7328293200", "000000000", "ABCDEFGHI"])
def test_a_siren_whose_key_is_wrong_is_refused(text):
    assert read_siren("siren", text).message == faults.NOT_A_SIREN


def test_a_siret_is_answered_with_its_siren():
    assert read_siren("siren", "732 829 320 00074").facts["suggestion"] == "732829320"


@pytest.mark.parametrize("text", ["a@b.fr", "prenom.nom+ag@sous.domaine.example"])
def test_an_email_address_is_kept_as_it_is(text):
    assert read_email("email", text) == text


@pytest.mark.parametrize(
    "text",
    ["a@b", "a b@c.fr", "a@b.fr, c@d.fr", "a@b.fr\nBcc: x@y.fr", "@b.fr", "a@.fr", "a..b@c.fr", "<a@b.fr>"],
)
def test_anything_more_than_one_address_is_refused(text):
    assert isinstance(read_email("email", text), Fault)


@pytest.mark.parametrize("text", ["01000", "69001", "B-1000", "CH-1200"])
def test_a_postcode_has_five_digits_or_the_letters_of_its_country(text):
    assert read_postcode("postcode", text) == text


def test_a_postcode_whose_zero_was_lost_is_suggested():
    assert read_postcode("postcode", "1000").facts["suggestion"] == "01000"
    assert read_postcode("postcode", "690").message == faults.NOT_A_POSTCODE


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "douze", "2147483648", "n° 12"])
def test_a_number_is_whole_and_from_one_on(text):
    assert read_number("number", text).message == faults.NOT_A_NUMBER


def test_shares_are_whole_from_zero_on_and_thousands_may_be_apart():
    assert read_shares("shares", "0") == 0
    assert read_shares("shares", "1 200") == 1200
    assert read_shares("shares", "-3").message == faults.NOT_SHARES


def test_the_kind_is_read_from_usual_words():
    assert read_kind("kind", "Personne Morale") == "organisation"
    assert read_kind("kind", "physique") == "person"
    assert read_kind("kind", "robot").message == faults.UNKNOWN_KIND


def test_control_characters_and_doubled_spaces_do_not_survive():
    assert tidy("  Le\tGoff \n\x00 ") == "Le Goff"
    assert tidy(None) == ""
