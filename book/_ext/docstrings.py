"""Sets the library's plain docstrings out for the page of names, so that in the code they stay plain.

There, arguments are told one after the other: "x: (N, C, H, W). stride, pad: int." On the page each
begins a line, and a name in backticks is code, or a link where it is one of the library's.
"""

import inspect
import re

import cnnlib

# What begins a line, besides arguments; the last is said of widgets.
PARTS = r"Returns |Raises |Yields |Source: |After \w+: |All can be "
START = re.compile(rf"(?:^|(?<=\. ))(?:(?={PARTS})|((?:\w+, )*\w+): )")
QUOTED = re.compile(r"(?<!`)`([^`]+)`(?!`)")


def set_out(paragraph: str, arguments: set[str]) -> str:
    """A paragraph as a text and a list: a line for each group of arguments and for what follows them."""

    def begin(found):
        if not found[1]:
            return "\n\n* "
        names = found[1].split(", ")
        # Not every word before a colon is an argument.
        if not arguments.issuperset(names):
            return found[0]
        return "\n\n* " + ", ".join(f"``{name}``" for name in names) + ": "

    return START.sub(begin, " ".join(paragraph.split()))


def link(text: str) -> str:
    """Each name in backticks as code, or as a link if the library has it."""

    def one(found):
        name = found[1].removeprefix("cnnlib.")
        return f":py:obj:`~cnnlib.{name}`" if name in cnnlib.__all__ else f"``{found[1]}``"

    return QUOTED.sub(one, text)


def arguments_of(thing) -> set[str]:
    """What a function takes; what a class takes, and its forward."""
    if inspect.isclass(thing):
        methods = [thing.__init__, getattr(thing, "forward", thing.__init__)]
        return set().union(*map(arguments_of, methods))
    return set(inspect.signature(thing).parameters) if callable(thing) else set()


def process_docstring(app, what, name, thing, options, lines):
    arguments = arguments_of(thing)
    lines[:] = "\n\n".join(
        paragraph if paragraph.startswith(">>>") else link(set_out(paragraph, arguments))
        for paragraph in "\n".join(lines).strip().split("\n\n")
    ).splitlines()


def process_signature(app, what, name, thing, options, arguments, returns):
    # traitlets hide what a widget's __init__ takes behind a __new__ that takes anything.
    if what == "class" and arguments and "*args" in arguments:
        signature = inspect.signature(thing.__init__)
        without_self = list(signature.parameters.values())[1:]
        arguments = str(signature.replace(parameters=without_self))
    return arguments, returns


def setup(app):
    app.setup_extension("sphinx.ext.autodoc")
    app.connect("autodoc-process-docstring", process_docstring)
    app.connect("autodoc-process-signature", process_signature)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
