"""Agreements with structures, as they are read: the list, those of one structure, one of them, its papers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from governance.actors import Role
from governance.queries import agreements as queries
from governance.queries.agreements import AgreementFilter
from governance.register.agreements import STATE_NAMES
from governance.words import N_
from web.delivery.pdf import agreement_pdf
from web.deps import CurrentActor, Read
from web.documents.agreements import notice_words, renewal_words, workbook
from web.documents.member_files import XLSX_TYPE
from web.files import attached, received, shown_pdf
from web.i18n import gettext as _
from web.pages.agreements.show import shown
from web.render import page

router = APIRouter(prefix="/coop/{slug}")
Which = Annotated[AgreementFilter, Query(alias="etat")]

FILTER_NAMES = {
    AgreementFilter.ALL: N_("Toutes"),
    AgreementFilter.TO_SIGN: N_("À signer"),
    AgreementFilter.IN_FORCE: N_("En vigueur"),
    AgreementFilter.SOON: N_("À décider sous 90 jours"),
    AgreementFilter.ENDED: N_("Terminées"),
}


@router.get("/conventions", name="agreements:list")
def show_list(
    request: Request,
    uow: Read,
    actor: CurrentActor,
    etat: Which = AgreementFilter.ALL,
    apres: UUID | None = None,
) -> Response:
    """Show the agreements with structures; to who acts for a structure, its own."""
    return page(
        request,
        "agreements/list.html",
        view=queries.agreements_page(uow, actor, etat, after=apres),
        which=etat,
        filters=[(each, _(FILTER_NAMES[each])) for each in AgreementFilter],
        states=STATE_NAMES,
        renewal=renewal_words,
        theirs=actor.hat.member is not None,
    )


@router.get("/conventions.xlsx", name="agreements:workbook")
def take_workbook(uow: Read, actor: CurrentActor) -> Response:
    """Give every agreement with its dates as a workbook."""
    actor.ensure(*queries.OFFICE)
    view = queries.agreements_page(uow, actor, AgreementFilter.ALL, most=10_000)
    return attached(workbook(view.lines), XLSX_TYPE, "conventions.xlsx")


@router.get("/societaires/{member}/conventions", name="agreements:of")
def show_of(request: Request, member: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the agreements of one structure."""
    return page(
        request,
        "agreements/of.html",
        view=queries.agreements_of(uow, member, actor),
        states=STATE_NAMES,
        renewal=renewal_words,
        notice=notice_words,
        theirs=actor.hat.member is not None,
        writes=actor.holds(Role.SECRETARY),
    )


@router.get("/conventions/{agreement}", name="agreements:show")
def show(request: Request, agreement: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show one agreement: its dates, its text, its amendments, what follows from it."""
    return shown(request, uow, actor, agreement)


@router.get("/conventions/{agreement}/texte.pdf", name="agreements:pdf")
def take_pdf(agreement: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give an agreement or an amendment as a PDF, to be signed by hand or as it was signed."""
    found = queries.agreement_paper(uow, agreement, actor)
    return shown_pdf(agreement_pdf(found), f"convention-{found.number}-{found.link.rank}.pdf")


@router.get("/conventions/scans/{scan}", name="agreements:scan")
def take_scan(scan: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give the scan of a signed paper as received."""
    return received(queries.scan_content(uow, scan, actor))
