"""The layers that chapters 4 to 6 end in are, to the letter, those of unrolled/plain.py, which later chapters take."""

import inspect

import nbformat
import pytest

from tools import reading
from unrolled import plain


def printed(chapter: str, name: str) -> str:
    """The class, as the chapter's last cell that defines it has it."""
    cells = nbformat.read(reading.BOOK / f"{chapter}.ipynb", 4).cells
    last = [cell.source for cell in cells if cell.source.startswith(f"class {name}:\n")][-1]
    return last.partition("\n\n\n")[0]


@pytest.mark.parametrize(
    ("number", "layer"), [("05-backward", plain.Convolution), ("06-pooling", plain.Pooling)]
)
def test_a_chapter_ends_in_the_whole_layer(number, layer):
    assert printed(number, layer.__name__) == inspect.getsource(layer).rstrip()


def test_the_first_half_is_as_it_stays():
    half, whole = (
        printed("04-convolution", "Convolution"),
        inspect.getsource(plain.Convolution),
    )
    assert "def forward" in half
    assert whole.startswith(half)
