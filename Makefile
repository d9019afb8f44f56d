# One command sets up and runs (`make serve`), one tests (`make test`), one checks everything
# (`make check`). Nothing needs to be activated: what is needed is installed into .venv first.

PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
UPGRADE ?=
PYTEST ?= -n 2 --dist loadscope
DOC ?=
PAPER ?= A4

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
# Every file is checked against its hash, and none is built from source, so nothing else comes in.
LOCKED := $(PIP) --require-hashes --only-binary :all: --requirement
PROJECT := $(PIP) --no-build-isolation --no-deps --editable .

export NO_MKDOCS_2_WARNING := 1
# The time that pages carry is that of the last commit, so that two builds are the same bytes.
COMMITTED := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq ($(COMMITTED),)
export SOURCE_DATE_EPOCH ?= $(COMMITTED)
endif

.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help serve site demo pdf test check lint types stale verify bytes quality measure ledger \
  fuzz thousand bench bench-shapes lock clean

help:  ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

serve: $(VENV)/.run  ## Set up, generate the pages and serve them, here: http://127.0.0.1:8000
	$(BIN)/briefings setup
	$(BIN)/briefings generate
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

site: $(VENV)/.run  ## Build the site into site/
	$(BIN)/mkdocs build --strict --site-dir site

# In a folder of its own, so that nothing of docs/ is touched.
demo: $(VENV)/.run  ## Serve a site of 43 documents at once, the seed and news, here too
	rm -rf build/demo/seeds
	mkdir -p build/demo/seeds
	cp -r seeds/. tests/corpus/seeds/. build/demo/seeds
	cp tests/corpus/mkdocs.yml build/demo
	$(BIN)/briefings setup
	$(BIN)/briefings generate --unread --config build/demo/mkdocs.yml
	$(BIN)/mkdocs serve --config-file build/demo/mkdocs.yml --dev-addr $(ADDRESS)

pdf: site  ## Print briefings into pdf/: all, or DOC="part-of-address …"; PAPER=Letter
	$(BIN)/python -m generator.paper site pdf $(DOC) --paper $(PAPER)

test: $(VENV)/.test  ## Install what the tests need and run them
	$(BIN)/python -m pytest $(PYTEST)

check: lint types stale verify bytes test  ## Lint, types, pages up to date, strict build, proof, tests

lint: $(VENV)/.test  ## Check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test  ## Check types
	$(BIN)/mypy

stale: $(VENV)/.test  ## Check that docs/ is what seeds/ says
	$(BIN)/briefings generate --check

verify: $(VENV)/.test site  ## Build the site and prove its every word
	$(BIN)/briefings verify site

quality: $(VENV)/.test  ## Show scores and the worst errors; with UPDATE=1 raise the floors
	$(BIN)/python -m tests.quality.report $(if $(UPDATE),--update)

bytes: $(VENV)/.test  ## Name documents in which something else is found: SHOW=1, UPDATE=1, DOC="words"
	$(BIN)/python -m tests.quality.bytes $(if $(UPDATE),--update) $(if $(SHOW),--show) $(DOC)

measure: $(VENV)/.test  ## Count lines, functions and conditions of each package, beside others
	$(BIN)/python -m tests.quality.measure

ledger: $(VENV)/.test  ## Tell how often each rule for statements decides, and what it changes
	$(BIN)/python -m tests.quality.ledger

fuzz: $(VENV)/.test  ## Look for sites that break something: SECONDS=600, SEED=, EXAMPLES=
	$(BIN)/python -m tests.fuzz $(if $(SEED),--seed $(SEED)) $(if $(SECONDS),--seconds $(SECONDS)) \
	  $(if $(EXAMPLES),--examples $(EXAMPLES))

thousand: $(VENV)/.test  ## Put 1,000 documents through everything: SEED=1, DOCUMENTS=1000
	$(BIN)/python -m tests.quality.thousand $(if $(SEED),--seed $(SEED)) \
	  $(if $(DOCUMENTS),--documents $(DOCUMENTS))

bench: $(VENV)/.test  ## Measure what a change costs: DOCUMENTS="10 100 1000", ROUNDS=1, UPDATE=1
	$(BIN)/python -m tests.quality.bench $(if $(DOCUMENTS),--documents $(DOCUMENTS)) \
	  $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(UPDATE),--update)

bench-shapes: $(VENV)/.test  ## Measure time over the length of texts of odd shapes
	$(BIN)/python -m tests.quality.shapes

# Packages are locked for every system and Python from 3.11 on; the files name no index.
COMPILE := uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
  --no-emit-find-links --python-version 3.11.0 $(UPGRADE) pyproject.toml --extra search --group build

lock: $(VENV)/.test  ## Pin the dependencies again; with UPGRADE=--upgrade to their newest versions
	$(BIN)/$(COMPILE) --output-file requirements.lock
	$(BIN)/$(COMPILE) --group test --constraint requirements.lock \
	  --output-file requirements-test.lock

clean:  ## Remove what was built; sources, pages and .venv stay
	rm -rf site pdf dist build .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Briefings needs \
	Python 3.11 or newer; say where one is: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

# The test set holds all of the other, at the same versions.
$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked dependencies into $(VENV)"
	@$(LOCKED) requirements.lock
	@$(PROJECT)
	@touch $@

$(VENV)/.test: requirements-test.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked dependencies and the test tools into $(VENV)"
	@$(LOCKED) requirements-test.lock
	@$(PROJECT)
	@touch $@ $(VENV)/.run
