"""Puts each widget's code into the site once, in files that browsers keep; the pages name them.

Embedded, a widget brings all its JavaScript and CSS along: to every page, and for every instance, and as
they were when its notebook ran. A page gets its widgets' states from the notebook, and their code from
the sources as they are: however old a notebook's outputs, its widgets are never older than the others.

A page that is opened straight from the disk may not import a module, but it may load a script. So the files
hold scripts, which put what the widgets' modules export where the host finds it. The host loads them when
their widget comes near, as most of a chapter's stand far below its first sentence: these need not wait for those.
"""

import hashlib
import json
import re
from pathlib import Path

from sphinx.errors import ExtensionError

from book._ext.site_pages import pages_in, to_top
from unrolled import bundles
from unrolled.widgets.network import DIGITS_FILE, training_digits

FOLDER = "_static/widgets"
STATE, VIEW = (
    re.compile(
        rf'<script type="application/vnd\.jupyter\.widget-{kind}\+json">(.*?)</script>',
        re.DOTALL,
    )
    for kind in ("state", "view")
)
# What a page says of a file: its name and, so that no browser takes an older one for it, its version.
NAMED = re.compile(rf"({FOLDER}/(\w+\.(?:js|css)))\?v=\w*")
# What a widget fetches when its reader asks for it, and no page names: a script, as its code is, for the same reason. It is
# asked for under the version of the code, which so tells of both.
FETCHED = {"network.js": [f"{DIGITS_FILE}.js"]}
DATA = "(globalThis.widgetData ??= {{}}).{} = {};\n"


def move_all(app, exception):
    """Move the code out of every page, and write the files that the pages name."""
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    for path in pages_in(site):
        page = move_code(path.read_text("utf8"), to_top(path, site))
        path.write_text(page, "utf8", newline="\n")
    if not refresh(site):
        raise ExtensionError("book/_ext/widget_files.py finds no widget's code in any page")


def refresh(site: Path) -> set[str]:
    """Write the files that this site's pages name, as the sources now are, and no other; gives their names.

    It needs no build and no notebook: that is all there is to do when only the widgets' JavaScript or CSS changed.
    """
    files = current()
    named = set()
    for path in pages_in(site):
        page = path.read_text("utf8")
        versed = NAMED.sub(lambda found: f"{found[1]}?v={_version(found[2], files)}", page)
        if versed != page:
            path.write_text(versed, "utf8", newline="\n")
        named.update(name for _, name in NAMED.findall(versed))
    named |= {f"{name}.map" for name in named if name.endswith(".js")}
    named |= {file for name in named for file in FETCHED.get(name, [])}
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name in named:
        (folder / name).write_text(files[name], "utf8", newline="\n")
    for file in folder.iterdir():
        if file.name not in named:
            file.unlink()
    return named


def current() -> dict[str, str]:
    """The files of all widgets, by name, as the sources now are."""
    code = {
        f"{name}.{ending}": files[kind]
        for name, files in bundles.for_pages().items()
        for kind, ending in [("js", "js"), ("map", "js.map"), ("css", "css")]
        if kind in files
    }
    digits = json.dumps(training_digits(), separators=(",", ":"))
    return code | {f"{DIGITS_FILE}.js": DATA.format(DIGITS_FILE, digits)}


def move_code(page: str, up: str) -> str:
    """The page with its widgets' code named in place of said; `refresh` adds the versions.

    up: the way from the page to the site's top.
    A page whose code has been moved before stays as it is.
    """
    found = STATE.search(page)
    if not found or NAMED.search(page):
        return page
    content = json.loads(found[1])
    # The host starts what has a view and asks for no other model: no layout, none that is not shown.
    shown = {json.loads(view)["model_id"] for view in VIEW.findall(page)}
    content["state"] = {
        id: record for id, record in content["state"].items() if id in shown
    }
    for record in content["state"].values():
        if record["model_module"] == "anywidget":
            name_code(record["state"], up)
    state = json.dumps(content, separators=(",", ":")).replace("<", r"\u003c")
    return page[: found.start(1)] + state + page[found.end(1) :]


def name_code(state: dict, up: str) -> None:
    """Let this state name its widget's files in place of the code, if it brings any along.

    The class unrolled.widgets.im2col.Im2colStepper has its code in unrolled/widgets/js/im2col.
    """
    kind = state.get("_anywidget_id", "")
    name = kind.removeprefix("unrolled.widgets.").partition(".")[0]
    if not kind.startswith("unrolled.widgets.") or name not in bundles.names():
        raise ExtensionError(
            f"book/_ext/widget_files.py finds a widget {kind!r} in a page, and the code of "
            f"unrolled.widgets alone: {', '.join(bundles.names())}"
        )
    state.pop("_css", None)
    shared, js, css = (f"{up}{FOLDER}/{file}?v=" for file in files_of(name))
    state["_esm"] = {"name": name, "js": [shared, js], "css": css}


def files_of(name: str) -> list[str]:
    return ["shared.js", f"{name}.js", f"{name}.css"]


def in_versions() -> dict[str, list[str]]:
    """For each widget its files, as pages name them."""
    files = current()
    return {
        name: [f"{FOLDER}/{file}?v={_version(file, files)}" for file in files_of(name)]
        for name in bundles.names()
    }


def _version(name: str, files: dict[str, str]) -> str:
    """Of a file, and of what it fetches."""
    text = "".join(files[one] for one in [name, *FETCHED.get(name, [])])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def setup(app):
    app.connect("build-finished", move_all)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
