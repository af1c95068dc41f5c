# 倾听 Qingting. Needs Python 3.11 or newer with venv, make and git; everything else is brought here.

PYTHON ?= python3
ARGS ?=
BOOTSTRAP = $(PYTHON) scripts/bootstrap.py

.PHONY: help setup run test test-long lint format lock clean
.NOTPARALLEL:

help:
	@echo "make run        启动演示公司 / a demo company at http://127.0.0.1:8000   (ARGS='--port 8001')"
	@echo "make test       全部检查 / every check CI makes                          (NO_BROWSER=1)"
	@echo "make test-long  耗时的其余测试 / the long tests"
	@echo "make setup      只准备环境 / only prepare .venv"
	@echo "make lint format lock clean"

setup:
	@$(BOOTSTRAP)

run:
	@$(BOOTSTRAP)
	@.venv/bin/qingting serve --demo $(ARGS)

test:
	@$(BOOTSTRAP) --dev --browser
	@.venv/bin/python scripts/check.py

test-long:
	@$(BOOTSTRAP) --dev --browser
	@.venv/bin/python scripts/check.py --long

lint:
	@$(BOOTSTRAP) --dev
	@.venv/bin/python scripts/check.py --lint

format:
	@$(BOOTSTRAP) --dev
	@.venv/bin/ruff check --fix --quiet .
	@.venv/bin/ruff format .

lock:
	@$(BOOTSTRAP) --lock

clean:
	@$(PYTHON) scripts/bootstrap.py --clean
