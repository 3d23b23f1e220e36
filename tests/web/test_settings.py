"""What the settings accept, and what production refuses."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.web.conftest import PEOPLE
from web.demo.provider import DemoProvider
from web.settings import Settings

PRODUCTION = {
    "environment": "production",
    "public_url": "https://assemblees.example",
    "oidc_issuer": "https://identite.example",
    "oidc_client_secret": "a secret of a test",
    "token_key_file": Path("/run/secrets/tokens.pem"),
    "database_url": "postgresql:///collegial",
    "secret_key": "0123456789abcdef0123456789abcdef",
}


def read(**changes: object) -> Settings:
    return Settings.model_validate({**PRODUCTION, **changes})


def test_production_settings_give_a_cookie_pinned_to_the_host() -> None:
    settings = read()
    assert settings.https
    assert settings.session_cookie == "__Host-collegial"
    assert settings.sign_in_cookie == "__Host-connexion"


@pytest.mark.parametrize(
    "change",
    [
        {"public_url": "http://127.0.0.1:8000"},
        {"public_url": "http://assemblees.example"},
        {"public_url": "https://localhost"},
        {"oidc_issuer": "http://127.0.0.1:8001"},
        {"oidc_issuer": "http://localhost:8001"},
        {"oidc_issuer": "https://127.0.0.1:8001"},
        {"oidc_issuer": "http://identite.example"},
        {"oidc_client_secret": None},
        {"token_key_file": None},
        {"secret_key": "short"},
        {"public_url": "https://assemblees.example/sous-dossier"},
        {"public_url": "https://moi:secret@assemblees.example"},
        {"public_url": "assemblees.example"},
    ],
)
def test_production_refuses(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        read(**change)


def test_http_is_refused_outside_this_machine_even_for_a_demonstration() -> None:
    with pytest.raises(ValidationError):
        read(environment="demo", public_url="http://192.0.2.7:8000")


def test_a_demonstration_on_this_machine_uses_a_plain_cookie() -> None:
    settings = read(environment="demo", public_url="http://127.0.0.1:8000/")
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.session_cookie == "collegial"


def test_a_refusal_never_prints_a_secret() -> None:
    with pytest.raises(ValidationError) as refusal:
        read(secret_key="do-not-print-me")
    assert "do-not-print-me" not in str(refusal.value)


def test_the_environment_is_read_under_one_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///elsewhere")
    monkeypatch.setenv("COLLEGIAL_SECRET_KEY", "0123456789abcdef0123456789abcdef")
    monkeypatch.setenv("COLLEGIAL_OIDC_ISSUER", "http://127.0.0.1:8001")
    settings = Settings()  # type: ignore[call-arg]
    assert settings.database_url == "postgresql:///elsewhere"


@pytest.mark.parametrize("change", [{}, {"environment": "demo"}])
def test_the_demonstration_provider_refuses_production_and_other_machines(change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="on this machine"):
        DemoProvider(read(**change), PEOPLE)
