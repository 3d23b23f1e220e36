"""Pages and fragments, macros, drawings, text written by people, static files."""

import gzip
import re
from types import SimpleNamespace
from uuid import UUID

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from jinja2 import UndefinedError
from markupsafe import Markup

from governance.actors import Actor, Hat, Role
from web import assets, i18n, render
from web.prose import to_html

PAGE = """
{% extends "base.html" %}
{% block title %}Essai{% endblock %}
{% block main %}<h1>{{ name }}</h1>
{% block part %}<section id="part">{{ ui.csrf() }}{{ name }}</section>{% endblock %}{% endblock %}
"""
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def browser(monkeypatch, tmp_path):
    """A small application whose only page is PAGE, seen by the secretary of a cooperative."""
    (tmp_path / "essai.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "faulty.html").write_text("{{ nothing }}", encoding="utf-8")
    monkeypatch.setattr(render, "ENVIRONMENT", render.create_environment([tmp_path]))
    app = FastAPI()
    app.add_middleware(i18n.LanguageMiddleware)

    @app.get("/")
    @app.post("/")
    def essai(request: Request, name: str = "<b>Nom</b>") -> render.HTMLResponse:
        hat = Hat("secretary", Role.SECRETARY, "secrétaire", college="Salariés")
        other = Hat("auditor", Role.AUDITOR, "auditeur")
        known = UUID(int=1)
        request.state.actor = Actor(
            known, "Marie Durand", known, "passerelles", "Passerelles", hat, (hat, other)
        )
        request.state.account = SimpleNamespace(name="Marie Durand")
        request.state.csrf = "jeton"
        request.state.flash = ["C’est fait."]
        request.state.nav = [render.NavItem("Se connecter", "/ailleurs", current=True)]
        return render.page(request, "essai.html", fragment="part", name=name)

    @app.get("/anonyme")
    def anonymous(request: Request) -> render.HTMLResponse:
        return render.page(request, "essai.html", name="x", status=409)

    @app.get("/faulty")
    def faulty(request: Request) -> render.HTMLResponse:
        return render.page(request, "faulty.html")

    @app.post("/suite")
    def suite(request: Request) -> render.Response:
        return render.redirect(request, "/la-suite")

    app.mount("/static", assets.Assets())
    return TestClient(app, follow_redirects=False)


def test_a_page_holds_its_fragment_unchanged(browser):
    full, part = browser.get("/").text, browser.get("/", headers=HTMX).text
    assert part.startswith('<section id="part">')
    assert part in full
    assert full.lstrip().startswith("<!doctype html>")


@pytest.mark.parametrize(
    "header", [{"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}, {"HX-Request-Type": "full"}]
)
def test_boosted_restored_and_whole_page_requests_get_the_page(browser, header):
    assert "<!doctype html>" in browser.get("/", headers=HTMX | header).text


def test_answers_depend_on_htmx_for_caches(browser):
    assert "HX-Request" in browser.get("/").headers["vary"]
    assert "HX-Request" in browser.get("/", headers=HTMX).headers["vary"]


def test_values_are_escaped_in_pages_and_fragments(browser):
    for headers in ({}, HTMX):
        assert "<b>Nom" not in browser.get("/", headers=headers).text


def test_the_shell_says_who_acts_and_offers_to_change(browser):
    text = browser.get("/").text
    assert "Vous agissez comme <strong>secrétaire</strong>" in text
    assert "/coop/passerelles/qualite" in text
    assert '<input type="hidden" name="csrf" value="jeton">' in text
    assert "C’est fait." in text
    assert 'aria-current="page"' in text


def test_a_page_without_session_offers_to_sign_in(browser):
    response = browser.get("/anonyme")
    assert response.status_code == 409
    assert "Se connecter" in response.text
    assert "Vous agissez" not in response.text
    assert "Se déconnecter" not in response.text


def test_the_other_language_is_one_link_away_and_keeps_the_rest_of_the_address(browser):
    assert 'href="/?name=a%26b&amp;lang=en"' in browser.get("/?name=a%26b").text
    english = browser.get("/?lang=en").text
    assert 'lang="en"' in english
    assert "Sign out" in english
    assert 'href="/?lang=fr"' in browser.post("/?name=x", headers={"accept-language": "en"}).text


def test_a_value_that_is_not_given_is_an_error(browser):
    with pytest.raises(UndefinedError):
        browser.get("/faulty")


def test_after_a_form_the_reader_is_sent_on_with_and_without_htmx(browser):
    plain, enhanced = browser.post("/suite"), browser.post("/suite", headers=HTMX)
    assert (plain.status_code, plain.headers["location"]) == (303, "/la-suite")
    assert (enhanced.status_code, enhanced.headers["hx-redirect"]) == (200, "/la-suite")


def test_pages_carry_no_inline_script_style_or_handler(browser):
    text = browser.get("/").text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|hx-on", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def ui(**around):
    shell = SimpleNamespace(csrf="jeton")
    return render.macros(shell=shell, **around)


def test_a_faulty_field_keeps_what_was_typed_and_names_its_error():
    html = ui().field("email", "Adresse", value='"><script>', hint="Une seule.", errors={"email": "Sans @."})
    assert "<script>" not in html
    assert 'value="&#34;&gt;&lt;script&gt;"' in html
    assert 'aria-describedby="f-email-hint f-email-error"' in " ".join(html.split())
    assert 'aria-invalid="true"' in html
    assert "Sans @." in html


def test_the_summary_of_errors_links_to_each_field():
    ids = render.FieldIds()
    html = ids.told(ui(ids=ids).error_summary({"email": "Sans @.", "": "Trop tard."}))
    assert '<a href="#f-email">Sans @.</a>' in html
    assert "<li>Trop tard.</li>" in html
    assert "2 réponses sont à corriger" in html
    assert ui().error_summary({}).strip() == ""


def test_the_summary_of_errors_names_each_field_that_follows_it():
    ids = render.FieldIds()
    macros = ui(ids=ids)
    macros.field("since", "Un autre formulaire")
    missing = dict.fromkeys(("since", "kind", "agreed", "elsewhere"), "Cette information manque.")
    parts = (
        macros.error_summary(missing),
        macros.field("since", "Depuis <le>"),
        macros.field("since", "Plus bas"),
    )
    asked = macros.radios("kind", "Nature", [("a", "A")]), macros.checkbox("agreed", "D’accord")
    html = ids.told("".join((*parts, *asked)))
    told = re.findall(r'<li><a href="#(.+?)">(.+?)</a>', html)
    assert [(field, words.replace("\u00a0", " ")) for field, words in told] == [
        ("f2-since", "Depuis &lt;le&gt; : Cette information manque."),
        ("f-kind", "Nature : Cette information manque."),
        ("f-agreed", "D’accord : Cette information manque."),
        ("f-elsewhere", "Cette information manque."),
    ]


def test_two_forms_may_ask_the_same_and_each_label_finds_its_own_field():
    macros = ui()
    first, second = (
        macros.field("since", "Depuis"),
        macros.field("since", "À partir du", errors={"since": "!"}),
    )
    assert ('for="f-since"' in first, 'id="f-since"' in first) == (True, True)
    assert ('for="f2-since"' in second, 'id="f2-since"' in second) == (True, True)
    assert 'aria-describedby="f2-since-error"' in second
    assert '<a href="#f3-since">' in macros.error_summary({"since": "!"})
    assert 'id="f3-since"' in macros.field("since", "Fin")


def test_the_chosen_answer_stays_chosen():
    html = ui().radios("choice", "Question", [("for", "Pour"), ("against", "Contre")], value="against")
    assert re.search(r'value="against"\s*checked', html)
    assert html.count("checked") == 1
    assert "<legend>Question</legend>" in html


def test_a_table_names_its_columns_and_rows():
    html = ui().table("Parts", ["Nom", "Parts"], [["<Ada>", "3"]], numeric=[1])
    assert '<th scope="row" role="rowheader">&lt;Ada&gt;</th>' in html
    assert '<td role="cell" data-label="Parts" class="number">3</td>' in html


def test_progress_asks_again_only_while_running():
    running = ui().progress("envoi", "Envoi", 3, 10, "/page", "/suite")
    done = ui().progress("envoi", "Envoi", 10, 10, "/page", "/suite")
    assert 'hx-trigger="every 2s"' in running
    assert 'href="/page"' in running
    assert "hx-" not in done


@pytest.mark.parametrize("stage", ["draft", "convened", "open", "closed", "minuted"])
def test_the_steps_mark_the_present_one(stage):
    assert ui().steps(stage).count('aria-current="step"') == 1


def test_a_cancelled_assembly_has_no_steps():
    assert "annulée" in ui().steps("cancelled")
    assert "<ol" not in ui().steps("cancelled")


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href='https://a.fr' onclick='alert(1)'>x</a>",
        "![image](https://exemple.fr/pixel.png)",
        "<div hx-get='/deconnexion' hx-trigger='load'>x</div>",
        '<https://a.fr/" onmouseover="alert(1)>',
        "[x](https://a.fr 'a\" onclick=\"alert(1)')",
        "<svg/onload=alert(1)>",
        "<style>*{display:none}</style>",
        "[x][1]\n\n[1]: vbscript:msgbox(1)",
    ],
)
def test_text_written_by_people_can_do_nothing(payload):
    html = to_html(payload)
    tags = re.findall(r"<[^>]*>", html)
    assert not any(
        re.match(r"</?(script|img|svg|style|div|iframe|form|input)", tag, re.IGNORECASE) for tag in tags
    )
    assert not any(
        re.search(r"\s(on\w+|style|hx-\w+|src|id|class)\s*=", _outside_quotes(tag)) for tag in tags
    )
    assert not any(re.search(r'href="(?!https?:|mailto:)', tag) for tag in tags)


def _outside_quotes(tag: str) -> str:
    return re.sub(r'"[^"]*"', '""', tag)


def test_ordinary_text_keeps_its_shape():
    html = to_html(
        "# Titre\n\nUn **mot**, un [lien](https://exemple.fr).\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |"
    )
    assert isinstance(html, Markup)
    assert "<h3>Titre</h3>" in html
    assert "<strong>mot</strong>" in html
    assert 'rel="noopener noreferrer nofollow"' in html
    assert "<li>a</li>" in html
    assert "<td>2</td>" in html


def test_static_files_may_be_kept_for_ever_under_their_fingerprint(browser):
    address = assets.static("app.css")
    assert "immutable" in browser.get(address).headers["cache-control"]
    old = address.replace(assets.fingerprint(), "0" * 16)
    assert browser.get(old).headers["cache-control"] == "no-cache"
    assert browser.get("/static/" + "0" * 16 + "/../render.py").status_code == 404


def test_a_static_file_that_is_not_there_is_an_error():
    with pytest.raises(FileNotFoundError):
        assets.static("nothing.css")


def test_the_style_sheet_stays_light():
    assert len(gzip.compress((assets.FOLDER / "app.css").read_bytes())) < 12_000
