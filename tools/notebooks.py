"""Run notebooks in place, and store only what a reader and nbval need.

Usage: python tools/notebooks.py [NOTEBOOK ...]      (default: all in book/)

Stored output is the same, byte for byte, as long as nothing that made it has changed: no widget
state (random ids), no interpreter version. Cells tagged "measured" show timings; they keep
their stored output until their code changes.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

BOOK = Path(__file__).resolve().parent.parent / "book"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run(path: Path) -> bool:
    """Execute and clean one notebook; returns whether the file changed."""
    before = path.read_text("utf8")
    stored = nbformat.reads(before, as_version=4)
    notebook = nbformat.reads(before, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": BOOK}}).execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell, old in zip(notebook.cells, stored.cells, strict=True):
        if cell.cell_type == "code":
            clean(cell, old)
    after = nbformat.writes(notebook).rstrip("\n") + "\n"
    path.write_text(after, "utf8", newline="\n")
    return after != before


def clean(cell, old) -> None:
    """Drop what differs from run to run from a code cell just executed; `old` is the cell as stored."""
    cell.metadata.pop("execution", None)
    if "measured" in cell.metadata.get("tags", []) and old.outputs:
        cell.outputs = old.outputs
    for output in cell.outputs:
        output.get("data", {}).pop(WIDGET_VIEW, None)
        output.pop("metadata", None) if output.output_type == "stream" else None


if __name__ == "__main__":
    paths = [Path(name) for name in sys.argv[1:]] or sorted(BOOK.glob("*.ipynb"))
    for path in paths:
        print(("changed    " if run(path) else "unchanged  ") + path.name, flush=True)
