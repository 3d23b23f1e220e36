"""A person's own pages: cooperatives, hats, tokens for programs, invitations."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.errors import Malformed
from governance.queries import accounts as queries
from governance.usecases import accounts as usecases
from web import i18n
from web.auth.session import secret_hash
from web.auth.tokens import Bearer
from web.deps import Account, Read, Uow, limited, path_of, services_of, tell
from web.i18n import gettext as _
from web.render import page, redirect
from web.security import local_path

router = APIRouter()

TOKEN_FIELDS = {usecases.TokenTooLong: "days", usecases.MembersActThemselves: "may_write"}
"""Where in the form each refusal of a token is shown; elsewhere, under its name."""


class HatForm(BaseModel):
    """The hat chosen, and the page to go on to."""

    hat: str = ""
    suite: str = ""


class TokenForm(BaseModel):
    """A token asked for; `hat` is "<slug>/<key of the hat>"."""

    hat: str = ""
    label: str = ""
    days: int = 30
    may_write: str = ""


@router.get("/mes-cooperatives", name="account:cooperatives")
def cooperatives(request: Request, uow: Read, account: Account) -> Response:
    """List where a person holds a hat."""
    mine = queries.my_cooperatives(uow, account.id)
    return page(request, "account/cooperatives.html", cooperatives=mine)


@router.get("/coop/{here}/qualite", name="account:hat")
def hat(request: Request, here: str, uow: Read, account: Account, suite: str = "") -> Response:
    """Ask in which capacity a person comes. Not `{slug}`: no hat is worn yet."""
    mine = queries.hats_in(uow, account.id, here)
    return page(request, "account/hat.html", mine=mine, suite=local_path(suite, f"/coop/{here}/"), errors={})


@router.post("/coop/{here}/qualite", name="account:wear")
def wear(
    request: Request, here: str, form: Annotated[HatForm, Form()], uow: Uow, account: Account
) -> Response:
    """Wear a hat for this session."""
    usecases.choose_hat(uow, request.state.session, account.id, here, form.hat)
    return redirect(request, local_path(form.suite, f"/coop/{here}/"))


@router.get("/mon-compte/jetons", name="account:tokens")
def tokens(request: Request, uow: Read, account: Account) -> Response:
    """List the tokens for programs of a person, and offer to make one."""
    return _tokens_page(request, uow, account, TokenForm(), {})


@router.post("/mon-compte/jetons", name="account:create_token")
def create_token(
    request: Request, form: Annotated[TokenForm, Form()], uow: Uow, account: Account
) -> Response:
    """Make a token and show it once. No redirect: the token is kept nowhere, not even for a second."""
    slug, _slash, key = form.hat.partition("/")
    command = usecases.CreateToken(slug, key, form.label, form.days, may_write=bool(form.may_write))
    try:
        row = usecases.create_token(uow, command, account=account.id)
    except Malformed as error:
        faults = {TOKEN_FIELDS.get(type(error), "label"): i18n.translate_error(error).message}
        return _tokens_page(request, uow, account, form, faults, status=422)
    bearer = Bearer(row.jti, account.id, row.cooperative_id)
    token = services_of(request).keys.sign(bearer, at=row.created_at, until=row.expires_at)
    return page(request, "account/token.html", token=token, label=row.label, expires_at=row.expires_at)


@router.post("/mon-compte/jetons/{jti}/annuler", name="account:revoke_token")
def revoke_token(request: Request, jti: UUID, uow: Uow, account: Account) -> Response:
    """Cancel a token."""
    usecases.revoke_token(uow, jti, account=account.id)
    tell(request, uow, _("Le jeton est annulé : il ne sera plus accepté."))
    return redirect(request, path_of(request, "account:tokens"))


@router.get("/invitation/{here}/{secret}", name="account:invitation", dependencies=[limited("invitations")])
def invitation(request: Request, here: str, secret: str, uow: Read) -> Response:
    """Show what an invitation gives. Looking at it uses nothing up: scanners of mail open links."""
    shown = queries.invitation(uow, here, secret_hash(secret))
    suite = local_path(f"/invitation/{here}/{secret}")
    return page(request, "account/invitation.html", invitation=shown, suite=suite)


@router.post("/invitation/{here}/{secret}", name="account:accept", dependencies=[limited("invitations")])
def accept(request: Request, here: str, secret: str, uow: Uow, account: Account) -> Response:
    """Tie the signed-in account to the member of the invitation, or give it the role."""
    usecases.accept_invitation(uow, here, secret_hash(secret), account=account.id)
    tell(request, uow, _("Votre compte est relié. Vous pouvez maintenant agir dans votre coopérative."))
    return redirect(request, path_of(request, "account:cooperatives"))


def _tokens_page(
    request: Request,
    uow: Read,
    account: Account,
    form: TokenForm,
    errors: dict[str, str],
    status: int = 200,
) -> Response:
    mine = queries.my_cooperatives(uow, account.id)
    options = [
        (f"{home.slug}/{hat.key}", f"{home.name} – {_(hat.label)}") for home in mine for hat in home.hats
    ]
    return page(
        request,
        "account/tokens.html",
        status=status,
        tokens=queries.my_tokens(uow, account.id),
        options=options,
        form=form,
        errors=errors,
    )
