# One command file, the same here and in CI.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check format bench docs studio web clean

demo: $(STAMP) studio  ## install, make the sample data, draft the maps, serve them on 127.0.0.1:8600 (TROPA_DEMO_EXIT=1: stop once healthy)
	$(BIN)/tropa demo demo

studio: $(STAMP)  ## build the browser part, where its sources have changed
	$(BIN)/python tools/studio_assets.py

web: $(STAMP)  ## the browser part: generated types, order of packages, texts, types, tests
	$(BIN)/python tools/studio_assets.py npm run check
	$(BIN)/python tools/studio_assets.py npm test
	$(BIN)/python tools/generate_web.py --check

test: $(STAMP) check web studio  ## gates, then the whole suite with coverage
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term:skip-covered

check: $(STAMP)  ## style, types, order of rooms, size budget, documentation
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src/tropa tests tools e2e
	$(BIN)/lint-imports
	$(BIN)/python tools/size_budget.py
	$(BIN)/python tools/generate_reference.py --check

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(STAMP)  ## regenerate docs/reference, spec/*.schema.json and the browser's types
	$(BIN)/python tools/generate_reference.py
	$(BIN)/python tools/generate_web.py

bench: $(STAMP)  ## measure against peers, write benchmarks/RESULTS.md
	$(BIN)/python benchmarks/run.py

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $(STAMP)

clean:
	rm -rf $(VENV) demo web/node_modules src/tropa/server/static
