"""The public home, and the two addresses that say the service is well."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from web.deps import Read
from web.render import page

router = APIRouter()

_WELL = "<!doctype html><html lang=fr><meta charset=utf-8><title>Collégial</title><p>ok</p></html>"


@router.get("/", name="home:show")
def show(request: Request, uow: Read) -> Response:
    """Say what this service is, to anybody."""
    return page(request, "home/home.html")


@router.get("/sante", name="home:health")
def health() -> Response:
    """Say that the process answers. No database: the lightest page there is."""
    return HTMLResponse(_WELL)


@router.get("/sante/base", name="home:health_database")
def health_database(uow: Read) -> Response:
    """Say that the database answers too."""
    assert uow.now  # noqa: S101 - asks the database its clock
    return HTMLResponse(_WELL)
