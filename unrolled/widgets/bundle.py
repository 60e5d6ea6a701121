"""One text of JavaScript, and one of CSS, for each widget: a notebook's page cannot load further files."""

import re
from pathlib import Path

from unrolled.palette import PALETTE

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

    All of it is said of this kind of widget alone. Each kind brings its whole style sheet along, in any
    order, and rules for all kinds that come with a later one would override an earlier one's own.
    """
    colours = "".join(f"  --{colour}: {value};\n" for colour, value in PALETTE.items())
    files = (
        "shared/shared.css",
        *(f"shared/{kit}.css" for kit in kits),
        f"{name}/{name}.css",
    )
    rules = "".join((JS / file).read_text("utf8") for file in files)
    text = f"[data-widget] {{\n{colours}}}\n" + CSS_COMMENT.sub("", rules)
    return text.replace("[data-widget]", f'[data-widget="{name}"]')
