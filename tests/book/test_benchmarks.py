"""A race means something only if all run the same race: the contestants give the same numbers."""

import json

import numpy as np
import pytest

import cnnlib
from benchmarks import __main__ as bench
from benchmarks import contestants
from unrolled.figures import timing

SMALL = [(2, 3, 9, 4, 3, 2, 1), (3, 2, 6, 5, 2, 1, 0), (1, 4, 5, 3, 1, 1, 0)]


@pytest.mark.parametrize("shape", SMALL)
def test_the_convolutions_agree(shape):
    calls = contestants.convolutions(shape)
    bench.agree(calls)
    out, dx, dW, db = calls["source"][1]()
    assert [a.shape[0] for a in (out, dx, dW, db)] == [
        shape[0],
        shape[0],
        shape[3],
        shape[3],
    ]


@pytest.mark.parametrize("kind", ["Pooling", "AveragePooling"])
def test_the_poolings_agree(kind):
    bench.agree(contestants.poolings(kind, (2, 3, 8, 2, 2)))
    bench.agree(contestants.poolings(kind, (2, 3, 9, 3, 2)))


def test_a_contestant_that_gives_something_else_is_not_raced():
    calls = contestants.convolutions(SMALL[0])
    forward, both = calls["source"]
    out, *gradients = both()
    calls["source"] = forward, lambda: (out * 1.01, *gradients)
    with pytest.raises(SystemExit, match="source gives something else"):
        bench.agree(calls)


@pytest.mark.parametrize("shape", SMALL)
def test_the_bare_products_have_the_sizes_of_the_layers_own(shape):
    layer = cnnlib.Convolution(*contestants.given_convolution(*shape)[2:], *shape[-2:])
    layer.forward(contestants.given_convolution(*shape).x)
    out, dW, dcol = contestants.convolutions(shape)["product"][1]()
    assert out.shape == (layer.col_W.shape[1], len(layer.col))
    assert dW.shape == layer.col_W.T.shape
    assert dcol.shape == layer.col.T.shape


def test_products_in_blocks_are_the_whole_batchs_cut_into_the_librarys_batches(monkeypatch):
    shape = (5, 2, 6, 4, 3, 1, 1)
    one_image = 2 * 9 * 36 * 4  # bytes of columns
    monkeypatch.setattr(cnnlib.windows, "BATCH_BYTES", 2 * one_image)
    sizes = []
    monkeypatch.setattr(np, "matmul", lambda a, b, out: sizes.append((*a.shape, *b.shape)))
    contestants.convolutions(shape)["blocks"][0]()
    assert sizes == [(4, 18, 18, images * 36) for images in (2, 2, 1)]


def test_each_ones_fastest_turn_counts(monkeypatch):
    times = iter([1.0, 2.0] + [0.5, 0.25] * 20)
    monkeypatch.setattr(timing, "_seconds", lambda call, repeats: next(times))
    assert bench.race({"a": lambda: None, "b": lambda: None}) == {"a": 500.0, "b": 250.0}


def test_memory_counts_what_was_held_at_once():
    shape = (4, 8, 40, 8, 3, 1, 1)
    found = bench.memory_of_convolution(shape)
    x = out = 4 * 8 * 40 * 40 * 4
    assert found["bound_bytes"] == x + 9 * x + out
    # x, the copy of it, out and dx at least; and a block of columns.
    assert 4 * x < found["peak_bytes"] < 4 * x + 5 * 2**20


def test_what_is_stored_names_every_shape():
    stored = json.loads(bench.STORED.read_text("utf8"))
    shapes = [tuple(row["shape"]) for row in stored["convolution"]]
    assert shapes == contestants.CONVOLUTIONS
    assert [tuple(row["shape"]) for row in stored["pooling"]] == 2 * contestants.POOLINGS
    for row in stored["convolution"] + stored["pooling"]:
        assert {"cnnlib", "torch"} <= set(row["milliseconds"])
        assert min(row["milliseconds"].values()) > 0
