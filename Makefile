# make book      build the book into _build/html        make serve    show it at http://localhost:8000, and each edit
# make test      all checks but test-live's             make lab      open the notebooks in JupyterLab
# make notebooks re-run all notebooks in place           make format   format code and notebooks
# make test-fast the quick part of it, while working     make requirements   compile requirements.txt anew
# make clean     delete what was built                   make bench-steps   how long does a widget's step take?
# make pdf       the book on paper: _build/book.pdf      make published  the book for its place on the web
# make bench     how fast? (with PyTorch, if installed)   make bench THREADS=2   with more threads than one
# make lighthouse  measure all pages as on a phone       make links    do links to other sites still work?
# make mutants   what would no test notice? An hour      (only some: make mutants NAMES='cnnlib.unroll*')
# make mutants-js  the same for the widgets' JavaScript   (only some: make mutants-js FILES=unrolled/widgets/js/shared/windows.js)
# make test-live run the chapters in the page's own Python (LIVE=no leaves it out)    make bench-live  how soon does it answer?
# make in-lab    test the widgets in JupyterLab, with a kernel
# make js        test the widgets' JavaScript in node     (only some: make js FILES='tests/js/array/*')

VENV ?= .venv
BIN := $(VENV)/bin
HTML := _build/html
PUBLISHED := _build/published
# Every test but those of the browser, of JupyterLab, of pages that run, and of building.
UNIT := --ignore=tests/browser --ignore=tests/lab --ignore=tests/live --ignore=tests/building tests cnnlib unrolled
# A worker without a test left takes some of another's. The ten slowest tests are named.
PYTEST := $(BIN)/pytest -q -n 2 --dist worksteal --durations=10
ONCE := tests/live/test_running.py::test_an_edited_cell_changes_its_output_and_is_set_back \
	tests/live/test_exercises.py::test_an_assignment_in_col2im_is_caught_and_mended
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
SOURCES := _config.yml _toc.yml CHANGELOG.md package-lock.json tools/book.py requirements.txt $(shell find book cnnlib unrolled -type f -not -name '*.pyc' -not -path '*/.ipynb_checkpoints/*')

# NumPy's threads wait for each other at products as small as the book's, and the more so beside other work.
book published serve stored unit test-fast browser notebooks: export OPENBLAS_NUM_THREADS := 1

.PHONY: book published serve pdf lab test test-live live-once test-fast lint unit js stored building browser in-lab lighthouse links notebooks bench bench-steps mutants mutants-js format requirements clean
.DELETE_ON_ERROR:

book: $(HTML)/.built
	@echo "The book is built. Open $(HTML)/index.html in a browser, or run: make serve"

$(HTML)/.built: $(VENV)/.ready $(SOURCES)
	@BOOK_URL= BOOK_REPOSITORY= $(BIN)/python -m tools.book
	@test -s $(HTML)/book/intro.html
	@touch $@

# The book as it stands at an address, below a path, from a repository that it names: made up, if not given.
published: BOOK_URL ?= https://someone.github.io/unrolled
published: BOOK_REPOSITORY ?= https://github.com/someone/unrolled
published: book
	@# What Sphinx has read, and the outputs of the notebooks, are the same: only pages are written anew.
	@rm -rf $(PUBLISHED)
	@mkdir -p $(PUBLISHED)/_build
	@cp -R _build/.doctrees _build/jupyter_execute $(PUBLISHED)/_build
	@BOOK_URL='$(BOOK_URL)' BOOK_REPOSITORY='$(BOOK_REPOSITORY)' BOOK_BRANCH='$(BOOK_BRANCH)' \
		$(BIN)/python -m tools.book --to $(PUBLISHED)/_build
	@echo "The site is built for $(BOOK_URL). It is $(PUBLISHED)/_build/html."

serve: $(VENV)/.ready
	@BOOK_URL= BOOK_REPOSITORY= $(BIN)/python -m tools.live

pdf: book
	$(BIN)/python -m tools.pdf _build/book.pdf

lab: $(VENV)/.ready
	ANYWIDGET_HMR=1 $(BIN)/jupyter lab --notebook-dir=book

test: lint js unit stored book building browser in-lab live-once
	@echo "All checks passed."

# For the inner loop: fewer examples of each property, and no test that is marked as slow.
test-fast: lint js
	$(PYTEST) --hypothesis-profile=quick -m "not slow" $(UNIT)

lint: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@# The JavaScript and the CSS: Biome, and TypeScript, which finds what does not fit.
	$(BIN)/python -m unrolled.bundles.npm lint
	$(BIN)/codespell $$(git ls-files '*.md' '*.py' '*.js' '*.css' '*.yml' '*.toml' '*.ipynb')

unit: $(VENV)/.ready
	$(PYTEST) --dist loadgroup -rs $(UNIT)

# The widgets' JavaScript that needs no browser, held equal to cnnlib.
js: $(VENV)/.ready
	$(BIN)/python -m tests.js $(FILES)

stored: $(VENV)/.ready
	$(PYTEST) --dist loadscope --nbval book

# make book and make serve, on a small book.
building: $(VENV)/.ready
	$(BIN)/pytest -q -n 0 tests/building

browser: book published
	@# Once: two workers that each install one are in each other's way.
	@echo "Browser: $$($(BIN)/python -m tools.chromium)"
	$(PYTEST) tests/browser

# The widgets where a kernel runs: one JupyterLab for all tests.
in-lab: $(VENV)/.ready
	$(BIN)/pytest -q -n 0 tests/lab

# Of pages that run: one is run, and one exercise is done in it.
live-once: book
	@if [ "$(LIVE)" = no ]; then echo "Pages that run are not tested, as LIVE=no says."; \
	else $(BIN)/pytest -q -n 0 $(ONCE); fi

# Without the wheels of compiled code it fails, and says what to do.
test-live: book
	@if [ "$(LIVE)" = no ]; then echo "Pages that run are not tested, as LIVE=no says."; \
	else $(PYTEST) tests/live; fi

bench-steps: $(VENV)/.ready
	$(BIN)/pytest -q -s tests/browser/step_times.py

bench-live: book
	$(BIN)/pytest -q -s -n 0 tests/live/start_times.py

lighthouse: book
	$(BIN)/python -m tools.lighthouse $(PAGES)

links: $(VENV)/.ready
	@# Apart from the book: two kinds of output can't share what Sphinx remembers.
	@$(BIN)/python -m tools.book --builder linkcheck --to _build/links

notebooks: $(VENV)/.ready
	$(BIN)/python -m tools.notebooks $(if $(MEASURE),--measure)

bench: $(VENV)/.ready
	$(BIN)/python -m benchmarks

mutants: $(VENV)/.ready
	$(BIN)/python -m pip install -qq -e '.[mutants]'
	$(BIN)/python -m tools.mutants $(if $(NAMES),'$(NAMES)')

mutants-js: $(VENV)/.ready
	nice $(BIN)/python -m tests.js --mutants $(FILES)

format: $(VENV)/.ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m unrolled.bundles.npm format

requirements: $(VENV)/.ready
	$(BIN)/python -m pip install -qq uv
	echo '-e .[test]' | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-annotate \
		--custom-compile-command "make requirements" - --output-file requirements.txt $(if $(UPGRADE),--upgrade)

# The install makes the widgets' bundles, with what the lock of npm's packages names.
$(VENV)/.ready: requirements.txt pyproject.toml package-lock.json
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found on the PATH."; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || \
		{ echo "Python's venv module is needed (Debian, Ubuntu: apt install python3-venv)."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.txt
	@touch $@

clean:
	rm -rf _build $(VENV) .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis .stryker-tmp
	rm -rf mutants node_modules unrolled/bundles/built.json *.egg-info
	find . -name .git -prune -o \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +
