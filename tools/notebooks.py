"""Run notebooks in place, and store only what a reader and nbval need.

Usage: python -m tools.notebooks [--measure] [NOTEBOOK ...]      (default: all in book/)

Stored output is the same, byte for byte, as long as nothing that made it has changed: no widget
state (random ids), no interpreter version. Cells tagged "measured" show timings: they keep their
stored picture, unless --measure asks for a new one.
"""

import argparse
from pathlib import Path

import nbformat
from nbclient import NotebookClient

BOOK = Path(__file__).resolve().parent.parent / "book"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}


def run(path: Path, measure: bool) -> bool:
    """Execute and clean one notebook; returns whether the file changed."""
    before = path.read_text("utf8")
    stored = nbformat.reads(before, as_version=4)
    notebook = nbformat.reads(before, as_version=4)
    # coalesce_streams: where a cell's printed text is cut into pieces depends on time.
    settings = {"timeout": 300, "kernel_name": "python3", "coalesce_streams": True}
    NotebookClient(notebook, resources={"metadata": {"path": BOOK}}, **settings).execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell, old in zip(notebook.cells, stored.cells, strict=True):
        if cell.cell_type == "code":
            keep = (
                not measure and "measured" in cell.metadata.get("tags", []) and old.outputs
            )
            cell.outputs = old.outputs if keep else cell.outputs
            clean(cell)
    after = nbformat.writes(notebook).rstrip("\n") + "\n"
    path.write_text(after, "utf8", newline="\n")
    return after != before


def clean(cell) -> None:
    """Drop what differs from run to run from a code cell."""
    cell.metadata.pop("execution", None)
    for output in cell.outputs:
        output.get("data", {}).pop(WIDGET_VIEW, None)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("notebooks", nargs="*", type=Path)
    chosen = parser.parse_args()
    for path in chosen.notebooks or sorted(BOOK.glob("*.ipynb")):
        print(
            ("changed    " if run(path, chosen.measure) else "unchanged  ") + path.name,
            flush=True,
        )
