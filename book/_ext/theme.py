"""Leaves out of the theme's scripts what would cost a reader seconds and what the book does itself.

The theme asks each piece of code and each output how wide it is and writes to it, one after another, so that the browser
lays the page out anew for each; and all over again after any change of the page, which with widgets is at each of their
steps. book/assets/access.js gives the focus to what can be scrolled, and asks first and writes then.

It makes all buttons that copy code at once, before a reader can do anything; now each is made when there is time.

It also loads all of Bootstrap, of which its pages use two parts: book/theme/bootstrap.js has these.
"""

import re
from pathlib import Path

from sphinx.errors import ExtensionError

from book._ext.bundles import bundle
from unrolled.bundles import npm

BOOTSTRAP = Path(__file__).resolve().parents[1] / "theme" / "bootstrap.js"
LICENCES = {"bootstrap": "LICENSE", "@popperjs/core": "LICENSE.md"}
SCRIPTS = "_static/scripts"
MARK = "/* mended by book/_ext/theme.py */"
# What to replace in a script, once.
MENDS = {
    f"{SCRIPTS}/pydata-sphinx-theme.js": (
        re.compile(
            r'(function \w+\(\)\{)const (\w)=\(\)=>\{document\.querySelectorAll\(\["pre",[^;]*?\.tabIndex=[^;]*?\},[^;]*?;'
            r"[^;]*?\.observe\([^;]*?,\2\(\)\}"
        ),
        rf"\1{MARK}}}",
    ),
    "_static/copybutton.js": (
        re.compile(
            r"codeCells\.forEach\((\(.*?\)) => \{(.*?clipboardButton\(id\)\)\s*)\}\)",
            re.DOTALL,
        ),
        rf"{MARK} const later = globalThis.requestIdleCallback ?? setTimeout;\n"
        r"  codeCells.forEach(\1 => later(() => {\2}))",
    ),
}


def mended(name: str, script: str) -> str:
    if MARK in script:
        return script  # the last build's, which stays where the theme has not changed
    made, count = MENDS[name][0].subn(MENDS[name][1], script)
    if count != 1:
        raise ExtensionError(
            f"book/_ext/theme.py finds what it mends {count} times in {name}"
        )
    return made


def mend_scripts(app, exception):
    site = Path(app.outdir)
    if exception or app.builder.format != "html" or not (site / SCRIPTS).exists():
        return
    for name in MENDS:
        script = mended(name, (site / name).read_text("utf8"))
        (site / name).write_text(script, "utf8", newline="\n")
    own = site / SCRIPTS / BOOTSTRAP.name
    own.write_text(bundle(BOOTSTRAP, *LICENCES), "utf8", newline="\n")
    own.with_name(f"{own.name}.map").unlink(missing_ok=True)
    licences = [
        (npm.package(name) / file).read_text("utf8") for name, file in LICENCES.items()
    ]
    own.with_name(f"{own.name}.LICENSE.txt").write_text("\n".join(licences), "utf8")


def setup(app):
    app.connect("build-finished", mend_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
