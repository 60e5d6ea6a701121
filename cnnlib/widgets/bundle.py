"""One text of JavaScript, and one of CSS, for each widget: a notebook's page cannot load further files."""

import re
from pathlib import Path

from cnnlib.palette import PALETTE

HERE = Path(__file__).parent
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
CSS_COMMENT = re.compile(r"^/\*.*?\*/\n", re.MULTILINE | re.DOTALL)
EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


def bundle(name: str) -> str:
    """The module `name` with all that it imports put before it, each module once.

    Lines of comment stay here: every page would carry them.
    """
    found: dict[str, str] = {}
    _collect(name, found)
    return COMMENT.sub("", "\n".join(found.values()))


def _collect(name: str, found: dict[str, str]) -> None:
    source = (HERE / name).read_text("utf8")
    for imported in IMPORT.findall(source):
        if imported not in found:
            _collect(imported, found)
    found[name] = EXPORT.sub("", IMPORT.sub("", source))


def stylesheet(*own: str) -> str:
    """The widgets' CSS, and then a widget's own files; its colours are the book's palette."""
    colours = "".join(f"  --{name}: {colour};\n" for name, colour in PALETTE.items())
    files = "".join((HERE / name).read_text("utf8") for name in ("shared.css", *own))
    return f"[data-widget] {{\n{colours}}}\n" + CSS_COMMENT.sub("", files)
