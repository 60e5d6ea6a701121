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


def stylesheet(name: str, *kits: str) -> str:
    """The CSS of the widget `name`: what all widgets share, what some share (`kits`), and its own.

    Each kind of widget brings all of its CSS, in any order, so order cannot say which rule wins:
    a kit's rules weigh more than those that all share, and a widget's own more than a kit's.
    """
    colours = "".join(f"  --{colour}: {value};\n" for colour, value in PALETTE.items())
    shared = _css("shared/shared.css", 1) + "".join(
        _css(f"shared/{kit}.css", 2) for kit in kits
    )
    return f"[data-widget] {{\n{colours}}}\n" + shared + _css(f"{name}/{name}.css", 3)


def _css(name: str, weight: int) -> str:
    """A file's rules, made `weight` attributes heavy by naming the widget that often."""
    text = CSS_COMMENT.sub("", (JS / name).read_text("utf8"))
    return text.replace("[data-widget", "[data-widget]" * (weight - 1) + "[data-widget")
