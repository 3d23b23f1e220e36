"""Where a sign-in may go on to: pages of ours, and nothing else."""

import pytest

from web.security import local_path

GOOD_PATHS = [
    "/mes-cooperatives",
    "/coop/les-passerelles/",
    "/coop/les-passerelles/assemblees/3f2b?page=2",
    "/invitation/les-passerelles/-abc_DEF-123",
    "/droit",
]
BAD_PATHS = [
    "", "/", "?x", "//other.example", "///other.example", "/\\other.example", "\\\\other.example",
    "https://other.example", "http:other.example", "javascript:alert(1)", "data:text/html,x",
    "/%2f%2fother.example", "/coop/../..//other.example", "/coop/./x", "/coop//other.example",
    "/coop/a/../../b", "/coop/a\n/b", "/coop/a\r\nSet-Cookie: x=1", "/coop/a\t", " /coop/a", "/coop/a ",
    "/coop/a\n", "/coop/a#x", "/coop/a@other.example", "/coop/%0d%0a", "/coop/a?next=https://other.example",
    "/coop\\a", "/cooperatives", "/coop.other.example", "/deconnexion", "/connexion/depart", "/static/x",
    "coop/a", "//coop/a", "/coop/é", "/coop/\u202eevil", "/coop/a\x00", "/coop/" + "a" * 600, "/api/v1/x",
    "/coop/a;b", "/coop/a?x=<b>", "/coop/..", "/coop/...", "/COOP/a",
]  # fmt: skip


@pytest.mark.parametrize("path", GOOD_PATHS)
def test_a_page_of_ours_is_gone_on_to(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize("path", BAD_PATHS)
def test_anything_else_leads_to_our_own_list(path: str) -> None:
    assert local_path(path) == "/mes-cooperatives"
