"""From cnnlib to others: each row and each piece of code of book/pytorch.md is run as it stands there.

A row is skipped where its library is missing, as the book needs none of them but SciPy. To run them all:
pip install torch onnx keras
"""

import ast
import importlib
import os
import re
from functools import partial
from pathlib import Path

import numpy as np
import pytest

PAGE = Path(__file__).parents[2].joinpath("book", "pytorch.md").read_text("utf8")
SETUP, *BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
TABLES = re.findall(r"^```{list-table}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
ROW = re.compile(r"^\* - (.+)\n  - (.+)\n  - ", re.MULTILINE)


def rows():
    for table in TABLES:
        (_, library), *pairs = ROW.findall(table)
        for pair in pairs:
            ours, theirs = (cell.strip("`") for cell in pair)
            yield pytest.param(library, ours, theirs, id=f"{library}: {theirs}")


def given() -> dict:
    """What the page's first lines define, and nothing else; without PyTorch, what can do without it."""
    names: dict = {}
    for line in ast.parse(SETUP).body:
        try:
            exec(compile(ast.Module([line], []), str(PAGE), "exec"), names)
        except (ImportError, NameError):
            assert "torch" in ast.unparse(line)
    return names


def library(name: str) -> dict:
    """The names that a table's second column uses, or a skip."""
    if name == "ONNX":
        return onnx_operators()
    os.environ.setdefault("KERAS_BACKEND", "torch")
    needed = {"PyTorch": ["torch"], "SciPy": ["scipy.signal", "scipy.ndimage"]}
    for module in needed.get(name, [name.lower()]):
        pytest.importorskip(module, reason=f"{name} is not installed")
    top = module.partition(".")[0]
    return {top: importlib.import_module(top)}


def onnx_operators() -> dict:
    onnx = pytest.importorskip("onnx", reason="ONNX is not installed")
    reference = pytest.importorskip("onnx.reference")

    def run(operator, *inputs, **attributes):
        names = [f"input{i}" for i in range(len(inputs))]
        node = onnx.helper.make_node(operator, names, ["out"], **attributes)
        infos = [onnx.helper.make_tensor_value_info(n, 0, None) for n in names]
        out = onnx.helper.make_tensor_value_info("out", 0, None)
        model = onnx.helper.make_model(onnx.helper.make_graph([node], "one", infos, [out]))
        evaluator = reference.ReferenceEvaluator(model)
        return evaluator.run(None, dict(zip(names, inputs, strict=True)))[0]

    return {
        name: partial(run, name) for name in ("Conv", "MaxPool", "AveragePool", "Col2Im")
    }


@pytest.mark.parametrize(("name", "ours", "theirs"), list(rows()))
def test_both_sides_of_a_row_give_the_same_numbers(name, ours, theirs):
    names = given() | library(name)
    np.testing.assert_allclose(
        np.asarray(eval(theirs, names)), eval(ours, names), rtol=1e-6, atol=1e-6
    )


@pytest.mark.parametrize("ours", [row.values[1] for row in rows()])
def test_our_side_needs_no_more_than_the_pages_first_lines(ours):
    assert np.isfinite(eval(ours, given())).all()


def test_every_piece_of_code_ends_in_a_truth(tmp_path, monkeypatch):
    names = given() | library("PyTorch")
    monkeypatch.chdir(tmp_path)
    for block in BLOCKS:
        *lines, last = ast.parse(block).body
        exec(compile(ast.Module(lines, []), block, "exec"), names)
        assert eval(ast.unparse(last), names), block


def test_the_page_was_understood():
    assert len(TABLES) == 4
    assert len(list(rows())) == PAGE.count("\n* - ") - len(TABLES) > 30
    assert len(BLOCKS) == 6
