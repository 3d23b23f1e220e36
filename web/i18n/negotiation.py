"""Which language a request is answered in: the choice made before, the browser's, French."""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.i18n.language import LANGUAGES, SOURCE_LANGUAGE, language, use_language

COOKIE = "langue"
ONE_YEAR = 365 * 24 * 3600


def asked_language(query: str) -> str | None:
    """Give the language of `?lang=…`, when it is one of ours."""
    asked = parse_qs(query).get("lang", [""])[-1]
    return asked if asked in LANGUAGES else None


def remembered_language(cookies: str) -> str | None:
    """Give the language of the cookie, when it is one of ours."""
    try:
        morsel = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel and morsel.value in LANGUAGES else None


def preferred_language(accepted: str) -> str | None:
    """Give the best of our languages in an Accept-Language header; the first named wins a tie."""
    best, best_quality = None, 0.0
    for choice in accepted.split(","):
        tag, _, parameters = choice.partition(";")
        code = tag.strip().lower().split("-")[0]
        try:
            quality = float(parameters.strip().removeprefix("q=") or "1")
        except ValueError:
            continue
        if code in LANGUAGES and quality > best_quality:
            best, best_quality = code, quality
    return best


class LanguageMiddleware:
    """Set the language of each request, and remember `?lang=…` in a cookie.

    The language is in the context and in `request.state.language`. Pages say which language they
    are in, and that they depend on the cookie.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request in its language."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asked = asked_language(scope["query_string"].decode("latin-1"))
        chosen = (
            asked
            or remembered_language(headers.get("cookie", ""))
            or preferred_language(headers.get("accept-language", ""))
            or SOURCE_LANGUAGE
        )
        use_language(chosen)
        scope.setdefault("state", {})["language"] = chosen

        async def send_in_language(message: Message) -> None:
            if message["type"] == "http.response.start":
                say_language(MutableHeaders(scope=message), asked, secure=scope["scheme"] == "https")
            await send(message)

        await self.app(scope, receive, send_in_language)


def say_language(headers: MutableHeaders, asked: str | None, *, secure: bool) -> None:
    """Complete the headers of an HTML answer; other answers do not depend on the language."""
    if not headers.get("content-type", "").startswith("text/html"):
        return
    headers["content-language"] = language()
    headers.add_vary_header("Accept-Language")
    headers.add_vary_header("Cookie")
    if asked:
        end = "; Secure" if secure else ""
        cookie = f"{COOKIE}={asked}; Path=/; Max-Age={ONE_YEAR}; HttpOnly; SameSite=Lax{end}"
        headers.append("set-cookie", cookie)
