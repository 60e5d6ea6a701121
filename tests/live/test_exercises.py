"""Exercises, done in the page from the first press: a wrong function is refused, the right one accepted."""

import pytest

from tests.live.test_chapters import NAMES, code_cells

MUSEUM = "11-museum"  # whose exercises are of other kinds
ADD = "top : top + FH, left : left + FW] += row.reshape(C, FH, FW)"
assert ADD.count("+=") == 1


def source(chapter: str, cell: str) -> str:
    return next(one.source for one in code_cells(chapter) if one.id == cell)


def pairs(chapter: str) -> list[tuple[str, str]]:
    """Each exercise's first try, and the answer to it."""
    ids = [cell.id for cell in code_cells(chapter)]
    tries = [(one, one.removesuffix("-try")) for one in ids if one.endswith("-try")]
    answers = [
        (one, next((a for a in (f"{stem}-answer", f"sol{stem[-1]}") if a in ids), ""))
        for one, stem in tries
    ]
    assert all(answer for _, answer in answers)
    return answers


@pytest.mark.parametrize("chapter", [name for name in NAMES if name != MUSEUM])
def test_each_grader_refuses_the_first_try_and_accepts_the_answer(run_page, chapter):
    """No other cell has been run: what an exercise needs is run for it."""
    live = run_page(chapter)
    for first, answer in pairs(chapter):
        live.run(first)
        assert live.cell(first).locator(".verdict.wrong").count() == 1, first
        # The answer, written by the reader in the exercise's own cell.
        live.run(first, source(chapter, answer))
        assert live.cell(first).locator(".verdict.right").count() == 1, first


def verdicts(live, cell: str) -> list[str]:
    """Run a cell, which may need others; how its grader judges."""
    live.run(cell)
    marks = live.cell(cell).locator(".verdict")
    return [
        name.split()[-1]
        for name in marks.evaluate_all("all => all.map((one) => one.className)")
    ]


def test_the_museums_exhibits_are_refused_and_mended_ones_accepted(run_page):
    """No other cell has been run. The seventh exhibit has no verdict of its own: its reader is the judge."""
    live = run_page(MUSEUM)
    live.unfold()
    ids = {cell.id for cell in code_cells(MUSEUM)}
    refused = [f"e{n}-verdict" for n in range(1, 11) if f"e{n}-verdict" in ids]
    assert len(refused) == 9
    for cell in refused:
        assert verdicts(live, cell) == ["wrong"], cell
        mend = cell.replace("verdict", "mend")
        assert verdicts(live, mend) == ["right"], mend


def test_the_museums_exercises_are_done_in_its_page(run_page):
    """A museum's answers are not all right, and not all of them have a grader."""
    live = run_page(MUSEUM)
    live.unfold()
    # Its reader hands over what stands above.
    assert verdicts(live, "sol1-verdict") == ["wrong"]
    assert "right, in all" in live.run("ex1-code", source(MUSEUM, "sol1"))
    # By another rule, which the grader does not hold to.
    for code, received in ((None, "[1. 1.]"), (source(MUSEUM, "sol2"), "[0.5 0.5]")):
        said = live.run("ex2-try", code)
        assert live.cell("ex2-try").locator(".verdict.wrong").count() == 1
        assert f"received dx (1, 1, 1, 2) float32 [[[{received}]]]" in said
    assert live.run("ex3-try").strip() == "[2, 3, 7]"
    caught = live.run("ex3-try", source(MUSEUM, "sol3"))
    assert caught.strip() == "[2, 3, 4, 5, 6, 7, 8, 9, 10]"
    assert verdicts(live, "museum-small-try") == ["wrong"]
    live.run("museum-small-try", source(MUSEUM, "museum-small-answer"))
    assert live.cell("museum-small-try").locator(".verdict.right").count() == 1
    assert "The grader was fooled" in live.run("sol4")


def test_an_assignment_in_col2im_is_caught_and_mended(run_page):
    """What the issue on running pages asks for, in its own words."""
    live = run_page("05-backward")
    right = source("05-backward", "convolution-col2im-answer")
    said = live.run("convolution-col2im-try", right.replace(ADD, ADD.replace("+=", "=")))
    assert "It is wrong wherever windows overlap, and nowhere else." in said
    assert "right, in all" in live.run("convolution-col2im-try", right)
    # The chapter's own function, whose gradient is compared with the library's.
    mine = source("05-backward", "my-col2im")
    assert "they agree: False" in live.run(
        "my-col2im", mine.replace("right] += cells", "right] = cells")
    )
    assert "False" not in live.run("my-col2im", mine)


def test_what_was_written_is_kept_and_can_be_forgotten(run_page):
    live = run_page("04-convolution")
    live.write("convolution-shift-try", "print('mine')")
    live.page.reload()
    live.start()
    assert live.run("convolution-shift-try").strip() == "mine"
    live.page.get_by_role("button", name="Forget my edits").click()
    assert live.page.evaluate("localStorage.length") == live.page.evaluate(
        "Object.keys(localStorage).filter((name) => !name.startsWith('unrolled:')).length"
    )
    assert "not yet" in live.run("convolution-shift-try")
