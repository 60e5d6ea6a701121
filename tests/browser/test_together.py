"""Widgets of different kinds on one page, in any order: each looks as it does alone."""

import pytest

from unrolled import widgets

# What asks in words has no picture without a question.
ASKING = {"Guess", "Sentence", "Order", "Blanks"}
KINDS = [getattr(widgets, name) for name in widgets.__all__ if name not in ASKING]
LOOKS = """root => [...root.querySelectorAll("*")].map((each) => {
  const style = getComputedStyle(each);
  const seen = ["display", "color", "backgroundColor", "backgroundImage", "font", "outline", "outlineOffset",
    "border", "boxShadow", "margin", "padding", "width", "height"];
  return [each.tagName, each.className, ...seen.map((name) => `${name}: ${style[name]}`)].join(" | ");
})"""


def looks(roots):
    """How every part of each widget looks, one list a widget."""
    return [roots.nth(i).evaluate(LOOKS) for i in range(roots.count())]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_looks_as_it_does_alone(show_widget, theme):
    options = {"theme": theme, "reduced_motion": "reduce"}
    alone = [looks(show_widget(kind(), **options))[0] for kind in KINDS]
    together = looks(show_widget(*(kind() for kind in KINDS), **options))
    backwards = looks(show_widget(*(kind() for kind in KINDS[::-1]), **options))[::-1]
    for kind, *three in zip(KINDS, alone, together, backwards, strict=True):
        for one, *others in zip(*three, strict=True):
            assert others == [one, one], kind.__name__
