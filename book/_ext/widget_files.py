"""Puts each widget's code into the site once, in files that browsers keep; the pages name them.

Embedded, a widget brings all its JavaScript and CSS along: to every page, and for every instance.
A page that is opened straight from the disk may not import a module, but it may load a script. So
a widget's module becomes a script that registers a function: calling it is importing the module.
"""

import hashlib
import json
import re
from pathlib import Path

from sphinx.errors import ExtensionError

from book._ext.site_pages import pages_in

try:
    from minify import string as minify
except ImportError:
    # It has no wheel for arm64 on macOS and Windows. The files are longer there, and do the same.
    def minify(kind: str, text: str) -> str:
        return text


FOLDER = "_static/widgets"
STATE, VIEW = (
    re.compile(
        rf'<script type="application/vnd\.jupyter\.widget-{kind}\+json">(.*?)</script>',
        re.DOTALL,
    )
    for kind in ("state", "view")
)
NAMED = re.compile(rf'"(?:\.\./)*{FOLDER}/([0-9a-f]+\.(?:css|js))"')
STYLE = '<link rel="stylesheet" href="{}">\n'
SCRIPT = '<script defer src="{}"></script>\n'
DEFAULT = re.compile(r"^export default ", re.MULTILINE)
MODULE = re.compile(r"^(?:import|export)\b", re.MULTILINE)


def move_all(app, exception):
    """Move the code out of every page, and remove the files that no page names any more."""
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    named = set()
    for path in pages_in(site):
        page, files = move_code(
            path.read_text("utf8"), "../" * len(path.relative_to(site).parent.parts)
        )
        path.write_text(page, "utf8", newline="\n")
        for name, text in files.items():
            (folder / name).write_text(text, "utf8", newline="\n")
        named.update(NAMED.findall(page))
    if not named:
        raise ExtensionError("book/_ext/widget_files.py finds no widget's code in any page")
    for file in folder.iterdir():
        if file.name not in named:
            file.unlink()


def move_code(page: str, up: str) -> tuple[str, dict[str, str]]:
    """The page without its widgets' code, and the files that hold it, by name.

    up: the way from the page to the site's top: "../" for each folder between them.
    A page whose code has been moved before stays as it is.
    """
    found = STATE.search(page)
    if not found:
        return page, {}
    content = json.loads(found[1])
    # The host starts what has a view and asks for no other model: no layout, none that is not shown.
    shown = {json.loads(view)["model_id"] for view in VIEW.findall(page)}
    content["state"] = {
        id: record for id, record in content["state"].items() if id in shown
    }
    files = {}
    for record in content["state"].values():
        files |= take_code(record["state"])
    state = json.dumps(content, separators=(",", ":")).replace("<", r"\u003c")
    # The scripts stand before the host's, and so run before it.
    scripts = tags(SCRIPT, files, up, ".js") + page[found.start() : found.start(1)]
    page = page[: found.start()] + scripts + state + page[found.end(1) :]
    # The page is drawn before the styles have come; the scripts, which are deferred, wait for them.
    text, end, rest = page.rpartition("</body>")
    if not end:
        raise ExtensionError("book/_ext/widget_files.py finds no end of a page's body")
    return text + tags(STYLE, files, up, ".css") + end + rest, files


def tags(tag: str, files: dict[str, str], up: str, ending: str) -> str:
    """The tags that name the files with this ending."""
    names = [name for name in files if name.endswith(ending)]
    return "".join(tag.format(f"{up}{FOLDER}/{name}") for name in names)


def take_code(state: dict) -> dict[str, str]:
    """The files that stand for a widget's code, named by their content; the state names its script."""
    files = {}
    if css := state.pop("_css", ""):
        text = minify("text/css", css)
        files[f"{_digest(text)}.css"] = text
    if isinstance(state.get("_esm"), str):
        function = minify("application/javascript", _function(state["_esm"]))
        name = _digest(function)
        files[f"{name}.js"] = f'(globalThis.widgetCode??={{}})["{name}"]={function}'
        state["_esm"] = {"name": name}
    return files


def _function(module: str) -> str:
    """A function that gives what the module exports: inside it, the minifier may shorten all names."""
    body, exports = DEFAULT.subn("const exported_ = ", module)
    if exports != 1 or MODULE.search(body):
        raise ExtensionError(
            "a widget's module must import nothing and export one thing, with 'export default ' at a line's start"
        )
    return f'() => {{ "use strict";\n{body}\nreturn exported_; }}'


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def setup(app):
    app.connect("build-finished", move_all)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
