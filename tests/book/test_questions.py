"""What a built page does for its questions: covers outputs, keeps room, and answers on paper."""

import json
import re

import pytest
from sphinx.errors import ExtensionError

from book._ext.questions import complete
from unrolled.widgets import Guess, Im2colStepper, Sentence

KIND = '<script type="application/vnd.jupyter.widget-{}+json">{}</script>'
FOLD = '<p class="admonition-title">Show the code that draws this figure</p>'


def guess(**options) -> Guess:
    return Guess(
        "How many *rows*?", answer=90, wrong={75: "Its columns."}, why="`N`.", **options
    )


def cell(output: str, fold: str = "") -> str:
    """A code cell as the book's pages have it, after all other extensions; with its output, if there is one."""
    start = '<div class="cell docutils container" data-cell="c" data-state="idle">'
    code = f'<div class="cell_input docutils container">{fold}code</div>'
    room = " shows-widget" if "widget-view" in output else ""
    shown = f'<div class="cell_output{room} docutils container">{output}</div>'
    return f"{start}\n{code}\n{shown if output else ''}</div>\n"


def view(widget) -> str:
    return KIND.format("view", json.dumps({"model_id": widget.model_id}))


def page_of(*parts, head: str = "") -> str:
    """A page whose cells show these widgets, or print these words; "" prints nothing."""
    widgets = [part for part in parts if not isinstance(part, str)]
    states = {
        one.model_id: {"model_module": "anywidget", "state": one.get_state()}
        for one in widgets
    }
    for record in states.values():
        record["state"].pop("layout")
    state = json.dumps({"state": states}).replace("</", r"<\/")
    cells = [cell(part if isinstance(part, str) else view(part), FOLD) for part in parts]
    return (
        f"<html><head>{KIND.format('state', state)}{head}</head><body><article>{''.join(cells)}"
        "</article></body></html>"
    )


def completed(*parts) -> str:
    return complete(page_of(*parts), "one.html", "../")


def outputs(page: str) -> list[str]:
    found = re.findall(r'<div class="cell_output([^"]*)"([^>]*)>', page)
    return [
        f"{classes.removesuffix(' docutils container').strip()}{marks}"
        for classes, marks in found
    ]


def test_a_page_without_questions_stays_as_it_is():
    for page in (page_of("90", Im2colStepper()), "<html></html>"):
        assert complete(page, "one.html", "../") == page


def test_so_many_of_the_cells_that_follow_are_covered():
    page = completed("1", guess(hides=2), "2", "3", "4", guess(), "5", guess(hides=1), "6")
    assert outputs(page) == [
        "", 'asks data-asks="0"', ' data-covered="0"', ' data-covered="0"', "",
        'asks data-asks="1"', "", 'asks data-asks="2"', ' data-covered="2"',
    ]  # fmt: skip
    assert page.count('<script defer src="../_static/cover.js"></script>') == 1


def test_a_cell_without_an_output_counts_and_a_widget_is_covered_too():
    page = completed(guess(hides=2), "", Im2colStepper())
    assert outputs(page) == ['asks data-asks="0"', 'shows-widget data-covered="0"']


def test_a_question_may_be_covered_by_another():
    page = completed(guess(hides=1), guess())
    assert outputs(page) == ['asks data-asks="0"', 'asks data-covered="0" data-asks="1"']


def test_where_nothing_is_covered_there_is_no_script_for_it():
    assert "cover.js" not in completed(guess(), "90")


@pytest.mark.parametrize("parts", [(), ("",)])
def test_what_covers_nothing_is_refused(parts):
    with pytest.raises(ExtensionError, match=r"nothing to cover in one.html after: How"):
        completed(guess(hides=1), *parts)


def test_each_question_has_its_room_behind_its_view():
    page = completed(guess(), Im2colStepper(), Sentence("Why?", model="So."))
    rooms = re.findall(r'</script><div class="question-room" aria-hidden="true">(.*)', page)
    assert len(rooms) == 2
    assert "How many <em>rows</em>?" in rooms[0]
    assert "Its columns. The answer: 90. <code>N</code>." in rooms[0], "the longest of all"
    assert "So." in rooms[1]


def test_the_answers_stand_at_the_end():
    page = completed(guess(), "90", Sentence("Why?", model="*So*."))
    end = page.partition('<section class="answers-on-paper">')[2]
    assert end.startswith(
        "<h2>Answers to this chapter’s questions</h2><ol><li><p>How many <em>rows</em>?</p>"
        "<p>90. <code>N</code>.</p></li><li><p>Why?</p><p><em>So</em>.</p></li></ol></section>"
    )
    assert "</article>" in end


def test_the_fold_over_a_questions_code_says_that_it_has_the_answer():
    page = completed("90", guess(), "90")
    folds = re.findall(r'title">([^<]*)</p>', page)
    figure = "Show the code that draws this figure"
    assert folds == [figure, "Show the code, which has the answer", figure]
