# Two commands matter: `make site` builds the site, `make test` checks everything.

# Which Python to start from: 3.11 or newer. An older python3 is passed over for a newer one beside it.
PYTHON ?= python3
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
# One release of each package for all Pythons and platforms; no address, no path.
LOCK_COMPILE := $(LOCK_VENV)/bin/uv --no-config pip compile --quiet --universal --fork-strategy fewest \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
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
.PHONY: site test lint serve check bench docs edits pictures accept look lock clean distclean help chromium java

site: $(SITE_READY) ## Build the site into site/
	@$(RUN) scripts/build.py build

test: $(TEST_READY) lint chromium java ## Check everything: lint, types, all tests
	@CROSSFOOT_CHROMIUM="$$(cat $(VENV)/chromium)" CROSSFOOT_JAVA="$$(cat $(VENV)/java)" \
		$(RUN) -m pytest $(PYTEST_ARGS)

lint: $(TEST_READY) ## Check style, types, the workflows and the lock, without running tests
	@$(RUN) -m pip --disable-pip-version-check check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/zizmor --quiet --offline --persona auditor .github

serve: $(SITE_READY) ## Show the site in a browser, and again at each change
	@$(BIN)/crossfoot serve

check: $(SITE_READY) ## Say what is wrong with the briefing, without building the site
	@$(BIN)/crossfoot check

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

# Make the folder $(1) a virtual environment, unless it is a sound one already.
define make_venv
if ! $(1)/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	for python in "$(PYTHON)" python3.13 python3.12 python3.11 ''; do \
		if [ -z "$$python" ]; then \
			echo 'Crossfoot needs Python 3.11 or newer with its venv module, and found none.' >&2; \
			echo 'Install one (Debian, Ubuntu: python3 and python3-venv; macOS: brew install python),' >&2; \
			echo 'or name it: make site PYTHON=/path/to/python3' >&2; \
			exit 1; \
		fi; \
		if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
			2>/dev/null; then break; fi; \
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
