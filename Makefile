# `make demo` and `make test` are the two commands; both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-slow fuzz lint bench serve lock clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(VENV)/.ready ## make the virtual environment from requirements.lock

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Antigone needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Could not make a virtual environment. On Debian: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

demo: setup ## build the example case and print its account
	$(BIN)/python examples/demo.py

test: setup ## run the tests (a few minutes)
	$(BIN)/python -m pytest

test-slow: setup ## run everything, long simulations included
	$(BIN)/python -m pytest -m ""

fuzz: setup ## the laws, with examples drawn anew (the tests themselves draw the same each time)
	LAWS=fuzz $(BIN)/python -m pytest

lint: setup ## ruff, mypy, import contracts
	$(BIN)/ruff check src tests benchmarks examples
	$(BIN)/ruff format --check src tests benchmarks examples
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## run the benchmarks side by side with what they beat
	$(BIN)/python -m benchmarks

serve: setup ## open the example case in the browser
	@test -f examples/build/almaty-2022/record.db || $(BIN)/python examples/demo.py
	$(BIN)/antigone serve examples/build/almaty-2022

lock: ## renew requirements.lock from pyproject.toml
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-annotate --all-extras pyproject.toml -o requirements.lock

clean: ## remove the environment and everything built
	rm -rf $(VENV) build dist examples/build
