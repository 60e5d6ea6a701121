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
# As book/_ext/widget_files.py makes it: the page brings a script and a stylesheet, the state names the script.
REGISTERED = f"""<style>{STYLE}</style><script>globalThis.widgetCode = {{
  counter: () => {{ {COUNTER.replace("export default", "return")} }},
  broken: () => {{ throw Error("no"); }},
}}</script>"""


def counter(count, esm=COUNTER, module="anywidget"):
    state = {"count": count, "_esm": esm}
    if isinstance(esm, str):
        state["_css"] = STYLE
    return {"model_module": module, "state": state}


@pytest.fixture
def shown(tmp_path, context):
    """Open a page with these widgets, a view for each name in `views`."""

    def shown(widgets, views, before="", head=""):
        kind = '<script type="application/vnd.jupyter.widget-{}+json">{}</script>'
        body = "".join(
            before + kind.format("view", json.dumps({"model_id": name})) for name in views
        )
        state = kind.format("state", json.dumps({"state": widgets}))
        file = tmp_path / "page.html"
        file.write_text(
            f"<!doctype html><body>{head}{body}{state}<script src='{HOST.as_uri()}'></script>",
            "utf8",
        )
        page = context.new_page()
        page.goto(file.as_uri())
        page.wait_for_function(
            "[...document.querySelectorAll('[data-widget-slot]')].every(slot => slot.textContent)"
        )
        return page

    return shown


@pytest.mark.parametrize(
    ("esm", "head"), [(COUNTER, ""), ({"name": "counter"}, REGISTERED)]
)
def test_two_views_share_a_model_and_all_share_code_and_style(shown, esm, head):
    page = shown({"a": counter(1, esm), "b": counter(10, esm)}, ["a", "a", "b"], head=head)
    buttons = page.get_by_role("button")
    buttons.nth(0).click()
    assert buttons.all_text_contents() == ["2", "2", "10"]
    assert page.evaluate("[loaded, document.querySelectorAll('style').length]") == [1, 1]


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
        counter(1, esm={"name": "missing"}),
        counter(1, esm={"name": "broken"}),
        counter(1, esm=None),
        None,
    ],
)
@pytest.mark.parametrize("head", ["", REGISTERED])
def test_a_failure_is_said_in_place_and_others_still_live(shown, record, head):
    page = shown({"bad": record, "good": counter(3)}, ["bad", "good"], head=head)
    slots = page.locator("[data-widget-slot]").all_text_contents()
    assert slots[0].startswith("This interactive picture could not be shown: ")
    assert slots[1] == "3"


def test_code_that_did_not_load_is_named_as_the_cause(shown):
    page = shown({"a": counter(1, esm={"name": "missing"})}, ["a"])
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
