# One command a task. Each sets up what it needs in .venv, once; Python 3.11+ and make suffice.
#   make build   compile sources/ into build/: runbooks, PDFs, the site
#   make test    the tests
#   make lint    ruff, mypy, import-linter; generated files still fit the code
#   make bench   measure against peers, in one run
#   make generate   write schemas/ and docs/rules/ anew from the code
#   make lock    choose new versions of the dependencies
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
TESTS ?= -n auto
LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := build
.PHONY: build test lint bench generate lock clean

$(VENV)/.base: requirements/base.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/base.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/commonmark.json: $(VENV)/.dev
	$(BIN)/python -m tests.parsing.specification $@

$(VENV)/sarif-schema-2.1.0.json: $(VENV)/.dev
	$(BIN)/python -m tests.reporting.sarif_schema $@

build: $(VENV)/.base
	$(BIN)/runbookc build --root .

test: $(VENV)/.dev $(VENV)/commonmark.json $(VENV)/sarif-schema-2.1.0.json
	$(BIN)/python -m pytest $(TESTS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m runbookc.cli.generated --check .

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.run

generate: $(VENV)/.base
	$(BIN)/python -m runbookc.cli.generated --write .

# What uv writes names no index, so pip takes the packages from wherever it is told to.
lock: $(VENV)/.dev
	$(PIP) install uv
	$(BIN)/uv pip compile $(LOCK) --group build --output-file requirements/base.txt pyproject.toml
	$(BIN)/uv pip compile $(LOCK) --group build --group dev --constraints requirements/base.txt \
		--output-file requirements/dev.txt pyproject.toml

clean:
	rm -rf $(VENV) build dist .runbookc_cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
