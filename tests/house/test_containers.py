"""The image and the composition, read rather than built: not every machine can build them."""

import re

import pytest
import yaml

from tests.house.tree import ROOT

LINES = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
ORDERS = [line.split(None, 1) for line in LINES if line.strip() and not line.startswith("#")]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]


def orders(name):
    return [rest for order, rest in ORDERS if order == name]


def test_the_image_is_built_in_two_stages_from_pinned_bases():
    bases = [rest.split()[0] for rest in orders("FROM")]
    assert len(bases) == 2
    assert all(re.fullmatch(r"[a-z]+:[\w.-]*\d[\w.-]*", base) for base in bases)


def test_the_image_runs_under_a_numbered_user_that_is_not_root():
    assert orders("USER") == ["10001"]
    last_root_order = max(index for index, (order, _) in enumerate(ORDERS) if order in {"RUN", "COPY"})
    assert last_root_order < ORDERS.index(["USER", "10001"])


def test_the_image_installs_only_hashed_ready_made_packages():
    installs = [rest for rest in orders("RUN") if "pip install" in rest]
    assert all("--require-hashes --only-binary :all:" in rest or "--no-deps" in rest for rest in installs)


def test_the_image_is_watched_stops_cleanly_and_holds_no_secret():
    assert "HEALTHCHECK" in {order for order, _ in ORDERS}
    assert orders("STOPSIGNAL") == ["SIGTERM"]
    assert not re.search(r"(SECRET|PASSWORD|TOKEN)\w*=", "\n".join(LINES))


def test_only_what_the_image_needs_is_sent_to_its_builder():
    sent = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert sent[0] == "*"
    copied = {word for rest in orders("COPY") if "--from" not in rest for word in rest.split()[:-1]}
    assert copied <= {line[1:] for line in sent if line.startswith("!")}


def test_three_commands_run_from_one_image():
    ours = {name: service for name, service in SERVICES.items() if name != "database"}
    assert set(ours) == {"migrate", "serve", "worker"}
    assert {service["image"] for service in ours.values()} == {"collegial:0.1.0"}
    assert all(service["command"][0] == name for name, service in ours.items())


@pytest.mark.parametrize("service", [service for name, service in SERVICES.items() if name != "database"])
def test_our_containers_write_nowhere_and_gain_no_right(service):
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]


def test_the_database_is_pinned_watched_private_and_durable():
    database = SERVICES["database"]
    assert re.fullmatch(r"postgres:\d+-bookworm", database["image"])
    assert "pg_isready" in database["healthcheck"]["test"]
    assert "ports" not in database
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert "fsync=off" not in str(database)


def test_the_service_waits_for_the_migration_and_the_migration_for_the_database():
    assert SERVICES["migrate"]["depends_on"]["database"]["condition"] == "service_healthy"
    for name in ("serve", "worker"):
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_the_service_never_sees_the_owner_nor_the_superuser_and_no_password_is_written():
    for name in ("serve", "worker"):
        assert not re.search("owner|superuser", str(SERVICES[name]), re.IGNORECASE)
    for service in SERVICES.values():
        for value in (service.get("environment") or {}).values():
            assert not re.search(r"://\w+:(?!\$\{)", str(value))


def test_the_service_is_published_on_this_machine_only():
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["serve"]["ports"])
