from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted((ROOT / "book").glob("*.ipynb"))


def pytest_generate_tests(metafunc):
    """A test that asks for `chapter` runs once for every notebook of the book."""
    if "chapter" in metafunc.fixturenames:
        metafunc.parametrize("chapter", CHAPTERS, ids=lambda path: path.name)


@pytest.fixture
def smallest_chapter():
    return min(CHAPTERS, key=lambda path: path.stat().st_size)


@pytest.fixture
def small(tmp_path):
    """A small notebook with nothing wrong in it: a printed line, a value, a picture, an exception that is meant."""
    cell, output = nbformat.v4.new_code_cell, nbformat.v4.new_output
    picture = {"text/plain": "<Figure size 10x10>", "image/png": "iVBORw0KGgo="}
    alt = {
        "mystnb": {
            "image": {
                "alt": "A window of three by three pixels on an image of seven by seven."
            }
        }
    }
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# A chapter; with words;"),
            cell(
                "print(12)",
                execution_count=1,
                outputs=[output("stream", name="stdout", text="12\n")],
            ),
            cell(
                "40 + 2",
                execution_count=2,
                outputs=[output("execute_result", {"text/plain": "42"}, execution_count=2)],
            ),
            cell(
                "draw()",
                execution_count=3,
                metadata=alt,
                outputs=[output("display_data", picture)],
            ),
            cell(
                "raise ValueError('no')",
                execution_count=4,
                metadata={"tags": ["raises-exception"]},
                outputs=[
                    output(
                        "error",
                        ename="ValueError",
                        evalue="no",
                        traceback=["ValueError: no"],
                    )
                ],
            ),
        ]
    )
    path = tmp_path / "small.ipynb"
    nbformat.write(notebook, path)
    return path
