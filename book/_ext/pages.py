"""Makes built pages light and accessible where Jupyter Book and its theme do not.

Japanese is marked as such; head scripts no longer hold the page up; faults of the theme are mended; widgets bring
their code along only once (widget_files.py); one stylesheet stands for the theme's many (stylesheet.py).
Where no script runs, stills.py has a widget's picture. questions.py covers what a
question asks for. What others show of a page is in preview.py; publish.py has
what only a published book can say.
Each replacement must match somewhere in the book, so that a new theme cannot pass by unnoticed.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError

from book._ext.site_pages import written, wrote_all

PARTS = (
    "rewritten",
    "site_pages",
    "formulas",
    "highlighted",
    "drawings",
    "live",
    "stills",
    "preview",
    "moved",
    "places",
    "publish",
    "widget_files",
    "questions",
    "stylesheet",
    "bare",
    "search",
    "theme",
    "policy",
)
SIDEBARS = {"primary": "Pages of the book", "secondary": "On this page"}
# What to replace in every page's HTML: why, pattern, replacement. A new theme cannot pass by unnoticed.
REPLACEMENTS = [
    (
        "the search button is named by the words it shows",
        re.compile(r'(<button class="btn search-button-field[^>]*?) aria-label="[^"]*"'),
        r"\1",
    ),
    (
        "screen readers need not spell the shortcut",
        re.compile(r'<span class="search-button__kbd-shortcut"'),
        r'<span aria-hidden="true" class="search-button__kbd-shortcut"',
    ),
    (
        "an icon is no part of a name",
        re.compile(r'<i class="'),
        r'<i aria-hidden="true" class="',
    ),
    (
        "all content stands in a landmark",
        re.compile(r'<div id="pst-primary-sidebar"'),
        r'<div role="complementary" aria-label="Book" id="pst-primary-sidebar"',
    ),
    (
        "the menu says which page is the one being read",
        re.compile(r'<a class="current reference internal" href="#"'),
        r'<a aria-current="page" class="current reference internal" href="#"',
    ),
    (
        "a button is called by what it opens",
        re.compile(r'title="Toggle (primary|secondary) sidebar"'),
        lambda found: f'title="{SIDEBARS[found[1]]}"',
    ),
    (
        "light or dark is chosen before the page is drawn: the theme's script, which comes later, redraws it all",
        re.compile(r'(dataset\.theme = )localStorage\.getItem\("theme"\) \|\| "auto";'),
        r"""\1{ light: "light", dark: "dark" }[localStorage.getItem("mode")]
      || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");""",
    ),
    (
        "no script stands in a page: what only tells a page's name, no script asks for",
        re.compile(r"\s*<script>DOCUMENTATION_OPTIONS\.[^<]*</script>"),
        "",
    ),
    (
        "no page marks the words of Sphinx's search, in whose place the book has its own",
        re.compile(r"\s*<script[^>]*sphinx_highlight\.js[^>]*></script>"),
        "",
    ),
    (
        "a page without tabs needs no script for them",
        re.compile(
            r'\A((?:(?!class="sd-tab-set).)*?)<script[^>]*design-tabs\.js[^>]*></script>(?!.*class="sd-tab-set)',
            re.DOTALL,
        ),
        r"\1",
    ),
    (
        "what draws a picture's file waits until one is to be saved",
        re.compile(
            r'<script(?=[^>]*src="([^"]*widget-svg\.js[^"]*)")[^>]*></script>\s*(<script)(?=[^>]*widget-share\.js)'
        ),
        r'\2 data-svg="\1"',
    ),
    (
        "a page is printed by a script of the book's own",
        re.compile(r'<button onclick="window\.print\(\)"'),
        '<button data-prints=""',
    ),
]
# The same, where what a page holds is marked: a book need not have it.
MARKS = [
    (
        "folded code is called by the words above it",
        re.compile(r'<summary aria-label="Toggle hidden content">'),
        "<summary>",
    ),
    (
        "each exercise and solution has an address, and what stands in it none: all would have the same",
        re.compile(r'<section id="(?:exercise|solution)-content">'),
        "<section>",
    ),
    (
        "room is kept for a widget: a rule that asks what is in an output is asked anew at each change of the page",
        re.compile(
            r'(<div class="cell_output)(?= docutils container">\s*<script type="application/vnd\.jupyter\.widget-view)'
        ),
        r"\1 shows-widget",
    ),
    (
        "a page that tells a story is known as one, for the same reason",
        re.compile(r"<body(?=[^>]*>.*? tag_story )", re.DOTALL),
        '<body class="tells-story"',
    ),
]
# What extensions say to their scripts, in pages: the same in all, and so in one file with Sphinx's own options.
OPTIONS = re.compile(r'(<script[^>]*src="[^"]*_static/)documentation_options\.js[^"]*"')
SETTINGS = re.compile(r"\s*<script>((?:let|var) toggle\w+ = [^<]*)</script>")
DEFER = re.compile(r"<script(?=[^>]*\bsrc=)(?![^>]*\b(?:defer|async)\b)")


# A word with kana or kanji in it, alone or with another in brackets.
WORD = r"[\w×]*[\u3040-\u30ff\u4e00-\u9fff]\w*"
JAPANESE = re.compile(rf"({WORD}(?:\({WORD}\))?|\w+\({WORD}\))")
# What the index says: a page that Sphinx makes, with no document that could be marked.
INDEXED = re.compile(r"(?<=>)[^<>]+(?=<)")


def mark_japanese(app, doctree, docname):
    """For a screen reader, which would else read it in its English voice."""
    for text in list(doctree.findall(nodes.Text)):
        # Code and raw HTML take no markup inside.
        if JAPANESE.search(text) and not isinstance(
            text.parent, (nodes.FixedTextElement, nodes.raw)
        ):
            # What re.split finds stands in the odd places.
            parts = [
                nodes.inline("", part, classes=["language-ja"])
                if i % 2
                else nodes.Text(part)
                for i, part in enumerate(JAPANESE.split(text))
            ]
            text.parent.replace(text, parts)


def mark_in_html(text: re.Match) -> str:
    return JAPANESE.sub(r'<span lang="ja">\1</span>', text[0])


# A grader's verdict: a block of its own kind, and its mark the badge.
VERDICT = re.compile(r"<blockquote>(\s*<div>\s*)?<p>([✓✗]) (?=<strong>)")
VERDICTS = {"✓": "right", "✗": "wrong"}


def mark_verdict(found: re.Match) -> str:
    inner, mark = found.groups(default="")
    badge = f'<span class="mark" aria-hidden="true">{mark}</span>'
    return f'<blockquote class="verdict {VERDICTS[mark]}">{inner}<p>{badge}'


def plain_code(css: str) -> re.Pattern:
    """Pieces of code, as HTML, whose colour is their block's own in light and in dark: half of a page's elements."""
    blocks = set(
        re.findall(r'html\[data-theme="(\w+)"\] \.highlight \{[^}]*\bcolor: (#\w+)', css)
    )
    rules = re.findall(
        r'html\[data-theme="(\w+)"\] \.highlight \.(\w+) \{ color: (#\w+) \}', css
    )
    plain = Counter(name for theme, name, colour in rules if (theme, colour) in blocks)
    names = [name for name, count in plain.items() if count == len(blocks)]
    # Operators too: they are a sixth of a page's elements, and in a colour of their own no easier to read.
    names.append("o")
    return re.compile(rf'<span class="(?:{"|".join(names)})">([^<]*)</span>')


def settings_in(pages: Iterable[str]) -> str:
    """All pages say the same, and one of the extensions says it twice."""
    lines = dict.fromkeys(line for page in pages for line in SETTINGS.findall(page))
    return "".join(f"{line}\n" for line in lines)


def mend_pages(app, exception):
    pages = written(app)
    if exception or not pages:
        return
    static = Path(app.outdir) / "_static"
    options = (static / "documentation_options.js").read_text("utf8")
    settings = f"{options}\n{settings_in(path.read_text('utf8') for path in pages)}"
    (static / "settings.js").write_text(settings, "utf8", newline="\n")
    version = hashlib.sha256(settings.encode()).hexdigest()[:8]
    replacements = [
        *REPLACEMENTS,
        (
            "code in its block's own colour needs no element",
            plain_code((static / "pygments.css").read_text("utf8")),
            r"\1",
        ),
        (
            "Sphinx's options are in the file of all settings",
            OPTIONS,
            rf'\1settings.js?v={version}"',
        ),
        ("the settings of extensions are, too", SETTINGS, ""),
    ]
    counts = dict.fromkeys((why for why, _, _ in replacements), 0)
    for path in pages:
        page = path.read_text("utf8")
        for why, pattern, replacement in replacements:
            page, count = pattern.subn(replacement, page)
            counts[why] += count
        for _, pattern, replacement in MARKS:
            page = pattern.sub(replacement, page)
        page = VERDICT.sub(mark_verdict, page)
        if path.name == "genindex.html":
            page = INDEXED.sub(mark_in_html, page)
        page = DEFER.sub("<script defer", page)
        path.write_text(page, "utf8", newline="\n")
    missing = [why for why, count in counts.items() if not count]
    if missing and wrote_all(app):
        raise ExtensionError(
            f"book/_ext/pages.py no longer matches the theme's HTML: {missing}"
        )


def setup(app):
    for part in PARTS:
        app.setup_extension(f"book._ext.{part}")
    app.connect("doctree-resolved", mark_japanese)
    app.connect("build-finished", mend_pages, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
