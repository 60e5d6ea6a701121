"""What a deployment says of the book's place is taken, or refused by name."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from sphinx.errors import ExtensionError

from book._ext import publish


def config():
    return SimpleNamespace(html_theme_options={"show_navbar_depth": 1})


@pytest.mark.parametrize("said", ["https://a.org/book", "https://a.org/book/"])
def test_an_address_is_closed_by_a_slash(monkeypatch, said):
    monkeypatch.setenv("BOOK_URL", said)
    place = config()
    publish.place(None, place)
    assert place.html_baseurl == "https://a.org/book/"
    assert place.notfound_urls_prefix == "/book/"
    assert 'href="/book/index.html"' in place.notfound_context["body"]


@pytest.mark.parametrize("said", ["a.org/book", "/book", "ftp://a.org", "https:///book"])
def test_what_is_no_address_is_refused(monkeypatch, said):
    monkeypatch.setenv("BOOK_URL", said)
    with pytest.raises(ExtensionError, match=r"BOOK_URL='.*' must be an address"):
        publish.place(None, config())


def test_nothing_said_is_nothing_shown(monkeypatch):
    for name in ("BOOK_URL", "BOOK_REPOSITORY", "BOOK_BRANCH"):
        monkeypatch.delenv(name, raising=False)
    place = config()
    publish.place(None, place)
    publish.name_repository(None, place)
    assert place.html_baseurl == ""
    assert place.notfound_urls_prefix == "/"
    assert place.html_theme_options == {"show_navbar_depth": 1}


@pytest.mark.parametrize(
    ("branch", "shown"), [(None, "main"), ("", "main"), ("dev", "dev")]
)
def test_a_repository_brings_its_buttons(monkeypatch, branch, shown):
    monkeypatch.setenv("BOOK_REPOSITORY", "https://github.com/a/b/")
    monkeypatch.delenv("BOOK_BRANCH", raising=False)
    if branch is not None:
        monkeypatch.setenv("BOOK_BRANCH", branch)
    place = config()
    publish.name_repository(None, place)
    options = place.html_theme_options
    assert options["repository_url"] == "https://github.com/a/b"
    assert options["repository_branch"] == shown
    assert options["use_edit_page_button"]
    assert options["show_navbar_depth"] == 1


@pytest.mark.parametrize("known", [{}, {"repository_url": "https://github.com/a/b"}])
def test_words_become_a_link_where_the_repository_is_known(known):
    line = nodes.paragraph("", "Take ")
    line += nodes.reference("", "", nodes.emphasis("", "this"), refuri="repository:")
    other = nodes.reference("", "that", refuri="https://a.org/")
    line += other
    app = SimpleNamespace(config=SimpleNamespace(html_theme_options=known))
    publish.link_repository(app, line, "page")
    assert line.astext() == "Take thisthat"
    found = [link["refuri"] for link in line.findall(nodes.reference)]
    assert found == [*known.values(), "https://a.org/"]
