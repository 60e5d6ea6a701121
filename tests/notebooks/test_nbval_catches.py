"""The check of the stored outputs, checked: one digit altered in a chapter must fail it."""

import re
import subprocess
import sys

import nbformat
import pytest

DIGIT = re.compile(r"\d")


def nbval(path):
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "-q",
        "--no-header",
        "-p",
        "no:cacheprovider",
        path.name,
    ]
    return subprocess.run(
        command, cwd=path.parent, capture_output=True, encoding="utf8", timeout=300
    )


def alter_one_digit(notebook):
    """Add 1 to the first digit of the first text that a cell gave."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            holder, key = (
                (output.data, "text/plain") if "data" in output else (output, "text")
            )
            if DIGIT.search(holder.get(key, "")):
                holder[key] = DIGIT.sub(
                    lambda digit: str((int(digit[0]) + 1) % 10), holder[key], count=1
                )
                return
    raise AssertionError("no output holds a digit")


@pytest.mark.slow
def test_an_altered_digit_fails_and_the_chapter_itself_passes(tmp_path, smallest_chapter):
    copy = tmp_path / smallest_chapter.name
    copy.write_bytes(smallest_chapter.read_bytes())
    result = nbval(copy)
    assert result.returncode == 0, result.stdout

    notebook = nbformat.read(copy, as_version=4)
    alter_one_digit(notebook)
    nbformat.write(notebook, copy)
    result = nbval(copy)
    assert result.returncode == 1, result.stdout
    assert "1 failed" in result.stdout
    assert "mismatch" in result.stdout
