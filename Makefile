# Every task of the project. `make` alone lists them.
# Needs: python3 (3.11 or newer) with venv, and make. Nothing is installed outside this folder but the system packages that
# `make test` names (a browser and a Chinese font).

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP_FLAGS := --quiet --disable-pip-version-check --require-hashes
# The project itself, editable, with what the lock brought and nothing from an index.
INSTALL_SELF := install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test lint format bench bench-reading bench-formats bench-align bench-limits fuzz offline docs screenshots lock clean

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.ready ## build .venv with gangmu and gangmu-server in it

demo: setup ## set up, start web and worker on 127.0.0.1:8000 with the specimen (PLANS=folder: your own documents; PORT=8001)
	@exec $(BIN)/gangmu-server demo --port $(PORT) $(if $(PLANS),--plans "$(PLANS)")

test: .venv/.ready-dev .venv-library/.ready ## set up and pass every test: library without Django, server on SQLite and PostgreSQL, browser
	@tools/test.sh

lint: .venv/.ready-dev ## style, types, import contracts, security checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/bandit --quiet --severity-level medium --configfile pyproject.toml --recursive src

format: .venv/.ready-dev ## put the code into the project's format
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

bench: .venv/.ready-dev .venv-bench/.ready ## speed, core-hours of 100,000 documents, growth, memory, search and start: medians and ratios, kept in bench/results/
	$(BIN)/python -m bench

bench-reading: .venv/.ready-dev ## what reading gained and lost, record by record, against the recorded baseline (RECORD=1: record a new one)
	$(BIN)/python -m bench.reading $(if $(RECORD),--record)

bench-align: .venv-bench-align/.ready ## alignment: agreement with annotated pairs, a tier cold, speed beside two tools (PIECES="tier large": only these)
	.venv-bench-align/bin/python -m bench.align $(PIECES)

fuzz: .venv-fuzz/.ready ## the reader on mutated files, guided by coverage (MINUTES=20, FORMAT=txt); crashes go to var/fuzz/crashes/
	.venv-fuzz/bin/python -m bench.fuzz --minutes $(or $(MINUTES),20) $(if $(FORMAT),--format $(FORMAT))

bench-formats: .venv/.ready-dev ## what reading loses by PDF, OFD and spoilt scans, rows over page breaks and on scans, recognition speed (needs LibreOffice, Noto CJK)
	$(BIN)/python -m bench.formats

bench-limits: .venv/.ready-dev ## the worst files of 20 MB of every format: within 30 CPU seconds and 1 GB, or refused by their size
	$(BIN)/python -m bench.limits

offline: .venv/.ready ## a bundle in dist/ that installs on a machine without internet; tried with the network cut
	$(BIN)/python tools/offline_bundle.py --python "$(PYTHONS)" --machine "$(MACHINE)"
	tools/try_offline.sh "$(MACHINE)" "$(PYTHONS)"

docs: .venv/.ready-dev ## write docs/reference/ from the code
	$(BIN)/python -m tools.reference

screenshots: .venv/.ready-dev ## take the pictures of README and docs from the demo
	@tools/system_packages.sh
	LANGUAGE=zh_CN LANG=zh_CN.UTF-8 $(BIN)/python tools/take_screenshots.py

lock: .venv-lock/.ready ## write requirements*.lock from pyproject.toml (UPGRADE=1: take newer versions)
	UV=.venv-lock/bin/uv UPGRADE=$(UPGRADE) tools/lock.sh

clean: ## remove what the tasks built; var/ (your demo data) stays
	rm -rf .venv .venv-library .venv-bench .venv-bench-align .venv-fuzz .venv-lock build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} +

# --- what the tasks stand on: done once, again when the lock changes ---

.venv/bin/python:
	@tools/check_python.sh "$(PYTHON)"
	@echo "Setting up .venv (once; a minute or two)…"
	@$(PYTHON) -m venv .venv

.venv/.ready: requirements.lock pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install $(PIP_FLAGS) -r requirements.lock
	@$(BIN)/python -m pip $(INSTALL_SELF)
	@touch $@

.venv/.ready-dev: requirements-dev.lock .venv/.ready
	@echo "Adding the developers' packages…"
	@$(BIN)/python -m pip install $(PIP_FLAGS) -r requirements-dev.lock
	@touch $@

# The library alone: its tests run where Django is not installed.
.venv-library/.ready: requirements-library.lock pyproject.toml
	@tools/check_python.sh "$(PYTHON)"
	@echo "Setting up .venv-library (the library without Django)…"
	@test -x .venv-library/bin/python || $(PYTHON) -m venv .venv-library
	@.venv-library/bin/python -m pip install $(PIP_FLAGS) -r requirements-library.lock
	@.venv-library/bin/python -m pip $(INSTALL_SELF)
	@touch $@

# JioNLP, which the reading speed is measured beside, brings GPL-3 parts: it lives apart and is shipped nowhere.
.venv-bench/.ready: bench/requirements-jionlp.txt
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.venv-bench-align/.ready: bench/align/requirements.txt requirements-library.lock pyproject.toml
	@test -x .venv-bench-align/bin/python || $(PYTHON) -m venv .venv-bench-align
	@.venv-bench-align/bin/python -m pip install $(PIP_FLAGS) -r requirements-library.lock
	@.venv-bench-align/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@.venv-bench-align/bin/python -m pip $(INSTALL_SELF)
	@touch $@

.venv-fuzz/.ready: bench/fuzz/requirements-atheris.txt requirements-library.lock pyproject.toml
	@test -x .venv-fuzz/bin/python || $(PYTHON) -m venv .venv-fuzz
	@.venv-fuzz/bin/python -m pip install $(PIP_FLAGS) -r requirements-library.lock
	@.venv-fuzz/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@.venv-fuzz/bin/python -m pip $(INSTALL_SELF)
	@touch $@

.venv-lock/.ready: Makefile
	@test -x .venv-lock/bin/python || $(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	@touch $@
