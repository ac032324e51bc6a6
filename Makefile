# Everything starts from nothing: each target sets up what it needs. `make` alone lists the targets.
SHELL := /bin/bash
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test check torture bench templates gallery rights findings lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## system packages (Debian), .venv and npm packages from the locks; quick when nothing changed
	@deploy/setup/system
	@deploy/setup/python
	@deploy/setup/node

demo: setup ## a made-up province from workbook to search, then its pages (SERVE=0 stops before serving)
	@$(BIN)/hoso demo --home build/demo $(if $(filter 0,$(SERVE)),--no-serve)

test: setup ## every test, side by side on all cores
	@$(BIN)/python -m pytest -n auto --dist worksteal

check: setup ## style, types, import rules, sizes and documentation
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/docs tests/size

torture: setup ## stops and disk errors at every single write (long)
	@TORTURE=all $(BIN)/python -m pytest -q tests/torture

bench: setup ## speed beside the bare libraries: a table, and JSON below build/
	@$(BIN)/python -m tests.bench

templates: setup ## write the Word templates again from their descriptions
	@$(BIN)/python -m doc_templates.author

gallery: setup ## every form in every layout as PDF and pages, below build/gallery/, with what the lint finds
	@$(BIN)/python -m tests.gallery

rights: setup ## write docs/rights.md from the table of rights and what every route states
	@$(BIN)/python -m tests.docs.rights_page

findings: setup ## write docs/findings.md from the findings the code can make
	@$(BIN)/python -m tests.docs.findings_page

lock: setup ## choose versions for what pyproject.toml newly asks; without requirements.lock, for everything
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --universal \
		--python-version 3.11 --no-emit-index-url --no-emit-find-links --quiet -o requirements.lock
	@if grep -nE '(https?|file)://' requirements.lock; then echo "requirements.lock names a host" >&2; exit 1; fi

clean: ## remove what can be made again (build/, caches), but not .venv
	@rm -rf build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find archive doc_templates indexer api storage tests -name __pycache__ -type d -prune -exec rm -rf {} +
