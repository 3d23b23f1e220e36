"""Sign-in with the identity provider: authorization code, PKCE S256, a strict callback.

The client library alone accepts tokens made for somebody else and ignores the issuer named in the
answer (RFC 9207). This file adds what it leaves out; a fault of any kind gives SignInFailed.
"""

from dataclasses import dataclass
from typing import Any

import httpx2
import structlog
from authlib.integrations.starlette_client import OAuth, OAuthError
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from governance.errors import GovernanceError
from governance.words import N_
from web.settings import Settings

SIGNATURES = ("ES256", "RS256", "PS256", "Ed25519")
_SUITE = "suite"
_LEEWAY = 30  # seconds of difference between two clocks
_SHAPES = (ValueError, TypeError, KeyError, AttributeError, RuntimeError)  # an answer of the wrong shape

log = structlog.get_logger("collegial")


@dataclass(eq=False)
class SignInFailed(GovernanceError):
    """The provider's answer cannot be trusted, or does not belong to this browser (400)."""

    message = N_("La connexion n’a pas abouti. Vous n’êtes pas connecté.")
    remedy = N_("Recommencez depuis la page de connexion, dans le même navigateur.")


@dataclass(eq=False)
class ProviderAway(GovernanceError):
    """The identity provider cannot be reached (503)."""

    message = N_("Le service de connexion ne répond pas.")
    remedy = N_("Attendez quelques minutes, puis recommencez.")


@dataclass(frozen=True, slots=True)
class Person:
    """Who the provider says has come. Only (issuer, subject) identifies; the rest describes."""

    issuer: str
    subject: str
    name: str
    email: str
    email_verified: bool


class Provider:
    """The one identity provider of this service."""

    def __init__(self, settings: Settings) -> None:
        self._issuer = settings.oidc_issuer
        self._client_id = settings.oidc_client_id
        self._answer_at = settings.public_url + "/connexion/retour"
        secret = settings.oidc_client_secret
        registry = OAuth()
        registry.register(
            "sso",
            server_metadata_url=self._issuer + "/.well-known/openid-configuration",
            client_id=self._client_id,
            client_secret=secret.get_secret_value() if secret else None,
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                "token_endpoint_auth_method": "client_secret_basic" if secret else "none",
                "timeout": 10,
            },
        )
        self._client: Any = registry.sso

    async def start(self, request: Request, suite: str) -> Response:
        """Send the browser to the provider; remember in its cookie where it wants to go after."""
        try:
            await self._metadata()
            answer: Response = await self._client.authorize_redirect(request, self._answer_at)
        except (httpx2.HTTPError, *_SHAPES) as error:
            raise _away(error) from error
        request.session[_SUITE] = suite
        return answer

    async def finish(self, request: Request) -> tuple[Person, str | None]:
        """Read the provider's answer: who came, and the page asked for before.

        Raises SignInFailed for any answer that is not proven, fresh, ours and this browser's, and
        ProviderAway when the provider cannot be asked. The browser's state is spent either way.
        """
        suite = request.session.get(_SUITE)
        try:
            metadata = await self._metadata()
            self._check_answering_issuer(request, metadata)
            token = await self._client.authorize_access_token(
                request, claims_options=self._claims_options(), leeway=_LEEWAY
            )
            person = self._person(token.get("userinfo"))
        except httpx2.HTTPError as error:
            raise _away(error) from error
        except (OAuthError, JoseError, *_SHAPES) as error:
            log.warning("sign_in_refused", reason=type(error).__name__)
            raise SignInFailed from error
        finally:
            request.session.clear()
        return person, suite if isinstance(suite, str) else None

    async def _metadata(self) -> dict[str, Any]:
        metadata: dict[str, Any] = await self._client.load_server_metadata()
        if metadata.get("issuer") != self._issuer:
            metadata.pop("_loaded_at", None)
            raise ValueError("the provider announces another issuer")
        announced = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        accepted = [name for name in announced if name in SIGNATURES]
        if not accepted:
            raise ValueError("the provider signs with nothing we accept")
        metadata["id_token_signing_alg_values_supported"] = accepted
        return metadata

    def _check_answering_issuer(self, request: Request, metadata: dict[str, Any]) -> None:
        """Compare the issuer named in the answer (RFC 9207), and want it when it was announced."""
        named = request.query_params.getlist("iss")
        announced = metadata.get("authorization_response_iss_parameter_supported")
        if (named or announced) and named != [self._issuer]:
            raise ValueError("the answer names another issuer")

    def _claims_options(self) -> dict[str, Any]:
        return {
            "iss": {"essential": True, "value": self._issuer},
            "aud": {"essential": True, "value": self._client_id},
            "sub": {"essential": True},
            "nonce": {"essential": True},
        }

    def _person(self, claims: dict[str, Any] | None) -> Person:
        if not claims:
            raise ValueError("no identity in the answer")
        audience = claims.get("aud")
        audience = [audience] if isinstance(audience, str) else audience
        if not isinstance(audience, list) or self._client_id not in audience:
            raise ValueError("the identity was made for somebody else")
        subject = claims.get("sub")
        if not isinstance(subject, str) or not 1 <= len(subject) <= 255 or not subject.isprintable():
            raise ValueError("the identity has no usable subject")
        email = _words(claims.get("email"))
        return Person(
            issuer=self._issuer,
            subject=subject,
            name=_words(claims.get("name")) or _words(claims.get("preferred_username")) or email or subject,
            email=email,
            email_verified=claims.get("email_verified") is True,
        )


def _words(value: object) -> str:
    """Keep the printable characters of a text, 200 at most; "" for anything else."""
    if not isinstance(value, str):
        return ""
    return "".join(character for character in value if character.isprintable())[:200].strip()


def _away(error: Exception) -> ProviderAway:
    log.warning("provider_away", reason=type(error).__name__)
    return ProviderAway()
