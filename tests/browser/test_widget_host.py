"""The host that shows widgets without a kernel, on a page of its own."""

import json
from pathlib import Path

import pytest

HOST = Path(__file__).parents[2] / "book" / "assets" / "widget-host.js"
COUNTER = """
globalThis.loaded = (globalThis.loaded ?? 0) + 1;
export default { render({ model, el }) {
  const button = document.createElement("button");
  const show = () => { button.textContent = model.get("count"); };
  model.on("change:count", show);
  button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
  el.append(button);
  show();
} };
"""


STYLE = "button { color: rgb(1, 2, 3); }"
# As book/_ext/widget_files.py makes them: a state names a script that others share, one that registers the widget, and a
# stylesheet.
FILES = {
    "shared.js": "globalThis.widgetCode = {};",
    "counter.js": f"""widgetCode.counter = () => {{ {COUNTER.replace("export default", "return")} }};""",
    "broken.js": """widgetCode.broken = () => { throw Error("no"); };""",
    "counter.css": STYLE,
    "broken.css": STYLE,
}


def in_files(name):
    return {"name": name, "js": ["shared.js", f"{name}.js"], "css": f"{name}.css"}


def counter(count, esm=COUNTER, module="anywidget"):
    state = {"count": count, "_esm": esm}
    if isinstance(esm, str):
        state["_css"] = STYLE
    return {"model_module": module, "state": state}


@pytest.fixture
def shown(tmp_path, context):
    """Open a page with these widgets, a view for each name in `views`."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf8")

    def shown(widgets, views, before=""):
        kind = '<script type="application/vnd.jupyter.widget-{}+json">{}</script>'
        body = "".join(
            before + kind.format("view", json.dumps({"model_id": name})) for name in views
        )
        state = kind.format("state", json.dumps({"state": widgets}))
        file = tmp_path / "page.html"
        file.write_text(
            f"<!doctype html><body>{body}{state}<script src='{HOST.as_uri()}'></script>",
            "utf8",
        )
        page = context.new_page()
        page.goto(file.as_uri())
        page.wait_for_function(
            "() => [...document.querySelectorAll('[data-widget-slot]')].every(slot => slot.textContent)"
        )
        return page

    return shown


@pytest.mark.parametrize(
    ("esm", "style"), [(COUNTER, "style"), (in_files("counter"), "link")]
)
def test_two_views_share_a_model_and_all_share_code_and_style(shown, esm, style):
    page = shown({"a": counter(1, esm), "b": counter(10, esm)}, ["a", "a", "b"])
    buttons = page.get_by_role("button")
    buttons.nth(0).click()
    assert buttons.all_text_contents() == ["2", "2", "10"]
    assert page.evaluate("loaded") == 1
    assert page.locator(style).count() == 1
    assert buttons.nth(0).evaluate("one => getComputedStyle(one).color") == "rgb(1, 2, 3)"


def test_room_reserved_by_the_page_is_used(shown):
    page = shown({"a": counter(1)}, ["a"], before='<div data-widget-slot id="room"></div>')
    assert page.locator("[data-widget-slot]").count() == 1
    assert page.locator("#room button").text_content() == "1"


@pytest.mark.parametrize(
    "record",
    [
        counter(1, module="another"),
        counter(1, esm="export default"),
        counter(1, esm="throw Error('no')"),
        counter(1, esm=in_files("missing")),
        counter(1, esm=in_files("broken")),
        counter(1, esm=None),
        None,
    ],
)
@pytest.mark.parametrize("esm", [COUNTER, in_files("counter")])
def test_a_failure_is_said_in_place_and_others_still_live(shown, record, esm):
    page = shown({"bad": record, "good": counter(3, esm)}, ["bad", "good"])
    slots = page.locator("[data-widget-slot]").all_text_contents()
    assert slots[0].startswith("This interactive picture could not be shown: ")
    assert slots[1] == "3"


def test_code_that_did_not_load_is_named_as_the_cause(shown):
    page = shown({"a": counter(1, esm=in_files("missing"))}, ["a"])
    said = "This interactive picture could not be shown: its code could not be loaded."
    assert page.locator("[data-widget-slot]").text_content() == said


SEMANTICS = """
export default { render({ model, el }) {
  const heard = [];
  const count = () => heard.push("count " + model.get("count"));
  model.on("change:count change:list", count);
  model.on("change", () => heard.push("change"));
  model.set("count", 1);
  model.set("list", [1, 2]);
  model.set("list", [1, 2]);
  model.set({ count: 2, list: [3] });
  model.off("change:count", count);
  model.set("count", 5);
  el.textContent = heard.join(", ");
} };
"""


def test_the_model_tells_of_changes_as_in_a_kernel(shown):
    page = shown({"a": counter(1, esm=SEMANTICS)}, ["a"])
    heard = "count 1, change, count 2, count 2, change, change"
    assert page.locator("[data-widget-slot]").text_content() == heard
