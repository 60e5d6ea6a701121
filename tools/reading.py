"""How long the chapters are, in words and minutes; each says its own minutes, and the front page those of the three ways.

Usage: python -m tools.reading [--write]        (prints a table; --write renews what the chapters say)

Words are those of the markdown cells, without exercises and their solutions. The minutes are reckoned and not taken by a
watch: a reader of such prose takes in about 200 words a minute, and stays with code, pictures and guesses as PACE says.
"""

import argparse
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

BOOK = Path(__file__).resolve().parent.parent / "book"
WORDS_A_MINUTE = 200
# Minutes for each: a line of code in sight, a figure, an interactive picture, a question, an exercise.
PACE = {"lines": 0.05, "figures": 0.4, "widgets": 2.0, "questions": 0.7, "exercises": 6.0}
EXERCISES = re.compile(r"```\{exercise-start\}.*?```\{solution-end\}\n```", re.DOTALL)
EXERCISE = re.compile(r"^```\{exercise-start\}", re.MULTILINE)
QUESTION = re.compile(r"^(?:Guess|Sentence|Order|Blanks)\(", re.MULTILINE)
WIDGET = re.compile(
    r"\b(?:\w+Stepper|Nudge|MatrixView|ReshapeTrace|ArrayExplorer|NetworkExplorer)\b"
)
TIME = re.compile(
    r" It takes about \d+ minutes to read(?:, and \d+ more for the exercises)?\."
)
NEED = re.compile(r"^- \*\*What you need\.\*\*.*(?:\n(?!\n|- ).*)*", re.MULTILINE)


@dataclass
class Length:
    words: int
    reading: int  # minutes
    exercises: int  # minutes

    def said(self) -> str:
        more = f", and {self.exercises} more for the exercises" if self.exercises else ""
        return f" It takes about {self.reading} minutes to read{more}."


def chapters() -> list[Path]:
    return sorted(BOOK.glob("*.ipynb"))


def length(path: Path) -> Length:
    cells = nbformat.read(path, 4).cells
    text = "\n".join(c.source for c in cells if c.cell_type == "markdown")
    words = len(TIME.sub("", EXERCISES.sub("", text)).split())
    shown, is_told = [], True
    for cell in cells:
        if cell.cell_type == "code":
            shown += [cell] * is_told
        for step in re.findall(r"\{(exercise-start|solution-end)\}", cell.source):
            is_told = step == "solution-end"
    counts = {"lines": 0, "figures": 0, "widgets": 0, "questions": 0}
    for cell in shown:
        tags = cell.metadata.get("tags", [])
        counts["lines"] += 0 if "hide-input" in tags else cell.source.count("\n") + 1
        counts["figures"] += any("image/png" in out.get("data", {}) for out in cell.outputs)
        counts["questions"] += len(QUESTION.findall(cell.source))
        last = cell.source.rstrip().rsplit("\n", 1)[-1]
        counts["widgets"] += bool(WIDGET.search(cell.source)) and not last.startswith(
            "print"
        )
    minutes = words / WORDS_A_MINUTE + sum(counts[k] * PACE[k] for k in counts)
    return Length(
        words, round(minutes), round(PACE["exercises"] * len(EXERCISE.findall(text)))
    )


def tell(path: Path) -> bool:
    """Renew what a chapter says of its length; returns whether that changed it."""
    notebook = nbformat.read(path, 4)
    first, said = notebook.cells[0], length(path).said()
    need = NEED.search(first.source)
    if not need:
        raise ValueError(f"{path.name} has no line that begins with - **What you need.**")
    renewed = TIME.sub("", need[0]).rstrip() + said
    before, first.source = first.source, first.source.replace(need[0], renewed)
    path.write_text(nbformat.writes(notebook).rstrip("\n") + "\n", "utf8", newline="\n")
    return first.source != before


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    for path in chapters():
        told = length(path)
        is_new = "renewed" if write and tell(path) else ""
        print(
            f"{path.stem:16} {told.words:6,} words {told.reading:4} min {told.exercises:4} min {is_new}"
        )
