"""A small book, beside copies of the library, the instruments and what builds pages: to be edited and built in seconds."""

import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

import nbformat
import pytest
from nbformat import v4

from tests.browser.conftest import (  # noqa: F401
    browser_type_launch_args,
    new_context,
)

ROOT = Path(__file__).parents[2]
COPIED = [
    "_config.yml", "CHANGELOG.md", "requirements.txt", "package.json", "package-lock.json", "tools", "cnnlib", "unrolled",
    "book/_ext", "book/_templates", "book/assets", "book/search", "book/live", "book/theme", "book/references.bib",
]  # fmt: skip
CONTENTS = """format: jb-book
root: book/intro
chapters: [{file: book/one}, {file: book/names}]
"""
INTRO = """# The front

The first sentence. A formula: $a^2$.
"""
NAMES = """# Names

```{eval-rst}
.. autofunction:: cnnlib.answer
```
"""
LIBRARY = '''

def answer():
    """The number 41."""
    return 41
'''
CELLS = [
    """import numpy as np

import cnnlib
from unrolled.figures import im2col as figures
from unrolled.widgets import Im2colStepper

print("The answer:", cnnlib.answer())""",
    "figures.places(7, 5)",
    "Im2colStepper(np.arange(16).reshape(1, 1, 4, 4), 3, 3)",
]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The folder of this small project."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "book").mkdir()
    unwanted = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=unwanted)
        else:
            shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    with (folder / "cnnlib" / "__init__.py").open("a", encoding="utf8") as library:
        library.write(LIBRARY)
    write(folder / "_toc.yml", CONTENTS)
    write(folder / "book/intro.md", INTRO)
    write(folder / "book/names.md", NAMES)
    write_notebook(folder, CELLS)
    return folder


def write(path: Path, text: str) -> None:
    """Write a file in one step, so that whoever watches it never sees a half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf8", newline="\n", delete=False) as file:
        file.write(text)
    shutil.move(file.name, path)


def write_notebook(folder: Path, cells: list[str]) -> None:
    """The chapter, with these cells; the ids of cells say nothing."""
    notebook = v4.new_notebook(
        metadata={
            "kernelspec": {
                "name": "python3",
                "display_name": "Python 3",
                "language": "python",
            }
        },
        cells=[v4.new_markdown_cell("# One\n\nA chapter.", id="a")]
        + [
            v4.new_code_cell(
                cell, id=f"c{i}", metadata={"mystnb": {"image": {"alt": "A picture"}}}
            )
            for i, cell in enumerate(cells)
        ],
    )
    write(folder / "book/one.ipynb", nbformat.writes(notebook))
