"""A question in sight, on a bare page: answered by buttons or by places, judged by rules, given up by one key."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stepper import button
from tools.server import serve
from unrolled import bundles

# A question whose answers are numbers: 3 is right, a larger one is too late, and any other too early.
QUESTION = """{
  text: "Which `x`?",
  answers: [[3, "three"], [5, "five"], [1, "one"]],
  rules: { right: (n) => n === 3, late: (n) => n > 3, early: () => true },
  said: { right: (n) => `Yes, ${n}.`, late: (n) => `${n} is too late.`, early: (n) => `${n} is too early.` },
  shown: "It is three.",
}"""
ASK = f"""async (most) => {{
  const {{ makeAsk }} = await import("/shared/ask.js");
  const root = Object.assign(document.createElement("main"), {{ innerHTML: "<input>" }});
  document.body.replaceChildren(root);
  window.heard = [];
  window.ask = makeAsk(root, {{
    onSettled: (words) => heard.push(words),
    onWrong: (answer, rule) => heard.push([answer, rule]),
  }});
  root.append(ask.root);
  ask.ask({{ ...{QUESTION}, most }});
}}"""


@pytest.fixture
def asked(open_page):
    """A page that asks: asked(), or asked(5) where so many answers may be wrong."""
    with serve(bundles.JS) as site:

        def asked(most: int | None = None) -> Page:
            page = open_page("shared/ask.js", site=site)
            page.evaluate(ASK.replace(", most }", ", most: most ?? undefined }"), most)
            return page

        yield asked


def heard(page: Page) -> list:
    return page.evaluate("heard")


def test_a_right_answer_settles_it(asked):
    page = asked()
    expect(page.locator(".question")).to_have_text("Which x?")
    expect(page.locator(".question code")).to_have_text("x")
    button(page, "three").click()
    assert heard(page) == ["Yes, 3."]
    button(page, "five").click()
    page.keyboard.press("Escape")
    assert heard(page) == ["Yes, 3."], "it is over"


def test_a_wrong_answer_is_told_its_rule_and_marked_and_counts_once(asked):
    page = asked()
    five = button(page, "five")
    five.click()
    expect(page.get_by_role("status")).to_have_text("5 is too late.")
    expect(five).to_be_disabled()
    five.click(force=True)
    assert heard(page) == [[5, "late"]]
    button(page, "one").click()
    assert heard(page) == [[5, "late"], "It is three."]


def test_it_takes_as_many_wrong_ones_as_it_should(asked):
    page = asked(3)
    for _ in range(2):
        page.evaluate("ask.answer(9)")
    assert page.evaluate("ask.isOpen()")
    page.evaluate("ask.answer(0)")
    assert heard(page) == [[9, "late"], [9, "late"], "It is three."]
    assert not page.evaluate("ask.isOpen()")


def test_a_place_is_an_answer_too(asked):
    page = asked()
    page.evaluate("ask.answer(4)")
    expect(page.get_by_role("status")).to_have_text("4 is too late.")
    page.evaluate("ask.answer(3)")
    assert heard(page) == [[4, "late"], "Yes, 3."]


@pytest.mark.parametrize("way", ["key", "button"])
def test_who_gives_up_is_told(asked, way):
    page = asked()
    if way == "key":
        page.get_by_role("textbox").focus()
        page.keyboard.press("Escape")
    else:
        button(page, "Show me").click()
    assert heard(page) == ["It is three."]


def test_a_question_in_its_place_starts_anew(asked):
    page = asked()
    button(page, "one").click()
    page.evaluate(f"ask.ask({QUESTION})")
    expect(page.get_by_role("status")).to_have_text("")
    expect(button(page, "one")).to_be_enabled()
    button(page, "one").click()
    assert heard(page) == [[1, "early"], [1, "early"]], "no miss is carried over"
    page.evaluate("ask.close()")
    page.keyboard.press("Escape")
    assert len(heard(page)) == 2
