"""Bearer tokens for programs: signed here, read here, and nowhere else.

ES256 on P-256 and nothing else. The key is chosen by its name (`kid`) in our own ring, never by
what the token carries; the header must hold exactly the three fields we write. What the token
says is then compared with its row in the database, which can revoke it.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from jose import jws, jwt
from jose.constants import ALGORITHMS
from jose.exceptions import JOSEError

from governance.errors import GovernanceError
from governance.words import N_

AUDIENCE = "collegial-api"
LONGEST_LIFE = timedelta(days=90)
LONGEST_TOKEN = 2_000  # characters; ours are under 700
_HEADER = {"alg", "kid", "typ"}
_END = b"-----END PRIVATE KEY-----"


@dataclass(eq=False)
class BadToken(GovernanceError):
    """The bearer token is not one of ours, or no longer valid (401)."""

    message = N_("Le jeton d’accès n’est pas valable, ou ne l’est plus.")
    remedy = N_("Créez un nouveau jeton dans votre compte.")


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a valid token says; the database still decides whether it stands."""

    jti: UUID
    account: UUID
    cooperative: UUID


@dataclass(frozen=True, slots=True)
class _Key:
    name: str
    private_pem: str
    public_pem: str


class TokenKeys:
    """A ring of P-256 keys: the first signs, every one verifies. `issuer` is the service's address."""

    def __init__(self, keys: Iterable[ec.EllipticCurvePrivateKey], *, issuer: str) -> None:
        ring = [_named(key) for key in keys]
        if not ring:
            raise ValueError("a ring of keys holds at least one key")
        self.issuer = issuer
        self._signing = ring[0]
        self._ring: Mapping[str, _Key] = MappingProxyType({key.name: key for key in ring})

    @classmethod
    def from_file(cls, path: Path, *, issuer: str) -> "TokenKeys":
        """Read the ring from a file of PEM private keys (PKCS 8), in order.

        Raises ValueError for a key that is not on P-256.
        """
        blocks = [part.strip() + b"\n" + _END for part in path.read_bytes().split(_END) if part.strip()]
        return cls((_p256(load_pem_private_key(block, None)) for block in blocks), issuer=issuer)

    @classmethod
    def ephemeral(cls, *, issuer: str) -> "TokenKeys":
        """Make a ring of one new key: tokens then die with the process."""
        return cls([ec.generate_private_key(ec.SECP256R1())], issuer=issuer)

    def sign(self, bearer: Bearer, *, at: datetime, until: datetime) -> str:
        """Make the token of `bearer`, valid from `at` until `until`, 90 days later at most."""
        if until - at > LONGEST_LIFE:
            raise ValueError("a token lives 90 days at most")
        claims = {
            "iss": self.issuer,
            "aud": AUDIENCE,
            "sub": str(bearer.account),
            "coop": str(bearer.cooperative),
            "jti": str(bearer.jti),
            "iat": int(at.timestamp()),
            "exp": int(until.timestamp()),
        }
        key = self._signing
        headers = {"kid": key.name, "typ": "JWT"}
        return str(jwt.encode(claims, key.private_pem, algorithm=ALGORITHMS.ES256, headers=headers))

    def read(self, token: str) -> Bearer:
        """Check a token and give what it says. Raises BadToken, whatever is wrong with it."""
        if len(token) > LONGEST_TOKEN or not token.isascii():
            raise BadToken
        try:
            claims = jwt.decode(
                token,
                self._key_of(token).public_pem,
                algorithms=[ALGORITHMS.ES256],
                audience=AUDIENCE,
                issuer=self.issuer,
                options={f"require_{name}": True for name in ("iss", "aud", "sub", "jti", "iat", "exp")},
            )
            return _bearer(claims)
        except (JOSEError, ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            raise BadToken from error

    def _key_of(self, token: str) -> _Key:
        header = jws.get_unverified_header(token)
        if set(header) != _HEADER or header["alg"] != ALGORITHMS.ES256 or header["typ"] != "JWT":
            raise BadToken
        key = self._ring.get(header["kid"]) if isinstance(header["kid"], str) else None
        if key is None:
            raise BadToken
        return key


def _bearer(claims: dict[str, Any]) -> Bearer:
    begins = datetime.fromtimestamp(claims["iat"], UTC)
    ends = datetime.fromtimestamp(claims["exp"], UTC)
    if not isinstance(claims["aud"], str) or ends - begins > LONGEST_LIFE:
        raise BadToken
    return Bearer(UUID(claims["jti"]), UUID(claims["sub"]), UUID(claims["coop"]))


def _p256(key: object) -> ec.EllipticCurvePrivateKey:
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("keys of tokens are on P-256")
    return key


def _named(key: ec.EllipticCurvePrivateKey) -> _Key:
    public = _p256(key).public_key()
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    name = base64.urlsafe_b64encode(hashlib.sha256(der).digest()[:12]).decode()
    private_pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public_pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return _Key(name, private_pem, public_pem)
