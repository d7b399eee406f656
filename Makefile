# The only set-up there is: `make demo` and `make test` make .venv first, if it is not whole.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready
WORKERS ?= 2
EXAMPLES ?= 1000
LARGE ?= 1000000

# Where it is set, every process compiles every module again, and so does each of the tests' shells.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test test-all search same-bytes lint format golden bench bench-work bench-peers clean

help:
	@echo "make demo      three real micro-credentials, from enquiry to re-evaluation"
	@echo "make test      the tests (under 4 minutes)"
	@echo "make test-all  those and the slow ones, with coverage (needs poppler, qpdf, chromium and LibreOffice)"
	@echo "make search    the property tests with fresh examples, EXAMPLES=1000 each"
	@echo "make same-bytes  whether each Python found here makes the same papers"
	@echo "make lint      ruff and mypy"
	@echo "make golden    what people see, written afresh: read the difference"
	@echo "make bench     how well: one table of ratios to floors, in a quarter of an hour"
	@echo "make bench-work   how long much work takes: rules, papers, packs, replay, a year"
	@echo "make bench-peers  beside the peers, in an environment of their own"
	@echo "make clean     remove .venv and what tests leave behind"

# .ready is written last, so an interrupted set-up is done again from the start.
$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; give it with PYTHON=..."; exit 1; }
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(READY)

demo: $(READY)
	@$(BIN)/mcapproval demo

test: $(READY)
	$(BIN)/python -m pytest -n $(WORKERS) -m "not slow"

test-all: $(READY)
	rm -f .coverage .coverage.*
	MCAPPROVAL_THOROUGH=1 $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --cov --cov-report=term

search: $(READY)
	MCAPPROVAL_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m hypothesis

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Every Python of 3.11 to 3.13 that is found here, with the packages of .venv: it takes the registry.
same-bytes: $(READY)
	$(BIN)/python -m tests.documents.same_bytes

bench: $(READY)
	@rm -f benchmarks/.figures/*.json
	@for script in start move writers verify "due $(LARGE)" "as_at $(LARGE)" "reports $(LARGE)"; do \
		set -- $$script; $(BIN)/python benchmarks/$$1.py $$2; done
	@$(BIN)/python benchmarks/table.py

bench-work: $(READY)
	@for script in examine workflow documents packs replay year; do $(BIN)/python benchmarks/$$script.py; done

bench-peers:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; give it with PYTHON=..."; exit 1; }
	@test -d benchmarks/.venv || $(PYTHON) -m venv benchmarks/.venv
	@benchmarks/.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable . \
		--requirement benchmarks/requirements-peers.txt
	@benchmarks/.venv/bin/python benchmarks/openfisca_side.py
	@benchmarks/.venv/bin/python benchmarks/documents_side.py
	@benchmarks/.venv/bin/python benchmarks/engines_side.py
	@benchmarks/.venv/bin/python benchmarks/persisted_side.py
	@benchmarks/.venv/bin/python benchmarks/table.py peers

# What people see, written afresh after a change that is meant; read the difference. Needs chromium and poppler.
golden: $(READY)
	$(BIN)/python -m pytest -q -n $(WORKERS) tests/cli tests/documents tests/policy tests/reports --renew-golden
	$(BIN)/python -m tests.docs.console README.md docs/tutorial.md docs/in-word.md docs/a-whole-life.md docs/a-university-life.md docs/two-years.md docs/records.md
	$(BIN)/python -m tests.docs.pictures

clean:
	rm -rf $(VENV) benchmarks/.venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.*
	find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
