"""The service's settings, read once from the environment and passed down."""

from enum import StrEnum
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from governance.words import N_

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost"})


class Environment(StrEnum):
    """Where the service runs."""

    DEMO = "demo"
    PRODUCTION = "production"


class Settings(BaseSettings):
    """Every value the service takes from outside.

    Names in the environment carry the prefix `COLLEGIAL_`, except `DATABASE_URL`. Secrets have no
    default. Plain http is accepted on this machine only; production refuses it everywhere, and
    refuses an identity provider that runs on this machine (the demonstration's).

    Raises pydantic.ValidationError, which never prints a value.
    """

    model_config = SettingsConfigDict(
        env_prefix="COLLEGIAL_", frozen=True, extra="ignore", populate_by_name=True, hide_input_in_errors=True
    )

    environment: Environment = Environment.DEMO
    public_url: str = "http://127.0.0.1:8000"
    database_url: str = Field(validation_alias=AliasChoices("DATABASE_URL", "database_url"))
    secret_key: SecretStr = Field(min_length=32)

    oidc_issuer: str
    oidc_client_id: str = "collegial"
    oidc_client_secret: SecretStr | None = None
    oidc_name: str = N_("votre compte")

    token_key_file: Path | None = None
    """PEM file of EC P-256 private keys: the first one signs, all of them verify."""

    smtp_host: str = "127.0.0.1"
    smtp_port: int = Field(default=25, ge=1, le=65_535)
    smtp_security: Literal["none", "starttls", "tls"] = "none"
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    smtp_timeout_seconds: int = Field(default=20, ge=1, le=300)
    mail_sender: str = "convocations@collegial.example"
    """The address mails are sent from; the name shown is the cooperative's."""

    sirene_folder: Path | None = None
    """Folder of the two files of the Sirene stock, where companies are looked up by SIREN; None: nowhere."""

    session_idle_minutes: int = Field(default=120, ge=5, le=24 * 60)
    session_hours: int = Field(default=12, ge=1, le=72)
    body_bytes: int = Field(default=22_000_000, ge=10_000)
    """Largest request accepted, in bytes: an assembly's documents are the largest."""

    @field_validator("public_url", "oidc_issuer")
    @classmethod
    def plain_address(cls, value: str) -> str:
        """Accept http(s)://host[:port][/path], without user, query or final slash."""
        value = value.rstrip("/")
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("an address starts with http:// or https://")
        if parts.username or parts.query or parts.fragment:
            raise ValueError("an address carries no user, query or fragment")
        if parts.scheme == "http" and parts.hostname not in LOCAL_HOSTS:
            raise ValueError("http is for 127.0.0.1 and localhost only")
        return value

    @model_validator(mode="after")
    def fit_for_production(self) -> Self:
        """Refuse in production what only suits a demonstration."""
        if urlsplit(self.public_url).path:
            raise ValueError("public_url has no path")
        if self.environment is not Environment.PRODUCTION:
            return self
        for address in (self.public_url, self.oidc_issuer):
            parts = urlsplit(address)
            if parts.scheme != "https" or parts.hostname in LOCAL_HOSTS:
                raise ValueError("production needs https, and an identity provider of its own")
        if self.token_key_file is None or self.oidc_client_secret is None:
            raise ValueError("production needs token_key_file and oidc_client_secret")
        return self

    @property
    def https(self) -> bool:
        """Tell whether people reach the service over https."""
        return self.public_url.startswith("https://")

    @property
    def host(self) -> str:
        """Give the only host name the service answers to."""
        return urlsplit(self.public_url).hostname or ""

    @property
    def session_cookie(self) -> str:
        """Name the cookie of the session; the prefix makes browsers pin it to this host."""
        return "__Host-collegial" if self.https else "collegial"

    @property
    def sign_in_cookie(self) -> str:
        """Name the short-lived cookie that ties a sign-in under way to one browser."""
        return "__Host-connexion" if self.https else "connexion"
