"""The command line. A command is a use case with another door; each imports what it needs, when called.

`count` and `law` must work on a machine without a database: this module imports neither the store
nor the web framework.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from governance.errors import GovernanceError
from governance.words import N_

app = typer.Typer(
    help="Collégial : assemblées, votes et procès-verbaux d’une coopérative.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Folder = Annotated[Path, typer.Option("--data", envvar="COLLEGIAL_DATA", help="Dossier des données gardées.")]
Address = Annotated[
    str, typer.Option("--database", envvar="DATABASE_URL", help="Adresse de PostgreSQL ; vide : l’embarqué.")
]
Port = Annotated[int, typer.Option(envvar="PORT", min=1, max=65_000, help="Port de l’adresse locale.")]
Language = Annotated[str, typer.Option("--lang", help="Langue des phrases : fr ou en.")]
KEPT = Path(".collegial")


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
            from web.demo import data as demo_data

            store = Database(address)
            try:
                demo_data.seed(store, members)
            finally:
                store.close()


@app.command()
def count(
    sheets: Annotated[list[Path], typer.Argument(metavar="SHEET…", exists=True, dir_okay=False)],
    lang: Language = "fr",
) -> None:
    """Count sheets: one JSON result a line, in order; exit status 2 when one is faulty."""
    from governance.vote.command import count_documents

    faulty = False
    for line, faults in count_documents((sheet.read_bytes() for sheet in sheets), lang):
        typer.echo(line)
        for sentence in faults:
            typer.echo(sentence, err=True)
        faulty = faulty or bool(faults)
    if faulty:
        raise typer.Exit(2)


@app.command()
def law(
    on: Annotated[str, typer.Option(metavar="AAAA-MM-JJ", help="Jour où le droit est lu.")] = "",
    form: Annotated[str, typer.Option(metavar="SA|SARL|SAS", help="Forme de la société.")] = "SA",
    lang: Language = "fr",
) -> None:
    """Print what the law imposes on a day: each rule, its value, its text."""
    from governance.law.legal_forms import CompanyForm
    from governance.law.table import law_table
    from web.i18n import gettext, source_text, use_language

    use_language(lang)
    try:
        day, company = date.fromisoformat(on) if on else date.today(), CompanyForm[form.upper()]  # noqa: DTZ011
    except (ValueError, KeyError):
        say(N_("Le jour s’écrit 2027-06-24, et la forme est SA, SARL ou SAS."), to_error=True)
        raise typer.Exit(2) from None
    for line in law_table(day, company):
        typer.echo(f"{gettext(line.title)}\n    {line.value.text(gettext)}\n    {source_text(line.source)}")


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
