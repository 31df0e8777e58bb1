# make install | demo | test | check | build | bench — each does its own set-up.
# Second runs are fast: a step runs again only when its inputs changed.

PYTHON ?= python3
PORT ?= 8501
# Most tests wait for a browser or a server. A file's tests share an app, so they stay together.
WORKERS ?= 2
PARALLEL := --numprocesses $(WORKERS) --dist loadfile
# On a busy machine a test is late now and then: what failed (status 1) runs again, alone.
AGAIN = || { [ $$? = 1 ] && \
	  $(BIN)/python -m pytest --last-failed --last-failed-no-failures=none --maxfail=3 $(1); }
VENV := .venv
BIN := $(VENV)/bin
NODE_STAMP := frontend/node_modules/.package-lock.json
PY_STAMP := $(VENV)/.installed
BROWSER_STAMP := $(VENV)/.browser
POSTGRES_STAMP := $(VENV)/.postgres
ANCHORS := benchmarks/anchors

.DEFAULT_GOAL := help
.PHONY: help node install frontend demo test test-py test-floors test-js test-e2e check check-py check-js format build bench screenshots clean

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | column -t -s "$$(printf '\t')"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || \
	  { echo "Python >= 3.10 is needed; set PYTHON=/path/to/python3.10 or newer."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "No virtual environment could be made. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }

# Before anything is downloaded: inside of pip the same message would drown in a traceback.
node:
	@{ command -v npm && node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; } >/dev/null || \
	  { echo "Node.js >= 20.19 with npm is needed: https://nodejs.org or your package manager."; exit 1; }

$(PY_STAMP): pyproject.toml hatch_build.py streamlit_chatkit/_version.py $(BIN)/python | node
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(NODE_STAMP): frontend/package-lock.json | node
	cd frontend && npm ci --no-audit --no-fund
	@touch $@

$(BROWSER_STAMP): tests/browser.py | $(PY_STAMP)
	$(BIN)/python -m tests.browser
	@touch $@

$(POSTGRES_STAMP): tests/contract/postgres.py | $(PY_STAMP)
	$(BIN)/python -m tests.contract.postgres
	@touch $@

# Other chats that the benchmarks compare with; nothing else needs them.
$(ANCHORS)/dist/index.html: $(ANCHORS)/package-lock.json $(ANCHORS)/index.html $(wildcard $(ANCHORS)/src/*) | node
	cd $(ANCHORS) && npm ci --no-audit --no-fund --loglevel error && npm run --silent build

frontend: $(PY_STAMP)
	@$(BIN)/python hatch_build.py

install: $(PY_STAMP) frontend  ## .venv with the package, all extras and the dev tools; frontend built

demo: install  ## the demo dashboard with its chat, on http://localhost:8501 (PORT=…)
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' 2>/dev/null || \
	  { echo "Port $(PORT) is in use. Choose another one: make demo PORT=$$(($(PORT) + 1))"; exit 1; }
	$(BIN)/streamlit run demo_app.py --server.port $(PORT) --browser.gatherUsageStats false

test: test-py test-js test-e2e  ## every test: Python, TypeScript, and the app in Chromium

test-py: install $(NODE_STAMP) $(POSTGRES_STAMP)
	$(BIN)/python -m pytest $(PARALLEL) tests/unit tests/contract $(call AGAIN,tests/unit tests/contract)

test-floors: install $(POSTGRES_STAMP)  ## the tests with the oldest allowed releases, in .venv-floors
	$(BIN)/python -m tests.floors $(PARALLEL) tests/unit tests/contract

test-js: $(NODE_STAMP)
	cd frontend && npm test --silent

# By their names: a file with few tests often takes longest, and by their number it would come last.
test-e2e: install $(BROWSER_STAMP)
	$(BIN)/python -m pytest $(PARALLEL) --no-loadscope-reorder tests/e2e $(call AGAIN,tests/e2e)

# Each of the two keeps one core busy.
check: install $(NODE_STAMP)  ## formats, lints, types and import rules
	@$(MAKE) --no-print-directory --jobs=2 check-py check-js

check-py:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check-js:
	cd frontend && npm run --silent format:check && npm run --silent typecheck && npm run --silent lint

format: install $(NODE_STAMP)  ## format and fix what can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	cd frontend && npx eslint . --fix && npm run --silent format

build: install  ## wheel and sdist in dist/
	$(BIN)/python -m build

bench: install $(BROWSER_STAMP) $(ANCHORS)/dist/index.html  ## side-by-side measurements; CHATKIT_BENCH_FULL=1 takes longer
	$(BIN)/python -m benchmarks

screenshots: install $(BROWSER_STAMP)  ## the pictures of the READMEs, in docs/images
	$(BIN)/python -m tests.screenshots

clean:  ## remove everything that was built or installed
	rm -rf $(VENV) .venv-floors dist frontend/node_modules streamlit_chatkit/static $(ANCHORS)/node_modules $(ANCHORS)/dist
