# `make` alone lists the targets. Two matter: `make demo` and `make test`.
.DEFAULT_GOAL := help
.PHONY: help setup serve demo test check lint fix types migrate seed bench mutate lock
PORT ?= 8000
MEMBERS ?= 640
WORKERS ?= 2
WHAT ?= governance.vote
PIP = .venv/bin/python -m pip --disable-pip-version-check -qq
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(firstword $(MAKEFILE_LIST)) | awk -F'	' '{printf "  make %-9s %s\n", $$1, $$2}'

setup: .venv/.ready  ## make the environment (.venv) from the hashed lock
serve: .venv/.ready  ## run the service alone, with the settings of the environment
	@.venv/bin/collegial serve --port $(PORT)
demo: .venv/.ready  ## start everything on this machine (PORT=8000); Ctrl-C stops it
	@.venv/bin/collegial demo --port $(PORT)
migrate: .venv/.ready  ## bring the database to the present tables
	@.venv/bin/collegial migrate
seed: .venv/.ready  ## add an invented cooperative (MEMBERS=640)
	@.venv/bin/collegial seed --members $(MEMBERS)
bench: .venv/.ready  ## measure votes, counting and pages on this machine
	@.venv/bin/collegial bench
mutate: .venv/.ready-dev  ## plant faults in the rules (WHAT=governance.law) and list those no test caught
	@.venv/bin/python -m tests.mutating $(WHAT)
test: check  ## install what the checks need, and run every one of them
check: .venv/.ready-dev .venv/.system lint types  ## every check (the same as test)
	@.venv/bin/python -m pytest -n $(WORKERS) --dist loadscope
lint: .venv/.ready-dev  ## style, formatting, import contracts, templates
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/lint-imports --no-cache > .venv/imports.log || { cat .venv/imports.log; exit 1; }
	@.venv/bin/djlint web --lint --quiet
fix: .venv/.ready-dev  ## repair style and formatting
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .
types: .venv/.ready-dev  ## strict types
	@.venv/bin/mypy
lock: .venv/.ready  ## compile the two locks again (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: .venv/bin/python -m pip install uv, or your system's."; exit 1; }
	@for kind in "setup:requirements.lock" "setup,dev:requirements-dev.lock"; do \
	  uv pip compile pyproject.toml $$(echo $${kind%%:*} | sed 's/[a-z]*/--extra &/g; s/,/ /g') --universal \
	    --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet \
	    --output-file $${kind##*:} || exit 1; done

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Collégial needs Python 3.11 or newer; none was found. On Debian 12: apt install python3 python3-venv."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing. On Debian: apt install python3-venv."; exit 1; }
	@$(PYTHON) -m venv .venv

# Ready-made packages only: no compiler is ever needed.
.venv/.ready: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing the packages of requirements.lock…"
	@$(PIP) install --require-hashes --only-binary :all: -r requirements.lock || { echo "The packages could not be installed: no network, or no ready-made package for this machine ($$(uname -sm), $$(.venv/bin/python -V))."; exit 1; }
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.ready-dev: requirements-dev.lock .venv/.ready
	@echo "Installing the packages of requirements-dev.lock…"
	@$(PIP) install --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

# What tests call: a browser (the system's, Debian's by apt when root, else Playwright's own), and a reader of PDF text.
.venv/.system: Makefile | .venv/.ready-dev
	@if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing Chromium…"; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else echo "Installing Playwright's Chromium…"; .venv/bin/playwright install chromium; fi
	@if command -v pdftotext >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing poppler-utils…"; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends poppler-utils >/dev/null; \
	else echo "The checks read PDF files with pdftotext: install poppler-utils (Debian) or poppler (macOS)."; exit 1; fi
	@touch $@
