"""The personal link of an invitation: its identifier and a seal that only this service can make.

Nothing is kept: the same invitation always has the same link, and a copy of the database gives none.
"""

import base64
import hashlib
import hmac
from uuid import UUID

from governance.register.events import NoSuchEvent

_PURPOSE = b"collegial/answer to an invitation/1"
_SEAL = 20
"""Bytes of the seal: 160 bits."""


def answer_token(secret_key: str, invitation: UUID) -> str:
    """Make what the link of an invitation carries: 48 characters."""
    sealed = invitation.bytes + _seal(secret_key, invitation.bytes)
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def read_answer_token(secret_key: str, token: str) -> UUID:
    """Check a token and give its invitation. Raises NoSuchEvent, whatever is wrong with it."""
    try:
        sealed = base64.b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
    except (ValueError, UnicodeEncodeError):
        raise NoSuchEvent from None
    known, seal = sealed[:16], sealed[16:]
    if len(sealed) != 16 + _SEAL or not hmac.compare_digest(seal, _seal(secret_key, known)):
        raise NoSuchEvent
    return UUID(bytes=known)


def _seal(secret_key: str, known: bytes) -> bytes:
    key = hmac.digest(secret_key.encode(), _PURPOSE, hashlib.sha256)
    return hmac.digest(key, known, hashlib.sha256)[:_SEAL]
