"""The Sphinx extension that moves the widgets' code out of the built pages."""

import hashlib
import json
import re
from types import SimpleNamespace

import pytest
from sphinx.errors import ExtensionError

from book._ext.widget_files import FOLDER, move_all, move_code, take_code

KIND = '<script type="application/vnd.jupyter.widget-{}+json">{}</script>'
ESM = "const greeting = 'hello';\nexport default { render({ el }) { el.textContent = greeting; } };\n"
CSS = "p {\n  color: red;\n}\n"


def record(esm=ESM, css=CSS, **state):
    return {"model_module": "anywidget", "state": state | {"_esm": esm, "_css": css}}


def page_of(records, shown):
    """What myst-nb makes: the state in the head, a view where a cell shows a widget."""
    state = KIND.format("state", json.dumps({"state": records}).replace("</", r"<\/"))
    views = "".join(KIND.format("view", json.dumps({"model_id": name})) for name in shown)
    return f"<head>{state}<script src='host.js'></script></head><body>{views}</body>"


def records_of(page):
    (text,) = re.findall(KIND.format("state", "(.*?)").replace("+json", r"\+json"), page)
    return json.loads(text)["state"]


def test_two_widgets_of_a_kind_share_their_files():
    page = page_of({"a": record(x=1), "b": record(x=2)}, ["a", "b", "a"])
    page, files = move_code(page, "../")
    (css, style), (js, script) = sorted(
        files.items(), key=lambda file: file[0].split(".")[1]
    )
    assert page.count(f'<link rel="stylesheet" href="../{FOLDER}/{css}">') == 1
    assert page.count(f'<script defer src="../{FOLDER}/{js}"></script>') == 1
    assert page.index(js) < page.index("host.js"), (
        "the host needs what the script registers"
    )
    assert "greeting" not in page
    assert "color" not in page
    name = {"name": js.removesuffix(".js")}
    assert [one["state"] for one in records_of(page).values()] == [
        {"x": 1, "_esm": name},
        {"x": 2, "_esm": name},
    ]
    assert ("red" in style, "hello" in script) == (True, True)


def test_a_file_is_named_by_its_content():
    names = [
        set(take_code({"_esm": esm, "_css": css}))
        for esm, css in [(ESM, CSS), (ESM, CSS), (ESM.replace("h", "H", 1), CSS), (ESM, "")]
    ]
    assert names[0] == names[1]
    assert len(names[0] & names[2]) == 1, "another script, the same stylesheet"
    assert names[3] < names[0], "no stylesheet, the same script"
    for name, text in take_code({"_esm": ESM, "_css": CSS}).items():
        stem = name.split(".")[0]
        content = text.split("=", 2)[-1] if name.endswith(".js") else text
        assert hashlib.sha256(content.encode()).hexdigest().startswith(stem)


def test_the_page_keeps_the_state_of_what_it_shows_and_nothing_else():
    layout = {"model_module": "@jupyter-widgets/base", "state": {"width": None}}
    text = "</script><!--<script> \u2028 é"
    records = {"layout": layout, "shown": record(layout="IPY_MODEL_layout", text=text)}
    page, files = move_code(
        page_of(records | {"unseen": record(ESM + "// other\n")}, ["shown"]), ""
    )
    assert list(records_of(page)) == ["shown"]
    assert records_of(page)["shown"]["state"]["text"] == text
    assert len(files) == 2


def test_a_widget_of_another_kind_and_a_page_without_any_stay_as_they_are():
    slider = {"model_module": "@jupyter-widgets/controls", "state": {"value": 3}}
    page, files = move_code(page_of({"a": slider}, ["a"]), "")
    assert records_of(page) == {"a": slider}
    assert not files
    assert move_code("<p>words</p>", "") == ("<p>words</p>", {})


@pytest.mark.parametrize(
    "esm",
    [
        "export const render = 1;\n",
        'import "./x.js";\n' + ESM,
        ESM + "export { greeting };\n",
        ESM + ESM,
    ],
)
def test_a_module_that_cannot_become_a_function_stops_the_build(esm):
    with pytest.raises(ExtensionError, match="a widget's module must"):
        take_code({"_esm": esm})


def test_code_is_minified_and_broken_code_stops_the_build():
    pytest.importorskip("minify", reason="it has no wheel for this machine")
    style, script = take_code({"_esm": ESM, "_css": CSS}).values()
    assert style == "p{color:red}"
    assert "greeting" not in script
    with pytest.raises(ValueError, match="unexpected"):
        take_code({"_esm": ESM + "}"})


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


def files_of(site):
    return {file.name for file in (site / FOLDER).iterdir()}


def test_pages_share_files_and_a_second_build_changes_nothing(build):
    page = page_of({"a": record()}, ["a"])
    site = build({"top.html": page, "book/deep.html": page})
    seen = {path: path.read_bytes() for path in site.glob("**/*.*")}
    (js,) = (name for name in files_of(site) if name.endswith(".js"))
    assert f'src="{FOLDER}/{js}"' in (site / "top.html").read_text("utf8")
    assert f'src="../{FOLDER}/{js}"' in (site / "book/deep.html").read_text("utf8")
    assert len(files_of(site)) == 2
    build({})  # no page is new
    build({"top.html": page})  # and then one
    assert {path: path.read_bytes() for path in site.glob("**/*.*")} == seen


def test_a_build_leaves_no_older_files(build):
    old = files_of(build({"a.html": page_of({"a": record()}, ["a"])}))
    new = files_of(
        build({"a.html": page_of({"a": record(ESM.replace("hello", "hi"))}, ["a"])})
    )
    assert len(old) == len(new) == 2
    assert len(old & new) == 1, "the stylesheet is as it was"


def test_a_book_without_any_widget_stops_the_build(build):
    with pytest.raises(ExtensionError, match="finds no widget's code"):
        build({"a.html": page_of({"a": record()}, [])})


def test_only_html_that_was_built_is_touched(build):
    page = page_of({"a": record()}, ["a"])
    for options in [{"format": "latex"}, {"exception": ValueError("the build failed")}]:
        assert (build({"a.html": page}, **options) / "a.html").read_text("utf8") == page
