# One command file, the same here and in CI.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check format bench docs clean

demo: $(STAMP)  ## install, make the sample data, draft the maps
	$(BIN)/tropa demo demo

test: $(STAMP) check  ## gates, then the whole suite with coverage
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term:skip-covered

check: $(STAMP)  ## style, types, order of rooms, size budget, documentation
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src/tropa tests tools
	$(BIN)/lint-imports
	$(BIN)/python tools/size_budget.py
	$(BIN)/python tools/generate_reference.py --check

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(STAMP)  ## regenerate docs/reference and spec/*.schema.json
	$(BIN)/python tools/generate_reference.py

bench: $(STAMP)  ## measure against peers, write benchmarks/RESULTS.md
	$(BIN)/python benchmarks/run.py

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $(STAMP)

clean:
	rm -rf $(VENV) demo
