"""The interface of programs, described by itself: `GET /api/v1/openapi.json`, open to everybody."""

from functools import cache
from typing import Any

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from web.api import mandates, routes, shapes, structures, writes

router = APIRouter(prefix="/api/v1")
ROUTERS = (routes.router, writes.router, structures.router, mandates.router)
"""Every router of the interface, in the order of its description."""

ABOUT = (
    "Members, structures, assemblies, polls, results and minutes of one cooperative. A token, made in a "
    "person’s account, reads what that person reads under one hat. It acts only if it was made to, and "
    "only as an officer: voting is the act of a person in a browser. Fractions are strings, like 7/19. "
    "Lists are read page by page: `next`, when it is not null, is the `cursor` of the next page. Errors "
    "are in French or in English, as `Accept-Language` wants."
)


@router.get("/openapi.json", name="api:openapi", include_in_schema=False)
def openapi() -> JSONResponse:
    """Describe this interface (OpenAPI 3.1)."""
    return JSONResponse(description())


@cache
def description() -> dict[str, Any]:
    """Build the description from the routes themselves."""
    described = [one for each in ROUTERS for one in each.routes if isinstance(one, APIRoute)]
    document = get_openapi(title="Collégial", version="1", description=ABOUT, routes=described)
    for route in described:
        for method in route.methods or ():
            operation = document["paths"][route.path_format][method.lower()]
            operation["operationId"] = route.name.removeprefix("api:")
            operation["summary"] = operation.pop("description")
    parts = document["components"]
    parts["schemas"]["Problem"] = shapes.Problem.model_json_schema()
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    document["security"] = [{"token": []}]
    return document
