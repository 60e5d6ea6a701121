"""A fresh Python that takes every warning for an error can import all of both packages, and run the README's example."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import cnnlib

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


def strict(code):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "module",
    [
        "cnnlib",
        "unrolled.exercises",
        "unrolled.museum",
        "unrolled.figures",
        "unrolled.widgets",
    ],
)
def test_import_without_a_warning(module):
    assert strict(f"import {module}") == ""


def test_the_core_needs_numpy_alone():
    loaded = strict(
        "import sys, numpy.random; before = set(sys.modules); import cnnlib\n"
        "print(*sorted({name.split('.')[0] for name in set(sys.modules) - before}))"
    ).split()
    assert set(loaded) - set(sys.stdlib_module_names) <= {"cnnlib", "numpy"}


def test_the_readme_s_example_does_what_it_says():
    (example,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
    )
    promised = re.findall(r"^(.+?)  # (\([\d, ]+\))", example, re.MULTILINE)
    printed = strict(example + "".join(f"\nprint({value})" for value, _ in promised))
    assert printed.splitlines() == [shape for _, shape in promised]
    assert len(promised) >= 2


def test_type_checkers_are_told_that_the_hints_may_be_trusted():
    assert Path(cnnlib.__file__).with_name("py.typed").is_file()
