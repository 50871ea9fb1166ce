# Needs Python 3.11 or newer with pip and venv, and make. Everything is installed into .venv/, once.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: setup demo test lint benchmark clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kgbuild needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test,lint]'
	touch $@

demo: setup
	$(BIN)/kgbuild build tests/articles/newsroom --out graph
	$(BIN)/kgbuild query deployments --graph graph
	$(BIN)/kgbuild query denied-or-doubted --graph graph
	$(BIN)/kgbuild query corroborated-events --graph graph
	$(BIN)/kgbuild query figures-in-conflict --graph graph

lint: setup
	$(BIN)/ruff check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest -n 2 -q

benchmark: setup
	$(BIN)/python tests/benchmarks/throughput.py
	$(BIN)/python tests/benchmarks/start.py --profile

clean:
	rm -rf graph .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
