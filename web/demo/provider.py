"""An OpenID Connect provider for demonstrations: one page of invented accounts, no password.

Bound to this machine and to one client. It follows the protocol in full (code, PKCE S256, nonce,
RFC 9207, codes used once, ES256), so that a demonstration signs in exactly as production does.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import uvicorn
from fastapi import FastAPI, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from joserfc import jwt
from joserfc.jwk import ECKey
from starlette.middleware.trustedhost import TrustedHostMiddleware

from web import settings as service

HERE = Path(__file__).parent
_CODE_SECONDS = 60
_PAGE_SECONDS = 1800
_ASKED = ("client_id", "redirect_uri", "state", "nonce", "code_challenge")

_pages = Environment(
    loader=PackageLoader("web.demo", "."),
    autoescape=True,
    undefined=StrictUndefined,
    extensions=["jinja2.ext.i18n"],
)
_pages.install_null_translations()  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An invented person. `hint` says in a few words what they are in the demonstration."""

    sub: str
    name: str
    email: str
    hint: str = ""


def load_accounts(path: Path) -> list[DemoAccount]:
    """Read accounts from a JSON list of objects with the fields of DemoAccount."""
    return [DemoAccount(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code stands for: who was chosen, for which request, until when (monotonic seconds)."""

    account: DemoAccount
    asked: dict[str, str]
    until: float


class DemoProvider:
    """The state and the answers of the provider. Tests override its answers to be hostile."""

    def __init__(self, settings: service.Settings, accounts: Iterable[DemoAccount]) -> None:
        host = urlsplit(settings.oidc_issuer).hostname
        if settings.environment is service.Environment.PRODUCTION or host not in service.LOCAL_HOSTS:
            raise ValueError("the demonstration provider runs on this machine, never in production")
        self.issuer = settings.oidc_issuer
        self.client_id = settings.oidc_client_id
        secret = settings.oidc_client_secret
        self.client_secret = secret.get_secret_value() if secret else None
        self.answer_at = settings.public_url + "/connexion/retour"
        self.accounts = {account.sub: account for account in accounts}
        self.key = ECKey.generate_key("P-256", parameters={"kid": secrets.token_hex(4), "use": "sig"})
        self.asking: dict[str, tuple[dict[str, str], float]] = {}
        self.grants: dict[str, Grant] = {}

    def metadata(self) -> dict[str, Any]:
        """Describe the provider (OpenID Connect Discovery)."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": self.issuer + "/authorize",
            "token_endpoint": self.issuer + "/token",
            "jwks_uri": self.issuer + "/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "scopes_supported": ["openid", "profile", "email"],
            "code_challenge_methods_supported": ["S256"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "none"],
            "authorization_response_iss_parameter_supported": True,
        }

    def jwks(self) -> dict[str, Any]:
        """Publish the key that signs."""
        return {"keys": [self.key.as_dict(private=False)]}

    def ask(self, asked: dict[str, str]) -> str:
        """Keep a request while its page is open; give its random name."""
        now = time.monotonic()
        self.asking = {name: kept for name, kept in self.asking.items() if kept[1] > now}
        name = secrets.token_urlsafe(16)
        self.asking[name] = (asked, now + _PAGE_SECONDS)
        return name

    def grant(self, name: str, sub: str) -> Response | None:
        """Turn a request and a chosen account into a code; None when either is unknown."""
        account = self.accounts.get(sub)
        kept = self.asking.pop(name, None)
        if account is None or kept is None:
            return None
        code = secrets.token_urlsafe(24)
        self.grants[code] = Grant(account, kept[0], time.monotonic() + _CODE_SECONDS)
        query = urlencode(self.answer(code, kept[0]["state"]))
        return RedirectResponse(f"{kept[0]['redirect_uri']}?{query}", status_code=303)

    def answer(self, code: str, state: str) -> dict[str, str]:
        """Give the parameters that go back to the client."""
        return {"code": code, "state": state, "iss": self.issuer}

    def redeem(self, code: str, verifier: str, redirect_uri: str) -> dict[str, Any] | None:
        """Turn a code into tokens, once; None when anything does not match."""
        grant = self.grants.pop(code, None)
        if grant is None or grant.until < time.monotonic():
            return None
        digest = hashlib.sha256(verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if challenge != grant.asked["code_challenge"] or redirect_uri != grant.asked["redirect_uri"]:
            return None
        return self.tokens(grant)

    def tokens(self, grant: Grant) -> dict[str, Any]:
        """Make the answer of the token endpoint."""
        return {
            "access_token": secrets.token_urlsafe(16),
            "token_type": "Bearer",
            "expires_in": 60,
            "id_token": self.sign(self.claims(grant)),
        }

    def claims(self, grant: Grant) -> dict[str, Any]:
        """Say who came."""
        now = int(time.time())
        return {
            "iss": self.issuer,
            "sub": grant.account.sub,
            "aud": self.client_id,
            "iat": now,
            "exp": now + 300,
            "nonce": grant.asked["nonce"],
            "name": grant.account.name,
            "email": grant.account.email,
            "email_verified": True,
        }

    def sign(self, claims: dict[str, Any]) -> str:
        """Sign an identity token."""
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, self.key)

    def knows_client(self, authorization: str | None, client_id: str | None) -> bool:
        """Check the client's name, and its secret when it has one (client_secret_basic)."""
        if self.client_secret is None:
            return client_id == self.client_id
        scheme, _, encoded = (authorization or "").partition(" ")
        try:
            name, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
        except ValueError:
            return False
        right = secrets.compare_digest(unquote(secret).encode(), self.client_secret.encode())
        return scheme.lower() == "basic" and unquote(name) == self.client_id and right


def create_provider(provider: DemoProvider) -> FastAPI:
    """Put the provider on its five addresses. Serve it on 127.0.0.1 only."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, max_body_size=20_000)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=sorted(service.LOCAL_HOSTS))
    app.add_api_route("/demo.css", lambda: FileResponse(HERE / "provider.css"), response_class=Response)
    app.add_api_route("/.well-known/openid-configuration", provider.metadata)
    app.add_api_route("/jwks", provider.jwks)

    @app.get("/authorize")
    def authorize(request: Request) -> Response:
        query = {name: values[0] for name, values in parse_qs(request.url.query).items()}
        asked = {name: query.get(name, "") for name in _ASKED}
        ours = asked["client_id"] == provider.client_id and asked["redirect_uri"] == provider.answer_at
        whole = query.get("response_type") == "code" and query.get("code_challenge_method") == "S256"
        if not ours or not whole or not all(asked.values()) or "openid" not in query.get("scope", "").split():
            return _page("refused.html", provider, status=400)
        return _page("sign_in.html", provider, demande=provider.ask(asked))

    @app.post("/authorize")
    def choose(demande: Annotated[str, Form()], sub: Annotated[str, Form()]) -> Response:
        return provider.grant(demande, sub) or _page("refused.html", provider, status=400)

    @app.post("/token")
    def token(
        request: Request,
        grant_type: Annotated[str, Form()],
        code: Annotated[str, Form()],
        redirect_uri: Annotated[str, Form()],
        code_verifier: Annotated[str, Form()] = "",
        client_id: Annotated[str | None, Form()] = None,
    ) -> Response:
        if not provider.knows_client(request.headers.get("authorization"), client_id):
            return JSONResponse({"error": "invalid_client"}, status_code=401)
        tokens = (
            provider.redeem(code, code_verifier, redirect_uri) if grant_type == "authorization_code" else None
        )
        if tokens is None:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        return JSONResponse(tokens, headers={"Cache-Control": "no-store"})

    return app


def _page(template: str, provider: DemoProvider, *, status: int = 200, **values: str) -> HTMLResponse:
    client = "{0.scheme}://{0.netloc}".format(urlsplit(provider.answer_at))
    # browsers apply form-action to the redirect that follows the form: the client must be named
    policy = (
        f"default-src 'none'; style-src 'self'; form-action 'self' {client}; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    html = _pages.get_template(template).render(
        accounts=list(provider.accounts.values()), home=client, **values
    )
    headers = {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(html, status_code=status, headers=headers)


def run(port: int, accounts: Iterable[DemoAccount]) -> None:
    """Serve the provider of the settings in the environment, on this machine only, until stopped."""
    settings = service.Settings()  # type: ignore[call-arg]  # everything comes from the environment
    app = create_provider(DemoProvider(settings, accounts))
    uvicorn.run(app, host="127.0.0.1", port=port, access_log=False, server_header=False)
