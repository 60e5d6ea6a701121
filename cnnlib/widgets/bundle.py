"""One text of JavaScript, and one of CSS, for each widget: a notebook's page cannot load further files."""

import re
from pathlib import Path

from cnnlib.palette import PALETTE

JS = Path(__file__).parent / "js"
IMPORT = re.compile(r'^import \{[^}]*\} from "(\.[^"]+)";\n', re.MULTILINE)
COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
CSS_COMMENT = re.compile(r"^/\*.*?\*/\n", re.MULTILINE | re.DOTALL)
EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


def bundle(name: str) -> str:
    """The module `name` with all that it imports put before it, each module once.

    Lines of comment stay here: every page would carry them.
    """
    found: dict[Path, str] = {}
    _collect(JS / name, found)
    return COMMENT.sub("", "\n".join(found.values()))


def _collect(path: Path, found: dict[Path, str]) -> None:
    source = path.read_text("utf8")
    for imported in IMPORT.findall(source):
        other = (path.parent / imported).resolve()
        if other not in found:
            _collect(other, found)
    found[path] = EXPORT.sub("", IMPORT.sub("", source))


def stylesheet(*own: str) -> str:
    """The widgets' CSS, and then a widget's own files; its colours are the book's palette."""
    colours = "".join(f"  --{name}: {colour};\n" for name, colour in PALETTE.items())
    files = "".join((JS / name).read_text("utf8") for name in ("shared/shared.css", *own))
    return f"[data-widget] {{\n{colours}}}\n" + CSS_COMMENT.sub("", files)
