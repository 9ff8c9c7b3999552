# Every target calls run.py, which sets up what it needs; without make: `python3 run.py TARGET`.

PYTHON ?= python3
TARGETS := serve site lab check quizlib words notebooks test verify bench clean

.DEFAULT_GOAL := help
.PHONY: help $(TARGETS)

help:
	@$(PYTHON) run.py --help

$(TARGETS):
	@$(PYTHON) run.py $@ $(ARGS)
