"""What a page may load and run, told to the browser: a Content-Security-Policy, which stands here and nowhere else.

Scripts come from the book's own files. The few that must stand in the page, as they choose light or dark before
anything is drawn, are named by their hashes. Each page brings the policy along, and the file _headers has it for
hosts that send it with every file, as some do by that name: a page's worker is under no other than that. The file also
says what only a host can: that the book's pages are isolated from other sites, and what a browser may keep for ever.
"""

import hashlib
import re
from base64 import b64encode
from pathlib import Path

from sphinx.errors import ExtensionError

from book._ext import live_files
from book._ext.site_pages import moved_in, pages_in, written

# What stands in a page: a script that runs, as one with a type is data; and a style.
INLINE = {
    "script": re.compile(
        r"<script(?![^>]*\ssrc=)(?:(?!\stype=)[^>])*>(.*?)</script>", re.DOTALL
    ),
    "style": re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL),
}
HANDLER = re.compile(r"<\w+\s(?:[^>\"]|\"[^\"]*\")*?\bon\w+=\"[^>]*>")
CHARSET = re.compile(r'<meta charset="utf-8"\s*/?>')
META = re.compile(r'\n?<meta http-equiv="Content-Security-Policy"[^>]*>')
HEADERS = "_headers"
# A page that no other site shares a process with may share memory with its worker, and so can interrupt it.
ISOLATED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
# What runs a page has names that change with its content.
KEPT_FOR_EVER = {
    f"/{live_files.FOLDER}/*": {"Cache-Control": "public, max-age=31536000, immutable"}
}


def policy(scripts: set[str], styles: set[str]) -> str:
    """For pages with these scripts and styles in them, by their hashes.

    A formula's and a drawing's parts have their places in style attributes: thousands, which no hash may name where a
    browser asks for no more than 'unsafe-inline'. No script is run by one. Pyodide compiles WebAssembly in its worker;
    the network's explorer has a worker made of text, for pages that are opened from the disk.
    """
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *sorted(scripts)]),
        "worker-src": "'self' blob:",
        # For browsers that do not know the two below.
        "style-src": "'self' 'unsafe-inline'",
        "style-src-elem": " ".join(["'self'", *sorted(styles)]),
        "style-src-attr": "'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def from_disk(text: str) -> str:
    """The same for a page that may be opened from the disk: not in every browser is a file there of its page's own site.

    From the web no page can load a file of the disk, whatever its policy.
    """
    return text.replace("'self'", "'self' file:")


def write_all(app, exception):
    """Write the policy into every page, and into the file for hosts."""
    if exception or app.builder.format != "html" or not written(app):
        return
    site = Path(app.outdir)
    pages = {p: p.read_text("utf8") for p in [*pages_in(site), *moved_in(site)]}
    for path, page in pages.items():
        if handler := HANDLER.search(page):
            raise ExtensionError(
                f"book/_ext/policy.py: no script may stand in an attribute, as in {path.name}: {handler[0]}"
            )
    text = policy(*(hashes(pages.values(), kind) for kind in INLINE))
    for path, page in pages.items():
        path.write_text(with_policy(page, from_disk(text)), "utf8", newline="\n")
    rules = {"/*": {"Content-Security-Policy": text} | ISOLATED} | KEPT_FOR_EVER
    (site / HEADERS).write_text(headers(rules), "utf8")


def headers(rules: dict[str, dict[str, str]]) -> str:
    """Rules as hosts read them: a path, and below it what the answers' heads say."""
    return "".join(
        "".join([f"{path}\n", *(f"  {name}: {value}\n" for name, value in said.items())])
        for path, said in rules.items()
    )


def hashes(pages, kind: str) -> set[str]:
    contents = {content for page in pages for content in INLINE[kind].findall(page)}
    return {digest(content) for content in contents}


def digest(content: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def with_policy(page: str, text: str) -> str:
    """The page with the policy before anything that it is for."""
    page, count = CHARSET.subn(
        rf'\g<0>\n<meta http-equiv="Content-Security-Policy" content="{text}">',
        META.sub("", page),
        count=1,
    )
    if not count:
        raise ExtensionError("book/_ext/policy.py finds no place for the policy in a page")
    return page


def setup(app):
    # Once nothing is put into the pages any more.
    app.connect("build-finished", write_all, priority=990)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
