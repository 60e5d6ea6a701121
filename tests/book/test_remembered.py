"""What a build remembers for the next one: formulas, coloured code, and what the search knows of a page."""

from types import SimpleNamespace

import pytest
import sphinxcontrib.katex as katex
from sphinx.highlighting import PygmentsBridge

from book._ext import formulas, highlighted, search
from book._ext.remembered import Remembered


class Build(SimpleNamespace):
    """What an extension sees of a build: a folder, and an end to wait for."""

    def __init__(self, folder):
        super().__init__(doctreedir=folder, ends=[])

    def connect(self, event, act):
        assert event == "build-finished"
        self.ends.append(act)

    def finish(self):
        for act in self.ends:
            act(self, None)


@pytest.fixture
def make_build(tmp_path, monkeypatch):
    # Both are replaced for the rest of a process, which has one build.
    monkeypatch.setattr(PygmentsBridge, "highlight_block", highlighted.COLOUR)
    monkeypatch.setattr(katex, "render_latex", formulas.RENDER)
    return lambda: Build(tmp_path)


class Maker:
    def __init__(self, made="made"):
        self.made, self.calls = made, 0

    def __call__(self, *given, **named):
        self.calls += 1
        return self.made


@pytest.mark.parametrize("whole", [False, True])
def test_what_one_build_has_made_the_next_one_need_not(make_build, whole):
    make = Maker()
    for _ in range(2):
        known = Remembered(make_build(), "things")
        assert [known.get(["a", 1], make), known.get(["a", 1], make)] == ["made", "made"]
        known.keep(whole=whole)
    assert make.calls == 1


def test_made_of_something_else_it_is_made_anew(make_build):
    known, make = Remembered(make_build(), "things"), Maker()
    for made_of in (["a", 1], ["a", 2], ["b", 1], ["a", 1, None]):
        known.get(made_of, make)
    assert make.calls == 4


@pytest.mark.parametrize(("whole", "calls"), [(False, 1), (True, 2)])
def test_what_is_out_of_use_goes_with_a_whole_build_alone(make_build, whole, calls):
    make = Maker()
    for made_of in (["old"], ["new"], ["old"]):
        known = Remembered(make_build(), "things")
        known.get(made_of, make if made_of == ["old"] else Maker())
        known.keep(whole=whole)
    assert make.calls == calls


def test_code_looks_as_it_would_and_is_coloured_once(make_build, monkeypatch):
    plain = PygmentsBridge("html").highlight_block("x = [0] * 9\n", "python")
    asked = []
    colour = highlighted.COLOUR
    monkeypatch.setattr(
        highlighted,
        "COLOUR",
        lambda *all, **named: asked.append(all) or colour(*all, **named),
    )
    for _ in range(2):
        build = make_build()
        highlighted.remember(build)
        shown = [
            PygmentsBridge("html").highlight_block("x = [0] * 9\n", language)
            for language in ("python", "text")
        ]
        build.finish()
        assert shown[0] == plain != shown[1]
    assert len(asked) == 2


def test_a_formula_is_rendered_once_for_each_way_to_show_it(make_build, monkeypatch):
    render = Maker("<math>")
    monkeypatch.setattr(formulas, "RENDER", render)
    for _ in range(2):
        build = make_build()
        formulas.remember(build)
        assert katex.render_latex("x", {"displayMode": True}) == "<math>"
        assert katex.render_latex("x") == katex.render_latex("x", None) == "<math>"
        build.finish()
    assert render.calls == 2


PAGE = '<article class="bd-article"><section id="top"><h1>{}</h1><p>Words.</p></section></article>'


def test_the_search_reads_a_page_anew_once_it_has_changed(
    make_build, tmp_path, monkeypatch
):
    read = []
    records = search.records_of
    monkeypatch.setattr(
        search,
        "records_of",
        lambda text, address: read.append(address) or records(text, address),
    )
    folder = tmp_path / "book"
    folder.mkdir()
    for titles in (["A", "B"], ["A", "B"], ["A", "C"]):
        for name, title in zip("ab", titles, strict=True):
            (folder / f"{name}.html").write_text(PAGE.format(title), "utf8")
        found = search.index(tmp_path, Remembered(make_build(), "sections"))
        assert [record[1] for record in found] == [[title] for title in titles]
    assert read == ["book/a.html", "book/b.html", "book/b.html"]
