# Everything is done in a local environment, .venv, from pinned versions.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

.PHONY: help demo experiments theory test check format lint types layers docs coverage verification bench soak golden lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 22

# what a user needs; what a developer needs besides
.venv/run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "OmniSim needs Python 3.11 or later; say which: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing pinned packages into .venv ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: requirements-dev.lock .venv/run
	@echo "Installing the tools of the tests into .venv ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: .venv/run ## a bank's Monday as table and pictures in results/demo, and a belief on trial
	@rm -rf results/demo
	@$(BIN)/omnisim run scenarios/bank_monday.yaml --reps 50 --out results/demo
	@$(BIN)/omnisim experiment experiments/three_chats/experiment.yaml --set 'also.think.to=[35 s]' \
		--out results/demo/three_chats.sqlite

experiments: .venv/run ## every belief on trial anew, with its page, table and picture
	@for file in experiments/*/experiment.yaml; do \
		echo "$$file" >&2; $(BIN)/omnisim experiment $$file --page --quiet > /dev/null || exit 1; \
	done

test: .venv/dev ## all tests but the long runs of theory, on two cores
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not theory" tests omnisim

theory: .venv/dev ## long runs beside exact results, as docs/verification.md shows them
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m theory tests/oracle

docs: .venv/dev ## run what README and docs show
	$(BIN)/python -m pytest -q README.md docs

format: .venv/dev ## write the code in its one format
	$(BIN)/ruff check --fix --exit-zero --quiet .
	$(BIN)/ruff format .

lint: .venv/dev ## format and lint, as a question
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/dev ## mypy, strict
	$(BIN)/mypy

layers: .venv/dev ## who may import whom
	$(BIN)/lint-imports

check: lint types layers test theory docs ## the gate: all of the above

coverage: .venv/dev ## every line and branch, by the quick tests alone
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not slow" --cov --cov-report=term tests omnisim

verification: .venv/dev ## theory beside simulation, written to docs/verification.md
	PYTHONPATH=tests $(BIN)/python -m verification > docs/verification.md

soak: .venv/dev ## fresh seeds: all theory, and many random small scenarios
	PYTHONPATH=tests $(BIN)/python -m verification.soak
	OMNISIM_SOAK=10 $(BIN)/python -m pytest -q -n 2 tests/property tests/twin

golden: .venv/dev ## store anew what the golden centre gives; the commit says why
	$(BIN)/python tests/golden_centre.py

bench: .venv/dev ## contacts per second beside other models of the same day
	$(BIN)/python bench/calls.py
	$(BIN)/python bench/chats.py
	$(BIN)/python bench/laboratory.py

lock: ## pin the versions anew
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet uv
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --group build -o requirements.lock
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --all-extras --group build --group dev -c requirements.lock -o requirements-dev.lock
	rm -rf .venv-lock

clean: ## remove everything made here
	rm -rf .venv results build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
