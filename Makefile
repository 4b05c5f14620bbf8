# Every recipe sets up what it needs: on a new machine `make run` or `make test` is enough.
# No root is needed, except by `make debian` when a package is missing.

PYTHON ?= python3
EXAMPLES_DAY := 2026-10-12
# A file of tests stays on one core: its server, its browser, its cluster start once.
SHARED_OUT := --numprocesses=auto --dist=loadfile
# `make coverage` only: counting the lines takes as long again as the tests.
COUNTED :=
# For instance: make lock LOCK_FLAGS=--upgrade
LOCK_FLAGS ?=

# Two recipes at once would write the same .venv.
.NOTPARALLEL:
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# uv takes the interpreter found here and never brings one of its own.
export UV_PYTHON_DOWNLOADS := never

UV := .tools/bin/uv
BIN := .venv/bin
TOOLS := .tools/.stamp
VENV := .venv/.stamp
DEV := .venv/.dev-stamp
# The peers that are measured beside us, apart: nothing else may come to depend on them.
BENCH := .bench/.stamp
# What running needs. Where the development packages already are, they contain it: running never removes them.
RUN := $(if $(wildcard $(DEV)),$(DEV),.venv/.run-stamp)

# Byte code is made now: where Python is told not to write any, each command would compile everything again.
INSTALL_IN_PLACE = $(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . && \
	$(BIN)/python -m compileall -q src
LOCK = $(UV) pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	--annotation-style=line $(LOCK_FLAGS)

.PHONY: help
help: ## Affiche cette liste.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '%-18s %s\n' "$$name" "$$text"; \
	done

# ---- For everyone

.PHONY: run
run: $(RUN) ## Lance la démonstration de l’application web, sur des personnes inventées (Ctrl-C l’arrête).
	$(BIN)/saufconduit serve --demo

.PHONY: examples
examples: $(RUN) ## Répond pour chaque dossier de examples/, à une date fixe.
	@echo "Réponses pour examples/*.yaml, à la date fixe du $(EXAMPLES_DAY) :"
	$(BIN)/saufconduit check examples/*.yaml --on $(EXAMPLES_DAY)

.PHONY: test
test: $(DEV) ## Lance les tests (sauf la recherche longue).
	$(BIN)/python -m pytest -m "not deep" $(SHARED_OUT) $(COUNTED)

.PHONY: coverage
coverage: COUNTED := --cov --cov-report=term-missing:skip-covered
coverage: test ## Lance les mêmes tests, et exige que toutes les lignes soient couvertes (une fois et demie plus long).

.PHONY: check
check: $(DEV) ## Vérifie style, types, architecture et connaissances, jusqu’au bout, puis compte les échecs.
	@failed=0; \
	for step in "ruff check" "ruff format --check" "mypy" "lint-imports --no-logo" "saufconduit validate"; do \
		echo "── $$step"; \
		$(BIN)/$$step || failed=$$((failed + 1)); \
	done; \
	echo "── vérifications en échec : $$failed sur 5"; \
	test $$failed -eq 0

.PHONY: fix
fix: $(DEV) ## Corrige le style et la mise en forme du code.
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# ---- Longer or narrower runs

.PHONY: test-deep
test-deep: $(DEV) ## Lance tous les tests avec une recherche longue de contre-exemples.
	SAUFCONDUIT_DEEP=1 $(BIN)/python -m pytest

.PHONY: test-browser
test-browser: $(DEV) ## Lance les parcours des utilisateurs dans un vrai navigateur (paquet Debian chromium).
	$(BIN)/python -m pytest tests/browser

.PHONY: test-spec
test-spec: $(DEV) ## Lance les cas qui définissent le langage des critères.
	$(BIN)/python -m pytest tests/spec

.PHONY: test-differential
test-differential: $(DEV) ## Compare entre elles les lectures d’un même critère.
	$(BIN)/python -m pytest tests/differential

.PHONY: bench
bench: $(BENCH) ## Mesure les temps de réponse, et le criblage à côté d’autres moteurs.
	.bench/bin/python bench/run.py
	.bench/bin/python bench/screening/run.py --patients 100000 1000000 --rounds 3 --peers --node .bench/node_modules \
		--sql 100000 --engines duckdb postgresql

.PHONY: bench-web
bench-web: $(BENCH) ## Mesure les pages avec 10 000 dossiers, sur SQLite et PostgreSQL (une demi-heure).
	.bench/bin/python bench/web/run.py

.PHONY: bench-documents
bench-documents: $(DEV) ## Mesure la lecture des documents officiels : précision et rappel, champ par champ.
	$(BIN)/python bench/documents.py

.PHONY: bench-large
bench-large: $(BENCH) ## Mesure le criblage de 10 millions de patients, et celui de chaque base (une demi-heure).
	.bench/bin/python bench/screening/run.py --patients 1000000 10000000 --rounds 3 --sql 200000

.PHONY: docs
docs: $(DEV) ## Réécrit les pages de documentation tirées du code.
	$(BIN)/python docs/generate.py

# ---- The machine and the packages

.PHONY: debian
debian: ## Installe les paquets Debian de requirements/debian.txt qui manquent.
	@missing=; \
	for package in $$(sed 's/#.*//' requirements/debian.txt); do \
		dpkg -s "$$package" 2>/dev/null | grep -q '^Status: install ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" -eq 0 ]; then as_root=; \
	elif sudo -n true 2>/dev/null; then as_root="sudo -n"; \
	else echo "Il manque des paquets Debian : demandez à un administrateur « apt install$$missing »." >&2; exit 1; fi; \
	$$as_root apt-get update --quiet && \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends $$missing

.PHONY: lock
lock: $(TOOLS) ## Récrit les listes de paquets avec leurs empreintes (requirements/*.txt).
	$(LOCK) requirements/tools.in -o requirements/tools.txt
	$(LOCK) requirements/run.in -o requirements/run.txt
	$(LOCK) requirements/dev.in -o requirements/dev.txt
	$(LOCK) requirements/bench.in -o requirements/bench.txt

.PHONY: clean
clean: ## Efface tout ce que make a fabriqué.
	rm -rf .tools .venv .bench dist build .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- Set-up, done once and again when its lists change

$(TOOLS): requirements/tools.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Il manque Python 3.11 ou plus récent : installez-le, puis « make PYTHON=python3.11 … »." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Il manque le module venv de Python : « apt install python3-venv », puis recommencez." >&2; exit 1; }
	$(PYTHON) -m venv --clear .tools
	.tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@touch $@

$(VENV): $(TOOLS)
	$(UV) venv --quiet --clear --python .tools/bin/python .venv
	@touch $@

.venv/.run-stamp: $(VENV) requirements/run.txt pyproject.toml
	$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements/run.txt
	$(INSTALL_IN_PLACE)
	@touch $@

# It touches both stamps: `make test run`, in one go, must not go down to the packages of run.
$(DEV): $(VENV) requirements/dev.txt pyproject.toml
	$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements/dev.txt
	$(INSTALL_IN_PLACE)
	@touch .venv/.run-stamp $@

# The two packages of npm are named with their versions: a lock would hold the address of a registry.
$(BENCH): $(TOOLS) requirements/bench.txt pyproject.toml
	$(UV) venv --quiet --clear --python .tools/bin/python .bench
	$(UV) pip sync --quiet --compile-bytecode --python .bench/bin/python --require-hashes requirements/bench.txt
	$(UV) pip install --quiet --python .bench/bin/python --no-deps --no-build-isolation -e .
	$(if $(shell command -v npm),npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix .bench \
		cql-execution@3.3.2 @cqframework/cql@5.3.0)
	@touch $@
