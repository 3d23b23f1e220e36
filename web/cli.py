"""The command line. A command is a use case with another door; each imports what it needs, when called.

`count` and `law` must work on a machine without a database: this module imports neither the store
nor the web framework.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from governance.errors import GovernanceError
from governance.words import N_

if TYPE_CHECKING:
    from governance.store.unit_of_work import Database, UnitOfWork

app = typer.Typer(
    help="Collégial : assemblées, votes et procès-verbaux d’une coopérative.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Folder = Annotated[Path, typer.Option("--data", envvar="COLLEGIAL_DATA", help="Dossier des données gardées.")]
Address = Annotated[
    str, typer.Option("--database", envvar="DATABASE_URL", help="Adresse de PostgreSQL ; vide : l’embarqué.")
]
Port = Annotated[int, typer.Option(envvar="PORT", min=1, max=65_000, help="Port de l’adresse locale.")]
Language = Annotated[str, typer.Option("--lang", help="Langue des phrases : fr ou en.")]
Slug = Annotated[str, typer.Option("--slug", help="Adresse de la coopérative.")]
PublicUrl = Annotated[
    str, typer.Option("--url", envvar="COLLEGIAL_PUBLIC_URL", help="Adresse du service, pour les liens.")
]
KEPT = Path(".collegial")
LOCAL_URL = "http://127.0.0.1:8000"


def say(sentence: str, *, to_error: bool = False, **facts: object) -> None:
    """Print one marked sentence, in the language of the terminal."""
    from web.i18n.language import gettext

    typer.echo(gettext(sentence) % facts, err=to_error)


@contextmanager
def plain_refusals() -> Iterator[None]:
    """Turn a refusal into its sentences on the error output and exit status 1."""
    try:
        yield
    except GovernanceError as error:
        from web.i18n import translate_error

        said = translate_error(error)
        typer.echo(" ".join(filter(None, (said.message, said.remedy))), err=True)
        raise typer.Exit(1) from error


@contextmanager
def opened(folder: Path, address: str, *, as_owner: bool = False) -> Iterator[str]:
    """Give the address of a database: the one asked for, or the embedded one for a while."""
    if address:
        yield address
        return
    from web.embedded import APP, OWNER, Embedded

    with Embedded(folder) as database:
        yield database.url(OWNER if as_owner else APP)


@contextmanager
def stored(folder: Path, address: str) -> Iterator["Database"]:
    """Give the store of a database: the one asked for, or the embedded one for a while."""
    from governance.store import rows
    from governance.store.unit_of_work import Database

    rows.metadata()  # a row is written only once every table it refers to is known
    with opened(folder, address) as url:
        store = Database(url, pool_size=2)
        try:
            yield store
        finally:
            store.close()


@app.command()
def serve(
    data: Folder = KEPT, database: Address = "", port: Port = 8000, host: str = "127.0.0.1", proxies: str = ""
) -> None:
    """Answer the web requests. Settings come from the environment (COLLEGIAL_…)."""
    with plain_refusals(), opened(data, database) as address:
        import uvicorn

        from web.app import configure_logs, create_app
        from web.settings import Settings

        configure_logs()
        uvicorn.run(
            create_app(Settings(database_url=address)),  # type: ignore[call-arg]  # the rest: environment
            host=host,
            port=port,
            access_log=False,
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=proxies or None,
            timeout_graceful_shutdown=5,
        )


@app.command()
def worker(data: Folder = KEPT, database: Address = "") -> None:
    """Empty the outbox: make documents, send mails, record what became of them."""
    with plain_refusals(), opened(data, database) as address:
        from web.app import configure_logs
        from web.delivery.worker import run
        from web.settings import Settings

        configure_logs()
        run(Settings(database_url=address))  # type: ignore[call-arg]  # the rest: environment


@app.command()
def migrate(
    data: Folder = KEPT,
    database: Address = "",
    owner: Annotated[
        str, typer.Option(envvar="COLLEGIAL_OWNER_URL", help="Adresse sous le rôle propriétaire.")
    ] = "",
    superuser: Annotated[
        str,
        typer.Option(envvar="COLLEGIAL_SUPERUSER_URL", help="Adresse pour créer les rôles, s’ils manquent."),
    ] = "",
) -> None:
    """Bring the database to the present tables; create roles and database first if asked to."""
    from migrations.run import upgrade

    with plain_refusals():
        if superuser:
            _create_roles(superuser, owner, database)
        with opened(data, owner or database, as_owner=True) as address:
            upgrade(address)
        say(N_("La base de données est à jour."))


def _create_roles(superuser: str, owner: str, service: str) -> None:
    """Create our roles with the passwords found in the addresses they will use."""
    from psycopg.conninfo import conninfo_to_dict

    from web.embedded import APP, OWNER, bootstrap

    words = {role: conninfo_to_dict(url).get("password") for role, url in ((OWNER, owner), (APP, service))}
    bootstrap(superuser, {role: str(word) for role, word in words.items() if word})


@app.command()
def demo(data: Folder = KEPT, database: Address = "", port: Port = 8000) -> None:
    """Start everything on this machine: database, service, worker, sign-in, mails. Ctrl-C stops it."""
    from web.demo.stage import play

    with plain_refusals():
        play(data, database, port)


@app.command()
def seed(
    data: Folder = KEPT,
    database: Address = "",
    members: Annotated[int, typer.Option(min=1, max=1_000_000, help="Nombre de sociétaires inventés.")] = 640,
) -> None:
    """Add an invented cooperative with many members, to see the service at scale."""
    from migrations.run import upgrade

    with plain_refusals():
        if not database:
            with opened(data, "", as_owner=True) as address:
                upgrade(address)
        with opened(data, database) as address:
            from governance.store.unit_of_work import Database
            from web.demo import seed as invented

            store = Database(address)
            try:
                made = invented.seed(store, members)
            finally:
                store.close()
            if not database:
                with opened(data, "", as_owner=True) as owner:
                    invented.refresh_statistics(owner)
            say(N_("Coopérative inventée, %(count)d sociétaires : %(slug)s"), count=members, slug=made.slug)


@app.command()
def new_cooperative(
    slug: Annotated[str, typer.Option(help="Son adresse : lettres sans accent, chiffres, tirets.")],
    name: Annotated[str, typer.Option(help="Son nom, comme dans ses statuts.")],
    model: Annotated[
        str, typer.Option(help="five_colleges_proportional, three_colleges_bloc ou no_college.")
    ],
    in_force: Annotated[
        str, typer.Option(metavar="AAAA-MM-JJ", help="Entrée en vigueur des statuts ; aujourd’hui si vide.")
    ] = "",
    data: Folder = KEPT,
    database: Address = "",
    url: PublicUrl = LOCAL_URL,
) -> None:
    """Add a cooperative with bylaws from a model; print its first administrator's one-time link."""
    from governance.bylaws.models import MODELS
    from governance.usecases.cooperatives import CreateCooperative, create_cooperative

    if model not in MODELS:
        say(N_("Le modèle est l’un de : %(models)s."), to_error=True, models=", ".join(MODELS))
        raise typer.Exit(2)
    try:
        begins = date.fromisoformat(in_force) if in_force else None
    except ValueError:
        say(N_("Le jour s’écrit 2027-06-24."), to_error=True)
        raise typer.Exit(2) from None
    with plain_refusals():
        if not database:
            from migrations.run import upgrade

            with opened(data, "", as_owner=True) as address:
                upgrade(address)
        with stored(data, database) as store, store.write() as uow:
            create_cooperative(uow, CreateCooperative(slug, name, model, begins))
            link = _administrator_link(uow, slug, url)
        say(N_("La coopérative est créée. Adaptez ses statuts avant sa première assemblée."))
        _show_link(link)


@app.command()
def link_administrator(
    slug: Slug, data: Folder = KEPT, database: Address = "", url: PublicUrl = LOCAL_URL
) -> None:
    """Print a new one-time link for an administrator of a cooperative."""
    from governance.store.cooperatives import enter_by_slug

    with plain_refusals():
        with stored(data, database) as store, store.write() as uow:
            enter_by_slug(uow, slug)
            link = _administrator_link(uow, slug, url)
        _show_link(link)


def _administrator_link(uow: "UnitOfWork", slug: str, url: str) -> str:
    """Offer the role of administrator to whoever shows a new secret; give the link that holds it."""
    from governance.actors import Role
    from governance.usecases.roles import OfferRole, offer_role
    from web.auth.session import new_secret, secret_hash

    secret = new_secret()
    offer_role(uow, OfferRole(Role.ADMINISTRATOR, uow.today, secret_hash(secret)), by=None)
    return f"{url.rstrip('/')}/invitation/{slug}/{secret}"


def _show_link(link: str) -> None:
    say(N_("Lien personnel de l’administrateur, à ouvrir une fois, dans les 7 jours :"))
    typer.echo(link)


@app.command()
def verify_poll(slug: Slug, poll: UUID, data: Folder = KEPT, database: Address = "") -> None:
    """Count a closed poll again, ballot by ballot; exit status 1 when what was declared differs."""
    from governance.queries.verification import verification
    from governance.store.cooperatives import enter_by_slug

    with plain_refusals(), stored(data, database) as store, store.read() as uow:
        enter_by_slug(uow, slug)
        found = verification(uow, poll)
    same = N_("OK : scrutin %(number)s, bulletins recomptés un par un : %(ballots)s.")
    different = N_("Scrutin %(number)s, bulletins recomptés un par un : %(ballots)s. Différences :")
    say(different if found.differences else same, number=found.number, ballots=found.ballots)
    if not found.differences:
        return
    for one in found.differences:
        typer.echo(f"{one.where} : {one.stored} → {one.again}")
    raise typer.Exit(1)


@app.command()
def bench(
    data: Folder = KEPT,
    members: Annotated[
        int, typer.Option(min=1_000, max=1_000_000, help="Taille de la grande coopérative.")
    ] = 100_000,
) -> None:
    """Measure votes, counting and pages on this machine; exit status 1 when an aim is missed."""
    from web.bench.run import run_apart

    with plain_refusals():
        reached = run_apart(data / "bench", members)
    if not reached:
        raise typer.Exit(1)


@app.command()
def count(
    sheets: Annotated[list[Path], typer.Argument(metavar="SHEET…", exists=True, dir_okay=False)],
    lang: Language = "fr",
    *,
    text: Annotated[bool, typer.Option("--text", help="Des phrases à lire plutôt que du JSON.")] = False,
) -> None:
    """Count sheets: one JSON result a line, in order, or sentences; exit status 2 when one is faulty."""
    from governance.vote.command import count_documents, told_documents

    faulty = False
    contents = [sheet.read_bytes() for sheet in sheets]
    told = (("\n".join(said), faults) for said, faults in told_documents(contents, lang))
    counted = told if text else count_documents(contents, lang)
    for sheet, (line, faults) in zip(sheets, counted, strict=True):
        if text and len(sheets) > 1:
            typer.echo(f"\n# {sheet}")
        if line:
            typer.echo(line)
        where = f"{sheet} : " if len(sheets) > 1 else ""
        for sentence in faults:
            typer.echo(f"{where}{sentence}", err=True)
        faulty = faulty or bool(faults)
    if faulty:
        raise typer.Exit(2)


@app.command()
def law(
    on: Annotated[str, typer.Option(metavar="AAAA-MM-JJ", help="Jour où le droit est lu.")] = "",
    form: Annotated[str, typer.Option(metavar="SA|SARL|SAS", help="Forme de la société.")] = "SA",
    assembly: Annotated[
        str, typer.Option(metavar="AAAA-MM-JJ", help="Jour d’une assemblée : ses dates limites.")
    ] = "",
    lang: Language = "fr",
) -> None:
    """Print what the law imposes on a day: each rule, its value, its text, who may change it."""
    from governance.law.legal_forms import CompanyForm
    from web.i18n import use_language
    from web.i18n.law_lines import calendar_lines, law_lines

    use_language(lang)
    try:
        today, company = date.today(), CompanyForm[form.upper()]  # noqa: DTZ011
        read_on, held_on = (date.fromisoformat(word) if word else None for word in (on, assembly))
    except (ValueError, KeyError):
        say(N_("Le jour s’écrit 2027-06-24, et la forme est SA, SARL ou SAS."), to_error=True)
        raise typer.Exit(2) from None
    lines = calendar_lines(company, held_on) if held_on else law_lines(read_on or today, company)
    for line in lines:
        typer.echo(line)


@app.command(hidden=True)
def demo_sign_in(port: Port) -> None:
    """Run the demonstration's identity provider, on this machine only."""
    from web.demo import data, provider

    provider.run(port, data.ACCOUNTS)


@app.command(hidden=True)
def demo_mails(
    port: Port, smtp_port: Annotated[int, typer.Option(min=1, max=65_535)], data: Folder = KEPT
) -> None:
    """Run the demonstration's mail catcher: it receives by SMTP and shows what it received."""
    from web.demo import catcher

    catcher.run(port=port, smtp_port=smtp_port, folder=data / "mails")


if __name__ == "__main__":
    app()
