# The two commands of this project: `make replay` and `make test`. Both set up .venv by themselves, once.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable

.PHONY: help replay test lint docs bench bench-quality bench-text bench-crawl bench-kill clean
.DEFAULT_GOAL := help

help:  ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/'

replay: .venv/installed  ## clean the saved pages in seeds/ into out/articles.jsonl
	@$(BIN)/scrapy crawl replay -a path=seeds -O out/articles.jsonl

test: .venv/installed-dev  ## run the tests
	@$(BIN)/python -m pytest

lint: .venv/installed-dev  ## check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

docs: .venv/installed  ## write docs/record.md and the JSON Schemas anew from the code
	@$(BIN)/python -m cleaning.records.schema --write

bench: .venv/installed-dev  ## CPU a page of the whole record against trafilatura alone
	@$(BIN)/python benchmarks/speed.py

bench-quality: .venv/installed-dev  ## what pages in difficult shapes are cleaned to; fails below the floors
	@$(BIN)/python -m benchmarks.quality

bench-text: .venv/installed-dev  ## CPU a page of plain text against trafilatura on the HTML of the same pages
	@$(BIN)/python -m benchmarks.dumps

bench-crawl: .venv/installed-dev  ## what a crawl costs beside plain Scrapy, and a ledger of a million URLs
	@$(BIN)/python -m benchmarks.crawl

bench-kill: .venv/installed-dev  ## kill -9 at random moments: is a page lost, or kept twice?
	@$(BIN)/python -m benchmarks.kill

clean:  ## take away what was made here, the environment included
	rm -rf .venv out build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; v = "%d.%d" % sys.version_info[:2]; sys.version_info >= (3, 11) or \
		sys.exit("gleaner needs Python 3.11 or newer, but $(PYTHON) is " + v + ": make PYTHON=python3.12 …")'
	@echo "setting up .venv (once, about a minute)"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "$(PYTHON) lacks venv: on Debian, apt install python3-venv"; exit 1; }

.venv/installed: pyproject.toml constraints.txt | .venv/bin/python
	@$(INSTALL) .
	@touch $@

.venv/installed-dev: pyproject.toml constraints.txt | .venv/bin/python
	@$(INSTALL) '.[dev,js]'
	@touch $@ .venv/installed
