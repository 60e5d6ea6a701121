"""What a page does for the questions that its chapter asks: Guess, Sentence and their like, in unrolled/widgets.

Outputs that would give an answer away are covered until their question is settled (book/assets/cover.js), in browsers
that run scripts alone. Each question has its room before its script has run. And on paper, which can't be asked, the
answers stand at the chapter's end.
"""

import json
import re
from bisect import bisect_right
from itertools import islice, pairwise
from pathlib import Path
from types import SimpleNamespace

from sphinx.errors import ExtensionError

from book._ext.live import CELL
from book._ext.site_pages import to_top, written
from book._ext.widget_files import STATE, VIEW
from unrolled.widgets.paper.guess import plain_blanks, plain_guess, plain_sentence
from unrolled.widgets.paper.order import plain_order
from unrolled.widgets.paper.question import Plain

KINDS = {
    "blanks": plain_blanks,
    "guess": plain_guess,
    "order": plain_order,
    "sentence": plain_sentence,
}
FOLDED = re.compile(r"(Show|Hide) the code that draws this figure")
OUTPUT = re.compile(r'<div class="cell_output( shows-widget)?([^"]*)"')
END = "</article>"
HEAD = "Answers to this chapter’s questions"
SCRIPT = '<script defer src="{}_static/cover.js"></script>\n'


def complete_all(app, exception):
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    for path in written(app):
        page = path.read_text("utf8")
        completed = complete(page, path.name, to_top(path, site))
        if completed != page:
            path.write_text(completed, "utf8", newline="\n")


def complete(page: str, name: str, up: str) -> str:
    """The page with its questions' room, its covered outputs, and its answers at the end.

    name: what an error calls the page. up: the way from it to the site's top.
    """
    asked = questions_in(page)
    if not asked:
        return page
    outputs = [found.start() for found in OUTPUT.finditer(page)]
    marks, edits = dict.fromkeys(outputs, ""), []
    for number, (view, state) in enumerate(asked):
        own = outputs[bisect_right(outputs, view.start()) - 1]
        marks[own] += f' data-asks="{number}"'
        hides = state.get("hides", 0)
        covered = outputs_after(page, view.end(), hides, outputs)
        if hides and not covered:
            raise ExtensionError(
                f"book/_ext/questions.py finds nothing to cover in {name} after: {state['question']}"
            )
        for output in covered:
            marks[output] += f' data-covered="{number}"'
        edits += folded_code(page, own)
    plains = [(view.end(), plain(state)) for view, state in asked]
    edits += [(end, "", question.room()) for end, question in plains]
    edits += [edit_of(OUTPUT.match(page, at), mark) for at, mark in marks.items() if mark]
    edits.append((page.index(END), "", answers([question for _, question in plains])))
    if "data-covered" in "".join(marks.values()):
        edits.append((page.rindex("</body>"), "", SCRIPT.format(up)))
    for at, old, new in sorted(edits, reverse=True):
        page = page[:at] + new + page[at + len(old) :]
    return page


def folded_code(page: str, output: int) -> list[tuple[int, str, str]]:
    """What the fold over a question's code says: that code holds the answer."""
    cell = [found.start() for found in CELL.finditer(page, 0, output)][-1]
    found = FOLDED.finditer(page, cell, output)
    return [
        (one.start(), one[0], f"{one[1]} the code, which has the answer") for one in found
    ]


def edit_of(output: re.Match, mark: str) -> tuple[int, str, str]:
    """What is marked has no need of a larger widget's room if it asks."""
    room = " asks" if "data-asks" in mark else output[1] or ""
    return output.start(), output[0], f'<div class="cell_output{room}{output[2]}"{mark}'


def answers(plains: list[Plain]) -> str:
    items = "".join(f"<li><p>{one.asked}</p>{one.answer}</li>" for one in plains)
    return f'<section class="answers-on-paper"><h2>{HEAD}</h2><ol>{items}</ol></section>\n'


def questions_in(page: str) -> list[tuple[re.Match, dict]]:
    """Where each question is shown in the page, and its state."""
    found = STATE.search(page)
    if not found:
        return []
    records = json.loads(found[1])["state"]
    views = [(view, json.loads(view[1])["model_id"]) for view in VIEW.finditer(page)]
    shown = [(view, records[id]["state"]) for view, id in views if id in records]
    return [(view, state) for view, state in shown if state.get("kind") in KINDS]


def plain(state: dict) -> Plain:
    return KINDS[state["kind"]](SimpleNamespace(**state))


def outputs_after(page: str, at: int, count: int, outputs: list[int]) -> list[int]:
    """Where the outputs of so many code cells stand that follow this place."""
    cells = [found.start() for found in CELL.finditer(page, at)]
    spans = pairwise([*cells, len(page)])
    return [
        output
        for start, end in islice(spans, count)
        for output in outputs
        if start < output < end
    ]


def setup(app):
    # After the pages are mended, and before what they name is purged.
    app.connect("build-finished", complete_all, priority=910)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
