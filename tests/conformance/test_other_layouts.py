"""The three layouts that chapter 3 sets side by side are what CS231n's im2col and PyTorch's unfold give."""

from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest

from cnnlib import im2col, output_size

CHAPTER = Path(__file__).parents[2] / "book/03-im2col.ipynb"


@pytest.fixture(scope="module")
def shown() -> dict[str, np.ndarray]:
    """The chapter's own arrays, by the names in its picture, and the images that they are made of."""
    cells = nbformat.read(CHAPTER, 4).cells
    (source,) = (cell.source for cell in cells if "figures.layouts(" in cell.source)
    arrays: dict[str, np.ndarray] = {}

    def layouts(tiny, **named):
        arrays.update(tiny=tiny, **named)

    figures = SimpleNamespace(layouts=layouts)
    exec(source, {"np": np, "im2col": im2col, "figures": figures})
    return arrays


def by_indices(x: np.ndarray, FH: int, FW: int) -> np.ndarray:
    """CS231n's way, retold: the channel, row and column of each number, taken at once for all images; these go last."""
    C, H, W = x.shape[1:]
    c, i, j = (each.reshape(-1, 1) for each in np.indices((C, FH, FW)))
    oh, ow = (each.ravel() for each in np.indices((output_size(H, FH), output_size(W, FW))))
    return x[:, c, i + oh, j + ow].transpose(1, 2, 0).reshape(C * FH * FW, -1)


def test_cs231n_has_a_window_as_a_column_and_the_image_changing_fastest(shown):
    np.testing.assert_array_equal(shown["CS231n"], by_indices(shown["tiny"], 2, 2))


def test_pytorch_has_a_matrix_for_each_image_with_a_window_as_a_column(shown):
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    unfolded = torch.nn.functional.unfold(torch.from_numpy(shown["tiny"]).float(), 2)
    np.testing.assert_array_equal(shown["PyTorch"], unfolded.numpy())
