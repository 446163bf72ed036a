# Everything a person does here, from a fresh clone on. Needs Python 3.11+, pip, make and git.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)# one more than cores: some tests wait for a server
QUICK  := tests/model tests/read tests/check tests/disclose tests/test_house.py tests/test_catalogue.py \
	--ignore tests/check/personal/test_found_is_masked.py --ignore tests/check/test_report_masking.py --ignore tests/check/changes/test_changes.py \
	--ignore tests/check/test_built_site.py --ignore tests/read/test_hostile_files.py
EXAMPLE_DAY := 2026-11-24# the day that the example's records are written for; an office's own site has the day of the clock
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: site serve test check quick proof lint types contract docs tools clean

site: $(VENV)/.site          ## install what is pinned, check the data, build the site
	@$(BIN)/sunlit build --as-of $(EXAMPLE_DAY)

serve: $(VENV)/.site         ## preview at http://127.0.0.1:8000/, reloading when a file changes
	@$(BIN)/sunlit serve --as-of $(EXAMPLE_DAY)

test: $(VENV)/.test tools    ## everything that CI runs, on a machine that has nothing yet
	@$(MAKE) --no-print-directory check

check: lint types contract   ## ruff, mypy, the import contract, the tests
	@$(BIN)/python -m pytest -q --numprocesses $(WORKERS) --dist worksteal

quick: lint contract         ## within a minute: readers, rules and gate, with few examples; no browser, no server, no built site
	@$(BIN)/python -m pytest -q --few-examples --numprocesses $(WORKERS) --dist worksteal $(QUICK)

proof: $(VENV)/.test         ## what is too dear for every run: all pages, all examples; docs/testing.md has the last results
	@tests/tools.sh proof
	@$(BIN)/python -m pytest -q -m proof --numprocesses $(WORKERS) --dist worksteal
	@$(BIN)/python -m pytest -q --frame builtin --numprocesses $(WORKERS) --dist worksteal tests/browser tests/site

tools:                       ## what the tests need beside Python: a browser, web servers, PostgreSQL, Java and the Nu checker
	@tests/tools.sh

lint: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "Run: $(BIN)/ruff format ."; exit 1; }

types: $(VENV)/.test
	@$(BIN)/mypy

contract: $(VENV)/.test
	@$(BIN)/lint-imports --no-logo

docs: $(VENV)/.test          ## write the generated references, the examples and the pictures in docs/ anew
	@$(BIN)/python docs/generate.py
	@$(BIN)/python docs/pictures.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Sunlit needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12 site")'
	@$(PYTHON) -m venv $(VENV)

# The build tool is pinned like everything else, so the package is built with what stands in the environment.
$(VENV)/.site: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing into $(VENV) …"
	@$(PIP) hatchling editables
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.site
	@$(PIP) --no-build-isolation --editable '.[test]'
	@touch $@

clean:                       ## remove what was installed and built
	@rm -rf $(VENV) site dist
