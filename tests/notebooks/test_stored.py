"""What is stored in the book's notebooks: all of it was run, and nothing of it belongs to one machine or one run."""

import re
import tempfile
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACES = [
    re.escape(str(path))
    for path in (ROOT, Path.home(), Path(tempfile.gettempdir()))
    if len(path.parts) > 1
]
MACHINE = re.compile("|".join([*PLACES, r"/(?:home|Users|root|tmp)/", r"[A-Z]:\\+Users"]))

DISAGREE = re.compile(r"\b(?:they agree|agrees): +False")


def faults(notebook) -> list[str]:
    """What is wrong with a stored notebook, in words; empty if nothing is."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    found = [] if code else ["it has no code"]
    # nbval passes over a cell that was never run.
    if [cell.execution_count for cell in code] != list(range(1, len(code) + 1)):
        found.append("its cells were not all run once, from top to bottom")
    if "widgets" in notebook.metadata:
        found.append("it stores the state of widgets")
    for cell in code:
        found += [f"{fault}: {cell.source[:60]!r}" for fault in cell_faults(cell)]
    return found


def cell_faults(cell):
    if any(line.rstrip().endswith(";") for line in cell.source.splitlines()):
        yield "a line ends with a semicolon, which hides its output from a reader but not from nbval"
    raises = "raises-exception" in cell.metadata.get("tags", [])
    if any(output.get("name") == "stderr" for output in cell.outputs):
        yield "it wrote to stderr"
    if raises != any(output.output_type == "error" for output in cell.outputs):
        yield "it should have raised an exception" if raises else "it raised an exception"
    data = [output.get("data", {}) for output in cell.outputs]
    if any("widget" in mime for mimes in data for mime in mimes):
        yield "it stores the view of a widget"
    alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
    if (
        any(mime.startswith("image/") for mimes in data for mime in mimes)
        and len(alt.split()) < 6
    ):
        yield "a picture has no words for a reader who can't see it (mystnb.image.alt)"
    # Pictures in base64 may hold any letters by chance.
    texts = [
        text
        for mimes in data
        for mime, text in mimes.items()
        if mime not in ("image/png", "image/jpeg")
    ]
    texts += [
        str(output.get(key, ""))
        for output in cell.outputs
        for key in ("text", "evalue", "traceback")
    ]
    text = "\n".join(map(str, texts))
    if MACHINE.search(text):
        yield "an output names a folder of the machine that ran it"
    # A run stores whatever came out, and nbval then asks for just that.
    if DISAGREE.search(text):
        yield "two ways to the same numbers disagree"


def test_a_chapter_has_no_faults(chapter):
    notebook = nbformat.read(chapter, as_version=4)
    nbformat.validate(notebook)
    assert faults(notebook) == []


def test_the_small_notebook_has_no_faults(small):
    assert faults(nbformat.read(small, as_version=4)) == []


def add(cell, kind, **more):
    cell.outputs.append(nbformat.v4.new_output(kind, **more))


SPOILT = {
    "not all run": lambda n: n.cells[2].update(execution_count=None),
    "from top to bottom": lambda n: n.cells[2].update(execution_count=7),
    "no code": lambda n: n.update(cells=n.cells[:1]),
    "state of widgets": lambda n: n.metadata.update(widgets={}),
    "view of a widget": lambda n: (
        n.cells[2].outputs[0].data.update({"application/vnd.jupyter.widget-view+json": {}})
    ),
    "semicolon": lambda n: n.cells[3].update(source="draw(); \n# a comment"),
    "stderr": lambda n: add(n.cells[1], "stream", name="stderr", text="a warning"),
    "it raised": lambda n: n.cells[4].metadata.update(tags=[]),
    "should have raised": lambda n: n.cells[4].update(outputs=[]),
    "no words": lambda n: n.cells[3].metadata.clear(),
    "can't see it": lambda n: n.cells[3].metadata.mystnb.image.update(alt="figure-3.png"),
    "folder": lambda n: n.cells[1].outputs[0].update(text=f"{ROOT / 'book'}"),
    "of the machine": lambda n: add(
        n.cells[1], "display_data", data={"text/html": "<a href='/home/me/x'>"}
    ),
    "disagree": lambda n: n.cells[1].outputs[0].update(text="stride 1: they agree: False"),
    "that ran it": lambda n: n.cells[4].outputs[0].update(traceback=[r"C:\Users\me\x.py"]),
}


@pytest.mark.parametrize(("fault", "spoil"), SPOILT.items(), ids=SPOILT.keys())
def test_each_fault_is_found_and_no_other(small, fault, spoil):
    notebook = nbformat.read(small, as_version=4)
    spoil(notebook)
    found = faults(notebook)
    assert len(found) == 1
    assert fault in found[0]
