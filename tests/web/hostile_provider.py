"""A provider that lies in one way at a time."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

from web.demo.provider import DemoProvider, Grant

Claims = dict[str, Any]


def without(name: str) -> Callable[[Claims, str], Claims]:
    return lambda claims, us: {key: value for key, value in claims.items() if key != name}


def with_values(**values: Any) -> Callable[[Claims, str], Claims]:
    return lambda claims, us: {
        **claims, **{name: value(us) if callable(value) else value for name, value in values.items()}
    }  # fmt: skip


def now() -> int:
    return int(time.time())


CLAIM_LIES: dict[str, Callable[[Claims, str], Claims]] = {
    "audience empty list": with_values(aud=[]),
    "audience empty text": with_values(aud=""),
    "audience of another, we as azp": with_values(aud=["other"], azp=lambda us: us),
    "audience absent": without("aud"),
    "audience of another": with_values(aud="other"),
    "audience a number": with_values(aud=7),
    "several audiences without azp": with_values(aud=lambda us: [us, "other"]),
    "azp of another": with_values(azp="other"),
    "issuer of another": with_values(iss="https://other.example"),
    "issuer absent": without("iss"),
    "nonce of another": with_values(nonce="other"),
    "nonce absent": without("nonce"),
    "expired": lambda claims, us: {**claims, "exp": now() - 120, "iat": now() - 400},
    "no expiry": without("exp"),
    "made in the future": lambda claims, us: {**claims, "iat": now() + 3600, "exp": now() + 7200},
    "not valid yet": lambda claims, us: {**claims, "nbf": now() + 3600},
    "no subject": without("sub"),
    "subject empty": with_values(sub=""),
    "subject not a text": with_values(sub=["sub-claude"]),
    "subject too long": with_values(sub="x" * 256),
    "access token hash wrong": with_values(at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
}

OTHER_LIES = [
    "unknown key",
    "known name, other key",
    "no signature",
    "signed with the public key",
    "signature of another token",
    "no identity token",
    "identity token not a token",
    "identity token a list",
    "answer names another issuer",
    "answer names no issuer",
    "answer names two issuers",
    "token answer is an error",
]

LIES = [*CLAIM_LIES, *OTHER_LIES]


def part(value: Claims) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


class HostileProvider(DemoProvider):
    """The demonstration's provider, honest until told which lie to tell."""

    mode = "honest"

    def metadata(self) -> Claims:
        """Announce weak signatures too: what a provider announces must not weaken us."""
        return {**super().metadata(), "id_token_signing_alg_values_supported": ["none", "HS256", "ES256"]}

    def answer(self, code: str, state: str) -> dict[str, str]:
        said = super().answer(code, state)
        if self.mode == "answer names another issuer":
            said["iss"] = "https://other.example"
        if self.mode == "answer names no issuer":
            del said["iss"]
        return said

    def claims(self, grant: Grant) -> Claims:
        said = super().claims(grant)
        lie = CLAIM_LIES.get(self.mode)
        return lie(said, self.client_id) if lie else said

    def tokens(self, grant: Grant) -> Claims:
        said = super().tokens(grant)
        if self.mode == "no identity token":
            del said["id_token"]
        if self.mode == "identity token not a token":
            said["id_token"] = "a.b.c"
        if self.mode == "identity token a list":
            said["id_token"] = ["a"]
        if self.mode == "token answer is an error":
            said = {"error": "invalid_grant"}
        return said

    def sign(self, claims: Claims) -> str:
        honest = super().sign(claims)
        header, body, _ = honest.split(".")
        if self.mode == "unknown key":
            key = ECKey.generate_key("P-256", parameters={"kid": "other"})
            return jwt.encode({"alg": "ES256", "kid": "other"}, claims, key)
        if self.mode == "known name, other key":
            key = ECKey.generate_key("P-256", parameters={"kid": self.key.kid})
            return jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, key)
        if self.mode == "no signature":
            return f"{part({'alg': 'none'})}.{body}."
        if self.mode == "signed with the public key":
            start = part({"alg": "HS256", "kid": self.key.kid})
            digest = hmac.digest(self.key.as_pem(private=False), f"{start}.{body}".encode(), hashlib.sha256)
            return f"{start}.{body}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"
        if self.mode == "signature of another token":
            other = super().sign({**claims, "sub": "other"})
            return f"{header}.{body}.{other.split('.')[2]}"
        return honest
