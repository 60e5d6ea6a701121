"""Show a piece of the library in the book, from the file itself, so that it cannot drift."""

import ast
import inspect
import textwrap


def show_source(*pieces) -> None:
    """Display the source of functions, methods or classes, without their docstrings."""
    show_code("python", "\n\n\n".join(source(piece) for piece in pieces))


def show_code(language: str, code: str) -> None:
    """Display code of this language, which a notebook colours."""
    from IPython.display import Markdown, display

    display(Markdown(f"```{language}\n{code}\n```"))


def source(piece) -> str:
    """A function's, method's or class's source as it stands in its file, docstrings left out.

    >>> print(source(source).splitlines()[0])
    def source(piece) -> str:
    """
    text = textwrap.dedent(inspect.getsource(piece))
    lines = text.splitlines()
    for node in reversed([n for n in ast.walk(ast.parse(text)) if _has_docstring(n)]):
        start, end = node.body[0].lineno - 1, node.body[0].end_lineno
        del lines[start : end + (lines[end : end + 1] == [""])]
    return "\n".join(lines).strip("\n")


def _has_docstring(node) -> bool:
    return (
        isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and ast.get_docstring(node) is not None
    )
