# Everything a person does with this checkout. `make` alone lists the targets.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.DEFAULT_GOAL := help
.PHONY: help run test check audit format fuzz bench gallery image-check hosts-check lock clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/.run: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the bot needs into $(VENV) (once, a few minutes on a slow line)..."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	@echo "Installing what the tests and checks need into $(VENV)..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

run: $(VENV)/.run  ## run the bot; without BOT_TOKEN in .env, the demo
	@exec $(BIN)/python bot.py

test: $(VENV)/.dev  ## the whole test suite, on what this machine has; fails where it reaches less of the code than before
	@rm -rf build/coverage && mkdir -p build/coverage
	@$(BIN)/coverage run -m pytest
	@$(BIN)/coverage combine --quiet
	@echo "Lines and branches that the tests reach, in per cent (the floor stands in pyproject.toml):"
	@$(BIN)/coverage report --format=total

check: $(VENV)/.dev  ## format, lint, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

audit: $(VENV)/.dev  ## security rules (in ruff), licences, and known faults of what is pinned (asks a registry)
	@$(BIN)/ruff check .
	@$(BIN)/python -m pytest -n 0 tests/test_licences.py tests/test_requirements.py
	@$(BIN)/pip-audit --strict --require-hashes --disable-pip --progress-spinner off \
	  -r requirements.txt -r requirements-dev.txt || \
	  { echo "Advisories: what stands above was found, or could not be asked about; without a registry nothing is known." >&2; exit 1; }

format: $(VENV)/.dev  ## rewrite the code in the project's format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

fuzz: $(VENV)/.dev  ## an hour of invented feeds and articles through every stage; `make test` runs a short form
	@FUZZ_EXAMPLES=20000 timeout 3600 $(BIN)/python -m pytest -n 2 --timeout 3600 tests/fuzz tests/delivery/test_bad_input.py tests/render/test_digest_limits.py tests/domain/test_disclosure.py; \
	  status=$$?; [ $$status = 124 ] && echo "An hour without a fault." || exit $$status

bench: $(VENV)/.dev  ## list the benchmarks
	@$(BIN)/python -m benchmarks --help

gallery: $(VENV)/.dev  ## every screen in six languages and each step of the demo as a PNG, into build/gallery
	@GALLERY_DIR=build/gallery $(BIN)/python -m pytest -n 0 tests/emulator/test_newcomer.py tests/emulator/test_first_days.py tests/emulator/test_newsroom_day.py tests/emulator/test_gallery.py

hosts-check: $(VENV)/.dev  ## several processes on one PostgreSQL: killed, stopped, cut off (as root for network namespaces); a quarter of an hour
	@HOSTS_CHECK=1 $(BIN)/python -m pytest -n 0 -v -s tests/end_to_end/test_several_processes.py \
	  tests/end_to_end/test_balancer.py tests/end_to_end/test_two_hosts.py

image-check: $(VENV)/.dev  ## carry out Dockerfile and manual without a container engine (as root, on Debian; installs mmdebstrap); minutes
	@$(BIN)/python -m tests.image.build build/image
	@IMAGE_FOLDER=build/image unshare --mount --net --pid --ipc --uts --fork --kill-child --mount-proc \
	  $(BIN)/python -m pytest -n 0 -v -s tests/image

lock: $(VENV)/.dev  ## resolve requirements*.in again; releases younger than a week are left to the next time
	@before=$$($(BIN)/python -c 'from datetime import *; print((datetime.now(UTC) - timedelta(days=7)).isoformat())'); \
	for f in requirements requirements-dev; do \
	  $(BIN)/python -m piptools compile --quiet --generate-hashes --no-header --strip-extras --no-emit-index-url \
	    --no-emit-find-links --no-emit-trusted-host --allow-unsafe --uploaded-prior-to "$$before" \
	    --output-file $$f.txt $$f.in || exit 1; done

clean:  ## remove what can be made again
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
