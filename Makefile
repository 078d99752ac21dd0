# What a newcomer needs: `make demo` and `make test`. CI and pre-commit call the same targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
PY := $(VENV)/bin/python
SYSTEM_PYTHON ?= python3.11
# Every page of docs/results that data make, but backtest.md: benchmarks/backtest_NAME.py makes NAME.md.
PAGES := partners plausibility openings chapters shrinkage thresholds standing fits
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo serve test bench backtest test-slow test-postgres test-spark score-companies score-reading score-claims check format lint types imports docs data data-check messages lock clean fuzz chaos audit

help: ## list the targets
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | awk -F ':.*?## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# The stamps hold the lock they were made from: a second run installs nothing.
$(VENV)/.base: requirements/base.txt pyproject.toml
	@scripts/setup.sh base
$(VENV)/.web: requirements/web.txt pyproject.toml
	@scripts/setup.sh web
$(VENV)/.dev: requirements/dev.txt pyproject.toml
	@scripts/setup.sh dev

demo: $(VENV)/.base ## set everything up, run the main job on the sample meeting
	@$(VENV)/bin/sinergi brief IDN TJK --from samples/jakarta-2024-11-22.txt --lang en --out out/demo

serve: $(VENV)/.web ## set everything up, start the workbench and print its address
	@$(VENV)/bin/sinergi serve

test: $(VENV)/.dev ## set everything up, run the fast tests, keep the floor of coverage
	@scripts/system-packages.sh
	@$(VENV)/bin/pytest -n 2 -m "not slow and not spark" --cov --cov-report=term

test-postgres: $(VENV)/.dev ## the tests of the workbench on a PostgreSQL of its own
	@$(VENV)/bin/python scripts/with_postgres.py $(VENV)/bin/pytest -m "not slow" tests/web

test-slow: $(VENV)/.dev ## the tests that take long; WHAT=tests/evidence for a part of them
	@scripts/system-packages.sh
	@$(VENV)/bin/pytest -m slow $(WHAT)

$(VENV)/.spark: requirements/spark.txt pyproject.toml
	@scripts/setup.sh spark

test-spark: $(VENV)/.dev $(VENV)/.spark ## customs lines on Spark (PySpark in local mode, needs Java)
	@command -v java >/dev/null || { echo "Spark needs Java: apt-get install default-jre-headless" >&2; exit 1; }
	@$(VENV)/bin/pytest -m spark

bench: $(VENV)/.dev ## speed and memory of the main jobs against their limits (some minutes)
	@$(PY) -m benchmarks.brief
	@$(PY) benchmarks/indicators.py build/world
	@$(PY) benchmarks/opportunities.py
	@$(PY) benchmarks/reading_speed.py
	@$(PY) -m benchmarks.trade_load --folder build/trade

score-companies: $(VENV)/.dev ## classification and ranked companies against labelled sets and baselines
	@$(PY) -m scripts.score_companies

check: lint types imports docs ## format, lint, types, import contract, docs

format: $(VENV)/.dev ## rewrite the code in the project's format
	@$(VENV)/bin/ruff format
	@$(VENV)/bin/ruff check --fix

lint: $(VENV)/.dev
	@$(VENV)/bin/ruff format --check
	@$(VENV)/bin/ruff check

types: $(VENV)/.dev
	@$(VENV)/bin/mypy

imports: $(VENV)/.dev
	@$(VENV)/bin/lint-imports

docs: $(VENV)/.dev ## build the documentation, warnings are errors
	@$(VENV)/bin/sphinx-build -q -W --keep-going -b html docs docs/_build/html

data: $(VENV)/.dev ## make the embedded data anew; FILES=folder of the files that no package holds
	@$(PY) -m scripts.extract $(if $(FILES),--files $(FILES))

data-check: $(VENV)/.dev ## make them again and compare byte for byte
	@$(PY) -m scripts.extract --check $(if $(FILES),--files $(FILES))

backtest: $(VENV)/.dev ## make the backtest, the fitted rankings and all their pages again and compare them (ten minutes)
	@printf '%s\n' scripts.fit_rankings scripts.backtest_results $(PAGES:%=benchmarks.backtest_%) | \
	  xargs -P 2 -I JOB $(PY) -m JOB --check

score-reading: $(VENV)/.dev ## how well documents are read, by language, against the targets
	@$(PY) scripts/score_reading.py

score-claims: $(VENV)/.dev ## precision of verdicts on stated figures, on the half that was tuned on
	@$(PY) scripts/score_claims.py

fuzz: $(VENV)/.dev ## damaged files to every reader for MINUTES minutes (default 5)
	@$(PY) -m scripts.fuzz --minutes $(or $(MINUTES),5)

chaos: $(VENV)/.dev ## kill every writing command KILLS times (default 1000), full and read-only disks, many at once
	@$(PY) -m scripts.chaos --kills $(or $(KILLS),1000)

audit: $(VENV)/.dev ## look the locked dependencies up in a file of known faults: make audit DATABASE=osv.zip
	@$(PY) scripts/audit.py $(DATABASE)

messages: $(VENV)/.dev ## bring the message catalogues up to the source code
	@$(PY) scripts/update_messages.py
	@$(PY) scripts/update_web_messages.py

lock: ## resolve the dependencies anew (needs uv)
	@scripts/lock.sh

clean: ## remove what the other targets made
	@rm -rf $(VENV) out build dist docs/_build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
