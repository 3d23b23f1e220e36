"""Tokens for programs: ours pass, anything else does not."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from web.auth.tokens import BadToken, Bearer, TokenKeys

ISSUER = "https://assemblees.example"
KEY = ec.generate_private_key(ec.SECP256R1())
OTHER = ec.generate_private_key(ec.SECP256R1())
KEYS = TokenKeys([KEY], issuer=ISSUER)
BEARER = Bearer(uuid4(), uuid4(), uuid4())
NOW = datetime.now(UTC)


def encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def text(value: object) -> str:
    return encoded(json.dumps(value).encode())


def decoded(part: str) -> dict[str, Any]:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def ours() -> str:
    return KEYS.sign(BEARER, at=NOW, until=NOW + timedelta(days=30))


HEADER, CLAIMS = (decoded(part) for part in ours().split(".")[:2])


def es256(header: object, claims: object, key: ec.EllipticCurvePrivateKey = KEY) -> str:
    start = f"{text(header)}.{text(claims)}"
    size = (key.curve.key_size + 7) // 8
    r, s = decode_dss_signature(key.sign(start.encode(), ec.ECDSA(hashes.SHA256())))
    return f"{start}.{encoded(r.to_bytes(size, 'big') + s.to_bytes(size, 'big'))}"


def hs256(secret: bytes) -> str:
    start = f"{text({**HEADER, 'alg': 'HS256'})}.{text(CLAIMS)}"
    return f"{start}.{encoded(hmac.digest(secret, start.encode(), hashlib.sha256))}"


def rs256() -> str:
    start = f"{text({**HEADER, 'alg': 'RS256'})}.{text(CLAIMS)}"
    key = rsa.generate_private_key(65537, 2048)
    return f"{start}.{encoded(key.sign(start.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def public(form: Encoding, key: ec.EllipticCurvePrivateKey = KEY) -> bytes:
    return key.public_key().public_bytes(form, PublicFormat.SubjectPublicKeyInfo)


def jwk(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    point = key.public_key().public_numbers()
    x, y = (encoded(value.to_bytes(32, "big")) for value in (point.x, point.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def said(**changes: object) -> dict[str, object]:
    return {key: value for key, value in {**CLAIMS, **changes}.items() if value is not None}


PAST = int((NOW - timedelta(hours=1)).timestamp())

HOSTILE: dict[str, Callable[[], str]] = {
    "no signature": lambda: f"{text({'alg': 'none'})}.{text(CLAIMS)}.",
    "no signature, our key named": lambda: f"{text({**HEADER, 'alg': 'none'})}.{text(CLAIMS)}.",
    "alg in other letters": lambda: f"{text({**HEADER, 'alg': 'nOnE'})}.{text(CLAIMS)}.",
    "HS256 with the public key as PEM": lambda: hs256(public(Encoding.PEM)),
    "HS256 with the public key as DER": lambda: hs256(public(Encoding.DER)),
    "HS256 with an empty secret": lambda: hs256(b""),
    "RS256": rs256,
    "another key": lambda: es256(HEADER, CLAIMS, OTHER),
    "another curve": lambda: es256(HEADER, CLAIMS, ec.generate_private_key(ec.SECP384R1())),
    "another curve, its own alg": lambda: es256(
        {**HEADER, "alg": "ES384"}, CLAIMS, ec.generate_private_key(ec.SECP384R1())
    ),
    "unknown kid": lambda: es256({**HEADER, "kid": "other"}, CLAIMS),
    "kid a list": lambda: es256({**HEADER, "kid": ["a"]}, CLAIMS),
    "kid a path": lambda: es256({**HEADER, "kid": "../../etc/passwd"}, CLAIMS),
    "no kid": lambda: es256({"alg": "ES256", "typ": "JWT"}, CLAIMS),
    "key in the header (jwk)": lambda: es256({**HEADER, "jwk": jwk(OTHER)}, CLAIMS, OTHER),
    "key at an address (jku)": lambda: es256({**HEADER, "jku": "https://other.example"}, CLAIMS, OTHER),
    "our signature, jku added": lambda: es256({**HEADER, "jku": "https://other.example"}, CLAIMS),
    "crit": lambda: es256({**HEADER, "crit": ["exp"]}, CLAIMS),
    "crit unknown": lambda: es256({**HEADER, "crit": ["b64"], "b64": False}, CLAIMS),
    "expired": lambda: es256(HEADER, said(exp=PAST)),
    "no end": lambda: es256(HEADER, said(exp=None)),
    "end a text": lambda: es256(HEADER, said(exp="tomorrow")),
    "end far away": lambda: es256(HEADER, said(exp=CLAIMS["iat"] + 91 * 86_400)),
    "end out of time": lambda: es256(HEADER, said(exp=10**30)),
    "no beginning": lambda: es256(HEADER, said(iat=None)),
    "not valid yet": lambda: es256(HEADER, said(nbf=CLAIMS["exp"])),
    "another audience": lambda: es256(HEADER, said(aud="other")),
    "audience a list": lambda: es256(HEADER, said(aud=["collegial-api"])),
    "no audience": lambda: es256(HEADER, said(aud=None)),
    "another issuer": lambda: es256(HEADER, said(iss="https://other.example")),
    "no issuer": lambda: es256(HEADER, said(iss=None)),
    "no number": lambda: es256(HEADER, said(jti=None)),
    "number not one": lambda: es256(HEADER, said(jti="1 or 1=1")),
    "nobody": lambda: es256(HEADER, said(sub=None)),
    "nowhere": lambda: es256(HEADER, said(coop=None)),
    "claims a list": lambda: es256(HEADER, ["a"]),
    "huge": lambda: es256(HEADER, said(more="x" * 100_000)),
    "deep": lambda: es256(HEADER, CLAIMS).replace(".", "." + "A" * 1_500 + ".", 1),
    "signature cut": lambda: ours()[:-4],
    "signature empty": lambda: ours().rsplit(".", 1)[0] + ".",
    "claims changed": lambda: ".".join(
        [ours().split(".")[0], text(said(sub=str(uuid4()))), ours().split(".")[2]]
    ),
    "four parts": lambda: ours() + ".x",
    "not a token": lambda: "jeton",
    "empty": lambda: "",
    "not ASCII": lambda: "é.é.é",
}


def test_what_is_signed_is_read_back() -> None:
    assert KEYS.read(ours()) == BEARER


def test_the_helper_of_these_tests_makes_a_token_that_passes() -> None:
    assert KEYS.read(es256(HEADER, CLAIMS)) == BEARER


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_token_is_refused(name: str) -> None:
    with pytest.raises(BadToken):
        KEYS.read(HOSTILE[name]())


def test_a_token_lives_ninety_days_at_most() -> None:
    KEYS.sign(BEARER, at=NOW, until=NOW + timedelta(days=90))
    with pytest.raises(ValueError, match="90 days"):
        KEYS.sign(BEARER, at=NOW, until=NOW + timedelta(days=90, seconds=1))


def pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def test_keys_change_hands_without_a_break(tmp_path: Path) -> None:
    (tmp_path / "old.pem").write_bytes(pem(OTHER))
    (tmp_path / "both.pem").write_bytes(pem(KEY) + b"\n" + pem(OTHER))
    old = TokenKeys.from_file(tmp_path / "old.pem", issuer=ISSUER)
    both = TokenKeys.from_file(tmp_path / "both.pem", issuer=ISSUER)
    given_before = old.sign(BEARER, at=NOW, until=NOW + timedelta(days=1))
    assert both.read(given_before) == BEARER
    assert KEYS.read(both.sign(BEARER, at=NOW, until=NOW + timedelta(days=1))) == BEARER


def test_a_key_on_another_curve_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wrong.pem").write_bytes(pem(ec.generate_private_key(ec.SECP384R1())))
    with pytest.raises(ValueError, match="P-256"):
        TokenKeys.from_file(tmp_path / "wrong.pem", issuer=ISSUER)


def test_only_one_file_imports_the_library_of_tokens() -> None:
    root = Path(__file__).parents[2]
    importing = [
        path.relative_to(root).as_posix()
        for folder in ("governance", "web", "migrations")
        for path in (root / folder).rglob("*.py")
        if any(
            line.startswith(("import jose", "from jose ", "from jose."))
            for line in path.read_text().splitlines()
        )
    ]
    assert importing == ["web/auth/tokens.py"]
