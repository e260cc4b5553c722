# Two commands matter: `make site` builds the site, `make test` checks everything.

# Which Python to start from. One that will not do is passed over for one beside it that will.
PYTHON ?= python3
# Set, a warning is refused as an error is.
STRICT ?=
# What `make diff` compares with: a revision, as git names it.
BASE ?= HEAD
# The pages that `make look` looks at; one of each template where none is named.
PAGES ?=
# More for pytest, as in: make test PYTEST_ARGS='-k interval'
PYTEST_ARGS ?= -n auto --dist loadfile --no-loadscope-reorder

VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python
SITE_READY := $(VENV)/ready-site
TEST_READY := $(VENV)/ready-test
LOCK_VENV := .cache/lock
LOCK_READY := $(LOCK_VENV)/ready

# Only what a lock pins, by hash, and no build of any package.
PIP_INSTALL := -m pip --disable-pip-version-check --no-input install -qq \
	--require-hashes --no-deps --only-binary :all: --no-compile
# On all cores, where pip would take one: it saves each command some seconds, also where Python is
# told to write no bytecode. A file that cannot be compiled is one that nobody imports.
COMPILE_PACKAGES = $(RUN) -m compileall -q -j 0 -x '/pip/' "$$packages" >/dev/null || true
PACKAGES = packages="$$($(RUN) -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
# One release of each package for all Pythons and platforms; no address, no path, no package's code run.
LOCK_COMPILE := $(LOCK_VENV)/bin/uv --no-config pip compile --quiet --universal --fork-strategy fewest \
	--only-binary :all: --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	$(if $(UPGRADE),--upgrade)

# Set but empty is as good as not set.
ifeq ($(strip $(SITE_URL)),)
unexport SITE_URL
endif
ifeq ($(strip $(REPOSITORY_URL)),)
unexport REPOSITORY_URL
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: site test lint serve check diff bench docs edits pictures accept look lock clean distclean help chromium java

site: $(SITE_READY) ## Build the site into site/
	@$(RUN) scripts/build.py build $(if $(STRICT),--strict)

test: $(TEST_READY) lint chromium java ## Check everything: lint, types, all tests
	@CROSSFOOT_CHROMIUM="$$(cat $(VENV)/chromium)" CROSSFOOT_JAVA="$$(cat $(VENV)/java)" \
		$(RUN) -m pytest $(PYTEST_ARGS)

lint: $(TEST_READY) ## Check style, types, the workflows and the lock, without running tests
	@$(RUN) -m pip --disable-pip-version-check check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(RUN) -m mypy
	@$(BIN)/zizmor --quiet --offline --persona auditor .github scripts/crossfoot/starter/github/workflows/*.yml

serve: $(SITE_READY) ## Show the site in a browser, and again at each change
	@$(BIN)/crossfoot serve

check: $(SITE_READY) ## Say what is wrong with the briefing, without building the site
	@$(BIN)/crossfoot check

diff: export BASE := $(BASE)
diff: $(SITE_READY) ## Tell what the changes since BASE move, in build/diff.md and build/diff.html
	@mkdir -p build
	@$(BIN)/crossfoot diff "$$BASE" --format html >build/diff.html
	@$(BIN)/crossfoot diff "$$BASE" --format markdown >build/diff.md

bench: $(TEST_READY) site chromium ## Measure time and memory against the floor, what reading costs, how soon an edit is seen
	@cd tests && ../$(RUN) -m bench
	@cd tests && CROSSFOOT_CHROMIUM="$$(cat ../$(VENV)/chromium)" ../$(RUN) -m bench.charts
	@cd tests && CROSSFOOT_CHROMIUM="$$(cat ../$(VENV)/chromium)" ../$(RUN) -m bench.reading
	@cd tests && CROSSFOOT_CHROMIUM="$$(cat ../$(VENV)/chromium)" ../$(RUN) -m bench.live

edits: $(TEST_READY) ## Make a hundred random edits, and compare the live site with one built from nothing
	@cd tests && ../$(RUN) -m edits

pictures: $(TEST_READY) ## Show what changed in the charts' pictures, in build/look/charts.html
	@cd tests && ../$(RUN) -m pictures

look: $(TEST_READY) site chromium ## Take pictures of each kind of page into build/look/; of some with PAGES='money/ data/'
	@cd tests && CROSSFOOT_CHROMIUM="$$(cat ../$(VENV)/chromium)" ../$(RUN) -m look $(PAGES)

accept: $(TEST_READY) ## Keep the charts' pictures as they are now; look at them first
	@cd tests && ../$(RUN) -m pictures --accept

docs: $(SITE_READY) ## Write docs/maintain/files.md, commands.md and words.md again, from what they are about
	@$(RUN) scripts/reference.py

lock: $(LOCK_READY) ## Write requirements/*.txt again; newest releases with UPGRADE=1
	@$(LOCK_COMPILE) pyproject.toml --output-file requirements/site.txt
	@$(LOCK_COMPILE) pyproject.toml --group test --constraints requirements/site.txt \
		--output-file requirements/test.txt
	@$(LOCK_COMPILE) --group lock --output-file requirements/lock.txt
	@! grep -nE '://|@ |^ *-[^-]|--(index|extra|find|trusted)' requirements/*.txt

clean: ## Remove what builds and tests have made
	@rm -rf site build dist .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## Remove that, .venv and what npm has installed
	@rm -rf $(VENV) tests/bench/lighthouse/node_modules

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

# Tests need a Chromium and a Java. Looked for at each run: one found last week may be gone.
chromium java: $(TEST_READY)
	@sh tests/setup-tool.sh $@ $(VENV)/$@

# Make the folder $(1) a virtual environment of a Python that will do, unless it is one already.
PYTHON_DOES := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
define make_venv
if ! $(1)/bin/python -c '$(PYTHON_DOES)' 2>/dev/null; then \
	for python in "$(PYTHON)" python3.13 python3.12 python3.11 ''; do \
		if [ -z "$$python" ]; then \
			echo 'Crossfoot needs Python 3.11, 3.12 or 3.13 with its venv module, and found none: not all that' >&2; \
			echo 'it uses is there for 3.14 yet. Install one beside yours (Debian, Ubuntu: python3-venv too;' >&2; \
			echo 'macOS: brew install python@3.13), or name it: make site PYTHON=/path/to/python3.13' >&2; \
			exit 1; \
		fi; \
		if "$$python" -c '$(PYTHON_DOES)' 2>/dev/null; then break; fi; \
	done; \
	"$$python" -m venv --clear $(1); \
fi
endef

# The packages, and two small files that put scripts/ on the path and `crossfoot` into .venv/bin.
$(SITE_READY): requirements/site.txt
	@set -e; $(call make_venv,$(VENV)); \
	echo 'Installing the packages of requirements/site.txt into $(VENV)'; \
	$(RUN) $(PIP_INSTALL) -r requirements/site.txt; \
	$(PACKAGES); \
	$(COMPILE_PACKAGES); \
	echo '../../../../scripts' > "$$packages/crossfoot-checkout.pth"; \
	printf '%s\n' '#!/bin/sh' 'exec "$$(dirname "$$0")/python" -P -c "import sys; from crossfoot.cli import main; sys.argv[0] = '"'crossfoot'"'; sys.exit(main())" "$$@"' \
		> $(BIN)/crossfoot; \
	chmod +x $(BIN)/crossfoot; \
	touch $@

$(TEST_READY): $(SITE_READY) requirements/test.txt
	@echo 'Installing the packages of requirements/test.txt into $(VENV)'
	@set -e; $(RUN) $(PIP_INSTALL) -r requirements/test.txt; \
	$(PACKAGES); \
	$(COMPILE_PACKAGES); \
	touch $@

$(LOCK_READY): requirements/lock.txt
	@set -e; $(call make_venv,$(LOCK_VENV)); \
	$(LOCK_VENV)/bin/python $(PIP_INSTALL) -r requirements/lock.txt; \
	touch $@
