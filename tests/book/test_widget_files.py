"""The Sphinx extension that moves the widgets' code out of the built pages."""

import json
import re
from types import SimpleNamespace

import pytest
from sphinx.errors import ExtensionError

from book._ext import widget_files
from book._ext.widget_files import (
    FOLDER,
    current,
    in_versions,
    move_all,
    move_code,
    refresh,
)
from unrolled import bundles

KIND = '<script type="application/vnd.jupyter.widget-{}+json">{}</script>'
NOW = {"js": "now()", "css": "p{}", "map": "{}"}


@pytest.fixture(autouse=True)
def made(monkeypatch):
    """The widgets' code of today, which a test may change."""
    shared = {"js": "both()", "map": "{}"}
    made = {"im2col": NOW, "pooling": NOW, "shared": shared}
    monkeypatch.setattr(bundles, "for_pages", lambda: made)
    return made


def record(name="im2col", **state):
    """A widget's state with the code that its notebook knew, or without any."""
    code = {"_esm": "old()", "_css": "old{}"}
    return {
        "model_module": "anywidget",
        "state": code | {"_anywidget_id": f"unrolled.widgets.{name}.Widget"} | state,
    }


def page_of(records, shown):
    """What myst-nb makes: the state in the head, a view where a cell shows a widget."""
    state = KIND.format("state", json.dumps({"state": records}).replace("</", r"<\/"))
    views = "".join(KIND.format("view", json.dumps({"model_id": name})) for name in shown)
    return f"<head>{state}<script src='host.js'></script></head><body>{views}</body>"


def records_of(page):
    (text,) = re.findall(KIND.format("state", "(.*?)").replace("+json", r"\+json"), page)
    return json.loads(text)["state"]


def named(name, up):
    """What a state says in place of its code, before `refresh` adds the versions."""
    way = f"{up}{FOLDER}/{name}"
    shared = f"{up}{FOLDER}/shared.js?v="
    return {"name": name, "js": [shared, f"{way}.js?v="], "css": f"{way}.css?v="}


def test_two_widgets_of_a_kind_share_their_files():
    page = move_code(page_of({"a": record(x=1), "b": record(x=2)}, ["a", "b", "a"]), "../")
    assert "old" not in page
    states = [one["state"] for one in records_of(page).values()]
    assert [(state["x"], state["_esm"]) for state in states] == [
        (1, named("im2col", "../")),
        (2, named("im2col", "../")),
    ]
    assert not any("_css" in state for state in states)


def test_an_output_that_was_stored_without_code_does_as_well():
    bare = record()
    del bare["state"]["_esm"], bare["state"]["_css"]
    both = [move_code(page_of({"a": one}, ["a"]), "") for one in (record(), bare)]
    assert records_of(both[0]) == records_of(both[1])


def test_the_page_keeps_the_state_of_what_it_shows_and_nothing_else():
    layout = {"model_module": "@jupyter-widgets/base", "state": {"width": None}}
    text = "</script><!--<script> \u2028 é"
    records = {"layout": layout, "shown": record(layout="IPY_MODEL_layout", text=text)}
    page = move_code(page_of(records | {"unseen": record("pooling")}, ["shown"]), "")
    assert list(records_of(page)) == ["shown"]
    assert records_of(page)["shown"]["state"]["text"] == text
    assert "pooling" not in page


def test_a_widget_of_another_kind_and_a_page_without_any_stay_as_they_are():
    slider = {"model_module": "@jupyter-widgets/controls", "state": {"value": 3}}
    assert records_of(move_code(page_of({"a": slider}, ["a"]), "")) == {"a": slider}
    assert move_code("<p>words</p>", "") == "<p>words</p>"


@pytest.mark.parametrize("id", ["", "im2col", "others.im2col.X", "unrolled.widgets.base.X"])
def test_a_widget_whose_code_is_not_here_stops_the_build(id):
    with pytest.raises(ExtensionError, match="finds a widget"):
        move_code(page_of({"a": record(_anywidget_id=id)}, ["a"]), "")


@pytest.fixture
def build(tmp_path):
    """Build a site of these pages, on top of what earlier builds left; gives the site's folder."""

    def build(pages, exception=None, format="html"):
        for name, page in pages.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(page, "utf8")
        builder = SimpleNamespace(format=format)
        move_all(SimpleNamespace(outdir=str(tmp_path), builder=builder), exception)
        return tmp_path

    return build


def contents(site):
    return {path: path.read_text("utf8") for path in site.glob("**/*.*")}


def test_pages_share_files_and_a_second_build_changes_nothing(build):
    page = page_of({"a": record()}, ["a"])
    site = build({"top.html": page, "book/deep.html": page})
    seen = contents(site)
    assert re.search(rf'"{FOLDER}/im2col\.js\?v=\w+"', seen[site / "top.html"])
    deep = seen[site / "book/deep.html"]
    assert re.search(rf'"\.\./{FOLDER}/im2col\.js\?v=\w+"', deep)
    files = {path.name: text for path, text in seen.items() if path.parent == site / FOLDER}
    own = {"im2col.js": "now()", "im2col.css": "p{}", "im2col.js.map": "{}"}
    assert files == own | {"shared.js": "both()", "shared.js.map": "{}"}
    build({})  # no page is new
    build({"top.html": page})  # and then one
    assert contents(site) == seen


def test_code_that_changed_shows_in_every_page_without_a_build(build, made):
    site = build({"a.html": page_of({"a": record(), "b": record("pooling")}, ["a", "b"])})
    before = (site / "a.html").read_text("utf8")
    made["im2col"] = NOW | {"js": "later()"}
    refresh(site)
    assert (site / FOLDER / "im2col.js").read_text("utf8") == "later()"
    versions = [
        dict(re.findall(r"(\w+\.\w+)\?v=(\w+)", page))
        for page in (before, (site / "a.html").read_text("utf8"))
    ]
    changed = {name for name in versions[0] if versions[0][name] != versions[1][name]}
    assert changed == {"im2col.js"}, "browsers keep what is as it was"


def test_a_page_of_old_outputs_that_is_built_anew_has_the_code_of_today(build, made):
    page = page_of({"a": record()}, ["a"])
    build({"a.html": page})
    made["im2col"] = NOW | {"js": "later()"}
    site = build({"a.html": page})
    assert (site / FOLDER / "im2col.js").read_text("utf8") == "later()"
    assert "old" not in "".join(contents(site).values())


def test_a_build_leaves_no_files_that_no_page_names(build):
    site = build({"a.html": page_of({"a": record()}, ["a"])})
    build({"a.html": page_of({"a": record("pooling")}, ["a"])})
    names = {file.name for file in (site / FOLDER).iterdir()}
    scripts = {f"{name}.js{end}" for name in ("pooling", "shared") for end in ("", ".map")}
    assert names == scripts | {"pooling.css"}


def test_a_book_without_any_widget_stops_the_build(build):
    with pytest.raises(ExtensionError, match="finds no widget's code"):
        build({"a.html": page_of({"a": record()}, [])})


def test_only_html_that_was_built_is_touched(build):
    page = page_of({"a": record()}, ["a"])
    for options in [{"format": "latex"}, {"exception": ValueError("the build failed")}]:
        assert (build({"a.html": page}, **options) / "a.html").read_text("utf8") == page


def test_a_script_leads_to_its_source_map(monkeypatch):
    monkeypatch.undo()
    files = current()
    assert files["im2col.js"].endswith("//# sourceMappingURL=im2col.js.map\n")
    sources = json.loads(files["im2col.js.map"])["sources"]
    assert any(source.endswith("im2col/words.js") for source in sources)


def test_what_a_widget_fetches_stands_beside_its_code(tmp_path, made):
    """Where no page shows that widget, it is not there."""
    page = tmp_path / "page.html"
    for name, there in ("im2col", False), ("network", True):
        made[name] = NOW
        page.write_text(move_code(page_of({"a": record(name)}, ["a"]), ""), "utf8")
        assert ("digits.js" in refresh(tmp_path)) == there
        assert (tmp_path / FOLDER / "digits.js").is_file() == there
    text = (tmp_path / FOLDER / "digits.js").read_text("utf8")
    assert text.startswith("(globalThis.widgetData ??= {}).digits = {")
    assert "digits.js" not in page.read_text("utf8")


def test_other_digits_are_another_version_of_the_code_that_fetches_them(
    tmp_path, made, monkeypatch
):
    page = tmp_path / "page.html"
    made["network"] = NOW
    monkeypatch.setattr(bundles, "names", lambda: ["network"])
    page.write_text(move_code(page_of({"a": record("network")}, ["a"]), ""), "utf8")
    versions = []
    for labels in [0, 1], [1, 0]:
        monkeypatch.setattr(
            widget_files, "training_digits", lambda of=labels: {"labels": of}
        )
        refresh(tmp_path)
        versions.append(dict(re.findall(r"(\w+\.\w+)\?v=(\w+)", page.read_text("utf8"))))
    before, after = versions
    assert {name for name in before if before[name] != after[name]} == {"network.js"}
    assert in_versions()["network"][1].endswith(after["network.js"])
