# yimen: `make run` brings up the demonstration hall, `make test` runs the tests. Set-up happens by itself.

# Some systems keep programs that installing needs out of a user's PATH.
export PATH := $(PATH):/usr/local/sbin:/usr/sbin:/sbin
export YIMEN_PORT ?= 8000
export YIMEN_DATA ?= ./var
ifdef PYTHON
export PYTHON
endif

# More words for pytest, e.g. PYTEST="-k kiosk -x".
PYTEST ?=

# How many test files run at a time: browsers and clocks wait half of theirs, so four keep two cores busy.
WORKERS ?= 4

# Everything that is shipped; tests may do what programs may not.
PROGRAMS := config crowd display_client kiosk_client printer queue_server tools ui wire

.DEFAULT_GOAL := help
.PHONY: help lighthouse run monday test long pages thorough fairness powercuts budgets bench soak outage screenshots lint types setup clean profile cluster scale faults chaos audit fuzz citizens

help: ## say what can be made
	@echo "make ..."
	@sed -n 's/^\([a-z]*\):.*## /  \1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do \
	    printf '%-13s %s\n' "$$name" "$$text"; done

run: .venv/ready node_modules/ready ## the demonstration hall, until Ctrl-C (YIMEN_PORT=8000 YIMEN_DATA=./var CROWD=1 HALL_TIME=real)
	@tools/system.sh fonts voice
	@exec .venv/bin/yimen demo

monday: .venv/ready node_modules/ready ## a whole Monday of citizens and clerks at sixty times the speed
	@tools/system.sh fonts
	@exec .venv/bin/yimen demo --monday

test: .venv/ready node_modules/ready ## all tests: the pages' models, then everything else
	@tools/system.sh fonts voice browser firefox database metrics redis nginx
	@npm test --silent
	@.venv/bin/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not exhaustive" --reruns 3 -rR $(PYTEST)

long: .venv/ready node_modules/ready ## what `make test` leaves out: more sizes, languages and states, longer plays
	@tools/system.sh fonts voice browser firefox database metrics redis nginx
	@.venv/bin/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m exhaustive --ignore tests/budgets --reruns 1 -rR $(PYTEST)

pages: .venv/ready node_modules/ready ## every page in every state, size and language, in whole Chromium and Firefox, cut off in both ways
	@tools/system.sh fonts browser firefox
	@CHROMIUM=chromium .venv/bin/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m browser --ignore tests/budgets $(PYTEST)

thorough: .venv/ready ## the rules and the verbs with ten thousand examples of each promise
	@HYPOTHESIS_PROFILE=thorough .venv/bin/pytest -n auto --dist loadfile tests/domain tests/actions $(PYTEST)

fairness: .venv/ready ## ten thousand days of people with a booking, without one and coming back, in one line
	@HYPOTHESIS_PROFILE=thorough .venv/bin/pytest tests/actions/test_fairness.py $(PYTEST)

powercuts: .venv/ready ## a kiosk killed at every step of a ticket: nothing lost, nothing doubled
	@tools/system.sh fonts
	@.venv/bin/pytest tests/clients/test_power_cut.py $(PYTEST)

faults: .venv/ready ## every fault on SQLite and PostgreSQL: kills, cuts, clocks, full disks, 360 power cuts, 10,000 sockets
	@tools/system.sh database
	@.venv/bin/pytest tests/faults $(PYTEST)

chaos: .venv/ready ## the whole server under the crowd while faults come, as a seed decides (MINUTES=10 SEED=1 DATABASE=sqlite)
	@tools/system.sh database
	@.venv/bin/python -m tests.chaos --minutes $(or $(MINUTES),10) --seed $(or $(SEED),1) --database $(or $(DATABASE),sqlite)

budgets: .venv/ready node_modules/ready ## what pages cost: bytes, milliseconds, touches, seconds after a cut
	@tools/system.sh fonts browser
	@.venv/bin/pytest -s tests/budgets tests/stories/test_ten_tasks.py tests/cuts $(PYTEST)

lighthouse: .venv/ready node_modules/ready tools/lighthouse/node_modules/ready ## how fast and free of barriers a phone finds every public page: median of five (IN=en ONLY=rules)
	@tools/system.sh fonts browser
	@.venv/bin/python -m tools.lighthouse $(if $(IN),--language $(IN)) $(if $(ONLY),--only "$(ONLY)")

bench: .venv/ready node_modules/ready ## speed and scale beside the smallest honest program, in one run (ROWS="commands pad phones start touch history")
	@tools/system.sh fonts browser
	@.venv/bin/python -m tests.benchmarks $(ROWS)

profile: .venv/ready ## which functions of the server the time goes to under the bench's load
	@tools/system.sh fonts
	@.venv/bin/python -m tests.benchmarks.profiling

soak: .venv/ready node_modules/ready ## a PAD, its face and a hall screen under the crowd at 60 times: do they grow, do they miss a call (MINUTES=20)
	@tools/system.sh fonts browser
	@.venv/bin/python -m tests.soak --minutes $(or $(MINUTES),20)

outage: .venv/ready ## the server gone under the crowd, a kiosk without power in the middle: everything in, once, in order (MINUTES=10)
	@tools/system.sh fonts
	@.venv/bin/python -m tests.outage --minutes $(or $(MINUTES),10)

cluster: .venv/ready ## two servers on PostgreSQL and Redis behind nginx under the crowd: ended, killed, cut off; nothing lost
	@tools/system.sh fonts database redis nginx
	@.venv/bin/pytest -s tests/many $(PYTEST)

scale: .venv/ready ## what an operation and a connection cost with many centres on two servers, and how many machines follow (CENTRES=40)
	@tools/system.sh fonts database redis nginx
	@.venv/bin/python -m tests.scale --centres $(or $(CENTRES),40)

citizens: .venv/ready ## docs/citizens.md anew: the words of the page /rules with the centre's values
	@.venv/bin/python -m tools.citizens

screenshots: .venv/ready node_modules/ready ## all pages, states, sizes and languages into ./screenshots (README=1: those of the README)
	@tools/system.sh fonts browser
	@.venv/bin/python -m tests.screenshots $(if $(README),--readme)

lint: .venv/ready ## style, format, who imports whom, and known dangers (bandit)
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/bandit --quiet --configfile pyproject.toml --recursive $(PROGRAMS)

audit: .venv/ready ## known holes in the libraries of requirements.lock (asks an advisory server)
	@tools/audit.sh

fuzz: .venv/ready ## every operation of the OpenAPI document as everybody, thousands of times (EXAMPLES=1000)
	@tools/system.sh fonts
	@.venv/bin/python -m tests.security $(or $(EXAMPLES),1000)

types: .venv/ready ## mypy --strict over programs and tests
	@.venv/bin/mypy

setup: .venv/ready node_modules/ready ## install everything that running and testing need
	@tools/system.sh fonts browser firefox

clean: ## remove what was installed, built and cached; the hall's data in var/ stays
	rm -rf .venv node_modules tools/lighthouse/node_modules build dist *.egg-info
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready: requirements.lock setup.cfg tools/venv.sh
	@echo "Setting up Python ..."
	@tools/venv.sh
	@.venv/bin/python -m compileall -q $(PROGRAMS)
	@touch $@

node_modules/ready: package.json package-lock.json .npmrc
	@command -v node >/dev/null || { echo "yimen needs Node 18 or newer on PATH, for the pages." >&2; exit 1; }
	@tools/system.sh npm
	@echo "Setting up the pages ..."
	@npm ci --ignore-scripts --loglevel=error
	@touch $@

tools/lighthouse/node_modules/ready: $(addprefix tools/lighthouse/,package.json package-lock.json .npmrc) | node_modules/ready
	@case $$(npm --version) in [0-9].*) echo "Lighthouse needs npm 10 or newer on PATH." >&2; exit 1;; esac
	@echo "Setting up Lighthouse ..."
	@cd tools/lighthouse && npm ci --ignore-scripts --loglevel=error
	@touch $@
