"""The pages' policy: what a script that got into a page could do. All other tests' pages are under it, too.

A page that comes from a server is under the one that the server sends (tools/server.py), and one from the disk under its
own; what either refuses the browser tells, and `watch` notes.
"""

import re

import pytest

from book._ext.moved import moves
from tests.browser.built import CHAPTERS, PAGES, parsed, show_all
from tools.server import headers_of

NAME = "Content-Security-Policy"
MOVED = [f"book/{name}.html" for name in moves()]
# Scripts and a style as one would get them in, and what is told of each.
INJECT = """async () => {
  const refused = new Set();
  const all = new Promise((done) => {
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      refused.add(`${effectiveDirective} ${blockedURI}`);
      if (refused.size === 4) done();
    });
  });
  const script = Object.assign(document.createElement("script"), { textContent: "globalThis.ran = 'inline'" });
  const elsewhere = Object.assign(document.createElement("script"), { src: "https://example.org/x.js" });
  const style = Object.assign(document.createElement("style"), { textContent: "p { color: red }" });
  document.body.append(script, elsewhere, style);
  document.body.insertAdjacentHTML("beforeend", "<img src='data:,' onerror=\\"globalThis.ran = 'attribute'\\">");
  await all;
  return [[...refused].sort(), globalThis.ran ?? null];
}"""
REFUSED = [
    "script-src-attr inline",
    "script-src-elem https://example.org/x.js",
    "script-src-elem inline",
    "style-src-elem inline",
]


@pytest.mark.parametrize("path", [*PAGES, "index.html", *MOVED])
def test_every_page_brings_the_policy_that_hosts_may_send(html, path):
    (own,) = parsed(html / path).select(f'meta[http-equiv="{NAME}"]')
    sent = headers_of(html)[NAME]
    assert own["content"].replace(" file:", "") == sent
    assert own.find_previous_siblings(["script", "link", "style"]) == []


def test_the_policy_lets_no_script_stand_in_a_page(html):
    rules = dict(rule.split(" ", 1) for rule in headers_of(html)[NAME].split("; "))
    hashes = [source for source in rules["script-src"].split() if source.startswith("'sha")]
    assert len(hashes) <= 2
    assert set(rules["script-src"].split()) - {*hashes} == {"'self'", "'wasm-unsafe-eval'"}
    assert rules["default-src"] == "'self'"
    assert not re.search(r"https?:|\*|'unsafe-eval'", headers_of(html)[NAME])


def test_what_gets_into_a_page_does_not_run(new_context, site, html):
    page = new_context().new_page()  # no fixture's, which would refuse what is told
    for address in (site + CHAPTERS[1], (html / CHAPTERS[1]).as_uri()):
        page.goto(address)
        assert page.evaluate(INJECT) == [REFUSED, None]


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_needs_no_more_than_the_policy_lets_it_from_the_disk(
    open_page, html, path
):
    page = open_page((html / path).as_uri())
    show_all(page)
