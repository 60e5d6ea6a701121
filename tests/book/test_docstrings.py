"""The page of names sets docstrings out: a line for each argument, code and links for what is in backticks."""

import cnnlib
from book._ext.docstrings import process_docstring, process_signature


def told(thing, text: str) -> list[str]:
    lines = text.splitlines()
    process_docstring(None, "function", "", thing, {}, lines)
    return [line.strip() for line in lines if line.strip()]


def slide(size, stride=1, pad=0):
    pass


def test_each_group_of_arguments_begins_a_line():
    text = "Slide.\n\nNote: slowly. size: pixels. stride,\npad: as in (a: b). Returns it.\nSource: here."
    assert told(slide, text) == [
        "Slide.",
        "Note: slowly.",
        "* ``size``: pixels.",
        "* ``stride``, ``pad``: as in (a: b).",
        "* Returns it.",
        "* Source: here.",
    ]


def test_a_class_takes_what_its_forward_takes():
    assert told(cnnlib.ReLU, "x: floats.") == ["* ``x``: floats."]


def test_backticks_become_code_or_links():
    text = "See `im2col`, `cnnlib.col2im`, `pad`, ``a + `` and `torch.nn`."
    assert told(slide, text) == [
        "See :py:obj:`~cnnlib.im2col`, :py:obj:`~cnnlib.col2im`, ``pad``, ``a + `` and ``torch.nn``."
    ]


def test_an_example_stays_as_it_is():
    assert told(slide, "Do.\n\n>>> size: int = `3`") == ["Do.", ">>> size: int = `3`"]


def test_a_signature_is_that_of_init():
    class Widget:
        def __init__(self, x=None, fill="ones"):
            pass

    given = None, "class", "", Widget, {}
    assert (
        process_signature(*given, "(*args, **kwargs)", None)[0] == "(x=None, fill='ones')"
    )
    assert process_signature(*given, "(x)", None)[0] == "(x)"
