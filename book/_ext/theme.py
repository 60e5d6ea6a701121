"""Leaves out of the theme's scripts what would cost a reader seconds and what the book does itself.

The theme asks each piece of code and each output how wide it is and writes to it, one after another, so that the browser
lays the page out anew for each; and all over again after any change of the page, which with widgets is at each of their
steps. book/assets/access.js gives the focus to what can be scrolled, and asks first and writes then.
It also loads all of Bootstrap, of which its pages use two parts: book/theme/bootstrap.js has these.
"""

import re
from pathlib import Path

from sphinx.errors import ExtensionError

from book._ext.bundles import bundle
from unrolled.bundles import npm

BOOTSTRAP = Path(__file__).resolve().parents[1] / "theme" / "bootstrap.js"
LICENCES = {"bootstrap": "LICENSE", "@popperjs/core": "LICENSE.md"}
SCRIPT = "_static/scripts/pydata-sphinx-theme.js"
SCROLLS = re.compile(
    r'(function \w+\(\)\{)const (\w)=\(\)=>\{document\.querySelectorAll\(\["pre",[^;]*?\.tabIndex=[^;]*?\},[^;]*?;'
    r"[^;]*?\.observe\([^;]*?,\2\(\)\}"
)
MARK = "/* see access.js */"


def without_scrolls(script: str) -> str:
    mended, count = SCROLLS.subn(rf"\1{MARK}}}", script)
    if count != 1:
        raise ExtensionError(
            f"book/_ext/theme.py finds its function {count} times in {SCRIPT}"
        )
    return mended


def mend_scripts(app, exception):
    script = Path(app.outdir) / SCRIPT
    if exception or app.builder.format != "html" or not script.exists():
        return
    own = script.with_name(BOOTSTRAP.name)
    own.write_text(bundle(BOOTSTRAP, *LICENCES), "utf8", newline="\n")
    own.with_name(f"{own.name}.map").unlink(missing_ok=True)
    licences = [
        (npm.package(name) / file).read_text("utf8") for name, file in LICENCES.items()
    ]
    own.with_name(f"{own.name}.LICENSE.txt").write_text("\n".join(licences), "utf8")
    text = script.read_text("utf8")
    # The last build's stays where the theme has not changed.
    if MARK not in text:
        script.write_text(without_scrolls(text), "utf8", newline="\n")


def setup(app):
    app.connect("build-finished", mend_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
