"""The papers: archivable, accessible, the same bytes for the same facts, and deaf to what texts order."""

import hashlib
import io
import json
import subprocess
import unicodedata
from dataclasses import replace

import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.assembly.minutes import MinutesProse
from governance.assembly.second_call import Missed
from tests.papers import (
    COOPERATIVE,
    HOSTILE,
    MEETING,
    RESULT,
    SHEET,
    a_line,
    a_notice,
    a_recipient,
    a_sheet,
    a_voted_resolution,
    some_minutes,
)
from web.delivery.pdf import Logo, LogoRefused, attendance_pdf, minutes_pdf, notice_pdf, notices_pdf
from web.documents.legible import displayable, legible
from web.documents.markdown_tree import markdown_tree, markdown_words

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
PAPERS = {
    "notice": lambda: notice_pdf(a_notice(), a_recipient()),
    "notices": lambda: notices_pdf(a_notice(), [a_recipient(), a_recipient(name="Anh Nguyễn")]),
    "sheet": lambda: attendance_pdf(a_sheet(), legal_copy=True),
    "room": lambda: attendance_pdf(a_sheet(blank=True), legal_copy=False),
    "minutes": lambda: minutes_pdf(some_minutes(), a_sheet(), logo=Logo(SVG, "Les Passerelles")),
}


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def words(pdf, *options):
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


@pytest.fixture(params=PAPERS, scope="module")
def paper(request):
    return PAPERS[request.param]()


def test_a_paper_is_archivable_and_accessible(paper):
    with opened(paper) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"]
        assert str(pdf.Root.Lang).startswith("fr")
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.OutputIntents
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize("make", PAPERS.values(), ids=PAPERS)
def test_the_same_facts_give_the_same_bytes(make):
    assert make() == make()


def test_the_minutes_carry_their_data_each_counting_sheet_and_each_result():
    pdf = minutes_pdf(some_minutes())
    with opened(pdf) as document:
        files = {name: file.get_file().read_bytes() for name, file in document.attachments.items()}
    assert sorted(files) == [
        "proces-verbal.json",
        "resolution-01-comptage.json",
        "resolution-01-resultat.json",
        "resolution-02-comptage.json",
        "resolution-02-resultat.json",
    ]
    assert json.loads(files["resolution-01-comptage.json"]) == SHEET
    assert json.loads(files["resolution-02-resultat.json"]) == RESULT
    printed = words(pdf).replace(" ", "")
    assert all(hashlib.sha256(text).hexdigest() in printed for text in files.values())


def test_the_bars_of_a_result_are_said_in_words():
    with opened(minutes_pdf(some_minutes(resolutions=(a_voted_resolution(),)))) as pdf:
        said = [str(found.get("/Alt")) for found in pdf.objects if is_figure(found)]
    assert len(said) == 1
    assert "Salariés, 10 pour sur 19" in said[0]
    assert "Assemblée" in said[0]


def is_figure(found):
    return isinstance(found, pikepdf.Dictionary) and found.get("/S") == "/Figure"


def test_each_letter_is_numbered_from_its_own_first_page():
    pdf = notices_pdf(a_notice(), [a_recipient(name=f"Sociétaire {i}") for i in range(3)])
    with opened(pdf) as document:
        assert len(document.pages) == 6
    text = words(pdf).replace(" / ", "/")
    assert (text.count(" 1/2"), text.count(" 2/2"), text.count("/6")) == (3, 3, 0)


def test_the_address_stands_in_the_window_of_the_envelope():
    box = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", "-", "-"], input=PAPERS["notice"](), capture_output=True, check=True
    ).stdout.decode()
    line = next(line for line in box.splitlines() if ">Lumière<" in line or "Frères-Lumière" in line)
    left, top = (float(line.split(f'{name}="')[1].split('"')[0]) / 72 * 25.4 for name in ("xMin", "yMin"))
    assert left > 100
    assert 45 < top < 80


def test_a_second_call_recalls_the_first_meeting():
    text = words(notice_pdf(a_notice(first_held_at=MEETING.held_at), a_recipient()))
    assert "La première assemblée, convoquée pour le jeudi 24 juin 2027" in text


def test_a_second_call_of_a_sarl_recalls_the_majority_it_missed():
    facts = a_notice(first_held_at=MEETING.held_at, first_missed=Missed.MAJORITY)
    text = words(notice_pdf(facts, a_recipient()))
    assert "n’a pas réuni la majorité de tous les sociétaires" in text
    assert "le quorum" not in text


@pytest.mark.parametrize(
    ("joined", "gone", "told"),
    [
        (4, 0, "Entre l’envoi des convocations et l’assemblée : 4 sociétaires admis."),
        (1, 2, "Entre l’envoi des convocations et l’assemblée : 1 sociétaire admis et 2 sociétaires sortis."),
    ],
)
def test_the_minutes_say_who_came_and_went_between_the_notices_and_the_meeting(joined, gone, told):
    facts = some_minutes()
    convening = replace(facts.convening, joined=joined, gone=gone)
    said = " ".join(words(minutes_pdf(replace(facts, convening=convening))).split())
    assert told in said
    assert "Entre l’envoi" not in words(minutes_pdf(facts))


def test_only_the_legal_copy_prints_addresses():
    assert "rue des Lilas" in words(attendance_pdf(a_sheet(), legal_copy=True))
    assert "rue des Lilas" not in words(attendance_pdf(a_sheet(), legal_copy=False))


def test_long_minutes_are_numbered_to_the_last_page():
    pdf = minutes_pdf(
        some_minutes(resolutions=tuple(a_voted_resolution(i) for i in range(1, 41))), a_sheet(90)
    )
    with opened(pdf) as document:
        pages = len(document.pages)
    assert pages >= 31
    assert f"{pages} / {pages}" in words(pdf)


def test_minutes_without_a_register_number_say_that_they_are_a_draft():
    assert "Projet non inscrit au registre" in words(minutes_pdf(some_minutes(register_number=None)))
    assert "Registre des délibérations n° 47" in words(minutes_pdf(some_minutes()))


def test_hostile_text_is_printed_and_never_obeyed():
    hostile = replace(COOPERATIVE, name=HOSTILE)
    prose = MinutesProse(
        HOSTILE, {1: HOSTILE, 2: f"# {HOSTILE}\n\n- {HOSTILE}\n\n|a|b|\n|-|-|\n|{HOSTILE}|c|"}
    )
    facts = some_minutes(
        cooperative=hostile,
        prose=prose,
        papers=(HOSTILE,),
        resolutions=(a_voted_resolution(title=HOSTILE, text=HOSTILE, rule=HOSTILE, explanation=(HOSTILE,)),),
    )
    sheet = replace(a_sheet(), cooperative=hostile)
    text = words(minutes_pdf(facts, sheet))
    assert 'read("/etc/passwd")' in text
    assert "root:" not in text
    assert "\u202e" not in text
    letter = words(notice_pdf(a_notice(cooperative=hostile, contact=HOSTILE), a_recipient(name=HOSTILE)))
    assert "root:" not in letter


def test_every_character_said_to_be_drawn_is_drawn():
    signs = " ".join(chr(point) for point in sorted(displayable()))
    source = (
        '#set document(title: "x")\n#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))\n#sys.inputs.t'
    )
    typst.compile(
        source.encode(),
        format="pdf",
        sys_inputs={"t": signs},
        pdf_standards=["a-3a", "ua-1"],
        timestamp=0,
        ignore_system_fonts=True,
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=12))
def test_no_name_can_keep_a_sheet_from_being_printed(names):
    lines = tuple(a_line(i, surname=name, first_name=name[::-1]) for i, name in enumerate(names))
    college = replace(a_sheet().colleges[0], lines=lines)
    assert attendance_pdf(replace(a_sheet(), colleges=(college,)), legal_copy=True)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="ab #*_`[](){}<>!|-+\n\\$@~1.é😀", max_size=120))
def test_no_markdown_can_keep_minutes_from_being_printed(text):
    assert minutes_pdf(some_minutes(resolutions=(), prose=MinutesProse(opening=text)))


@given(st.text())
def test_what_cannot_be_drawn_is_replaced_and_nothing_turns_the_line_around(text):
    shown = legible(text)
    assert all(unicodedata.category(sign) not in {"Cc", "Cf"} for sign in shown)
    assert all(ord(sign) in displayable() for sign in shown)


def test_markdown_becomes_a_tree_of_plain_strings():
    tree = markdown_tree("Un **mot**\n\n1. [ici](https://a.example)\n\n<b>brut</b>")
    assert [node["kind"] for node in tree] == ["paragraph", "steps", "paragraph"]
    assert (
        markdown_words("Un **mot**, [ici](https://a.example)\n\n- `a`") == "Un mot, ici (https://a.example) a"
    )
    assert "<b>brut</b>" in markdown_words("<b>brut</b>")


@pytest.mark.parametrize(
    "content",
    [
        b"not an image",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>',
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
        b'<svg><use href="http://elsewhere.example/a.svg#b"/></svg>',
        b"<svg>" + b" " * 300_000 + b"</svg>",
    ],
)
def test_a_logo_that_points_outside_itself_is_refused(content):
    with pytest.raises(LogoRefused):
        Logo(content, "logo")


def test_an_assembly_without_colleges_is_counted_once():
    sheet = {
        **SHEET,
        "colleges": [{"id": "all", "name": "Assemblée", "points": "1", "entitled": 40, "present": 30}],
    }
    whole = {"id": "all", "f": 20, "b": 30, "part": None, "for": None, "base": None}
    result = {**RESULT, "adopted": True, "part": "2/3", "weights": "none", "colleges": [whole]}
    facts = some_minutes(resolutions=(a_voted_resolution(sheet=sheet, result=result),))
    text = words(minutes_pdf(facts)).split("Scrutin public.")[1].split("Adoptée")[0]
    assert "2/3 (66,67 % ) pour" in text.replace("66,67 %)", "66,67 % )").replace("\u00a0", " ")
    assert "Ensemble" not in text


def test_minutes_not_yet_written_say_what_is_to_complete():
    facts = some_minutes(
        chair=None,
        tellers=(),
        secretary=None,
        attendance=(),
        quorum=(),
        agenda=(),
        resolutions=(),
        register_number=None,
    )
    text = words(minutes_pdf(facts))
    assert text.count("À compléter.") == 3
    assert "quorum n’est exigé" not in text
