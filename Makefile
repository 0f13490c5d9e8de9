# What is done often, by one word each. `make` alone lists them.
.DEFAULT_GOAL := help
.SUFFIXES:

# Python 3.11 or later; say `make PYTHON=/path/to/python` to choose another.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
WORKERS ?= 2
UV_COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-annotate --quiet

.PHONY: help demo test lint docs docs-check bench torture coverage lock wheel clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/installed ## a complete invented boutique in ./maison, and the documents made from it
	@sh tools/system.sh documents
	$(BIN)/boutique demo maison

test: .venv/installed ## style, types, generated docs and every test
	@sh tools/system.sh tests
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n $(WORKERS)

lint: .venv/installed ## style (ruff), types (mypy), generated docs
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory docs-check

docs: .venv/installed ## write the generated parts of README.md and docs/ anew, and the picture
	$(BIN)/python tools/docs.py

docs-check: .venv/installed
	$(BIN)/python tools/docs.py --check

coverage: .venv/installed ## which lines of toolkit/ no test reaches
	$(BIN)/python -m pytest -n $(WORKERS) --cov --cov-report=term-missing:skip-covered

bench: .venv/long ## ours beside a named peer, as ratios; kept in docs/benchmarks.md
	$(BIN)/python -m bench

torture: .venv/long ## the long runs: growth to 100,000 rows and beyond, killed processes, mutation
	$(BIN)/python -m torture

lock: .venv/installed ## choose versions anew and write them with their digests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(UV_COMPILE) --upgrade pyproject.toml -o requirements.lock
	$(UV_COMPILE) --upgrade -c requirements.lock --group dev pyproject.toml -o requirements-dev.lock
	$(UV_COMPILE) --upgrade -c requirements-dev.lock --group dev --group long pyproject.toml -o requirements-long.lock
	$(UV_COMPILE) --upgrade --group pyproject.toml:peer -o requirements-peer.lock

wheel: .venv/installed ## the package an office installs, in ./dist
	$(BIN)/python -m build --no-isolation --wheel --outdir dist

clean: ## forget the environment and everything made by these targets (not ./maison)
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*

# The environment: made once, made anew when the lock or the project file changes.
.venv/installed: requirements-dev.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed, with its venv module:"; \
		echo "  Debian, Ubuntu: apt-get install python3 python3-venv    macOS: brew install python@3.13"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The same with the peers of the benchmarks and the tools of the long runs.
.venv/long: .venv/installed requirements-long.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-long.lock
	@touch $@
