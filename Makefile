# Set-up and everyday commands; `make` alone explains them. Everything is installed into .venv, from pinned and hashed lists.
# PYTHON=python3.12 chooses another Python than the first one >= 3.11 that is found.

export PYTHON
# Compiled code is kept: what tests start would compile all of it again.
unexport PYTHONDONTWRITEBYTECODE
RUN = .venv/bin/python
# Four processes more than processors: many tests wait for clocks, kills and children. The longest files begin (tests/conftest.py).
SIDE_BY_SIDE = --processes $$(n=$$(( $$(getconf _NPROCESSORS_ONLN) + 4 )); echo $$(( n < 8 ? n : 8 )))

.PHONY: help demo run test coverage lint types bench bench-quick soak fuzz audit examples locale requirements train ready ready-dev ready-train

help:
	@case "$${LC_ALL:-$${LC_MESSAGES:-$$LANG}}" in fr*) \
	echo 'make demo          découvrir le programme sur une page d’essai, sans réseau'; \
	echo 'make run           surveiller les pages de config.toml, en continu'; \
	echo 'make test          lancer les tests'; \
	echo 'make coverage      dire quelles lignes les tests exécutent (deux fois plus long)'; \
	echo 'make lint          vérifier le style (ruff)'; \
	echo 'make types         vérifier les types (mypy --strict)'; \
	echo 'make bench         mesurer vitesse, mémoire et place à côté d’autres outils (ONLY=country N=300 : l’une des mesures)'; \
	echo 'make bench-quick   mesurer à peu près, en une ou deux minutes'; \
	echo 'make soak          éprouver longuement : arrêts brutaux, une année simulée (plusieurs minutes)'; \
	echo 'make fuzz          essayer pages, PDF et textes tirés au sort (quelques minutes)'; \
	echo 'make audit         demander à pip-audit ce que l’on sait des versions épinglées (réseau)'; \
	echo 'make train         réapprendre les poids des rattachements et des phrases (quelques minutes)'; \
	echo 'make locale        compiler la traduction des messages de click'; \
	echo 'make examples      récrire docs/examples, une alerte de chaque sorte'; \
	echo 'make requirements  renouveler requirements*.txt (avec uv)';; *) \
	echo 'make demo          see the program at work on a bundled page, without a network'; \
	echo 'make run           keep watching the pages of config.toml'; \
	echo 'make test          run the tests'; \
	echo 'make coverage      say which lines the tests run (twice as long)'; \
	echo 'make lint          check the style (ruff)'; \
	echo 'make types         check the types (mypy --strict)'; \
	echo 'make bench         measure speed, memory and room beside other tools (ONLY=country N=300: one of them)'; \
	echo 'make bench-quick   measure roughly, in a minute or two'; \
	echo 'make soak          long trials: killed on the way, a year simulated (several minutes)'; \
	echo 'make fuzz          try pages, PDFs and texts at random (several minutes)'; \
	echo 'make audit         ask pip-audit what is known of the pinned versions (network)'; \
	echo 'make train         learn again the weights of parents and of sentences (some minutes)'; \
	echo 'make locale        compile the translation of what click says'; \
	echo 'make examples      rewrite docs/examples, an alert of each kind'; \
	echo 'make requirements  renew requirements*.txt (with uv)';; esac

ready:
	@sh .ci/venv requirements.txt

ready-dev:
	@sh .ci/venv requirements-dev.txt

ready-train:
	@sh .ci/venv requirements-train.txt

demo: ready
	@$(RUN) -m monitor demo

run: ready
	@$(RUN) -m monitor run

# From Python 3.12 on the interpreter itself tells which lines run (sys.monitoring), for a few per cent of the time: the share is printed,
# of what runs in the tests' own processes (tests/conftest.py).
test: ready-dev
	@if $(RUN) -c 'import sys; sys.exit(sys.version_info < (3, 12))'; then \
	mkdir -p build; $(RUN) -m coverage erase; \
	COVERAGE_CORE=sysmon $(RUN) -m coverage run -m pytest $(SIDE_BY_SIDE); status=$$?; \
	$(RUN) -m coverage combine --quiet; echo "lines that run in the tests: $$($(RUN) -m coverage report --format=total) %"; exit $$status; \
	else $(RUN) -m pytest $(SIDE_BY_SIDE) && echo 'lines that run in the tests: make coverage (before Python 3.12 counting them takes as long again)'; fi

# Of every process that a test starts, but for the confined children: which lines no test runs. It takes twice the time before Python 3.12;
# `make test` judges the tests.
coverage: ready-dev
	@mkdir -p build && $(RUN) -m coverage erase
	-@$(RUN) -m coverage run -m pytest $(SIDE_BY_SIDE)
	@$(RUN) -m coverage combine --quiet && $(RUN) -m coverage report

lint: ready-dev
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check --quiet

types: ready-dev
	@$(RUN) -m mypy --strict --num-workers $$(getconf _NPROCESSORS_ONLN) monitor tests

bench: ready-dev
	@N=$(N) $(RUN) -m bench $(ONLY)

bench-quick: ready-dev
	@$(RUN) -m bench --quick $(ONLY)

locale: ready-dev
	@.venv/bin/pybabel -q compile -D messages -d monitor/terminal/locale

examples: ready-dev
	@$(RUN) docs/make_examples.py

soak: ready-dev
	@$(RUN) -m soak
	@EXAMPLES=soak $(RUN) -m pytest $(SIDE_BY_SIDE) -m "hypothesis or sweep or few"

fuzz: ready-dev
	@FUZZ=1 $(RUN) -m pytest --quiet tests/fuzz

audit: ready
	@$(RUN) .ci/audit requirements.txt

train: ready-train
	@$(RUN) -m training.learn $(TRAIN)
	@$(RUN) -m training.sentences $(SENTENCES)
	@$(RUN) -m training.notices

COMPILE = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

requirements:
	@command -v uv >/dev/null || { echo 'uv is needed: https://docs.astral.sh/uv/' >&2; exit 1; }
	$(COMPILE) --upgrade -o requirements.txt
	$(COMPILE) --upgrade --extra dev -o requirements-dev.txt
	echo pip-audit | $(subst pyproject.toml,-,$(COMPILE)) --upgrade -o requirements-audit.txt
	$(COMPILE) --upgrade --extra dev --extra train -o requirements-train.txt
