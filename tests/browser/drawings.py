"""What the figures of the built book say, word by word: `python -m tests.browser.drawings` writes it down anew.

Nobody compares pictures. But each word and number in them is compared with this list, which a change of it shows.
"""

import json
import re
from pathlib import Path

from bs4 import Tag

from tests.browser.built import CHAPTERS, HTML, parsed

STORED = Path(__file__).with_name("drawings.json")


def said(path: str) -> list[list[str]]:
    """The words of each drawing of a page, in their order; of one that shows what was measured, those without a number."""
    return [words_of(drawing) for drawing in parsed(HTML / path).select(".drawing")]


def words_of(drawing: Tag) -> list[str]:
    words = [text.get_text().strip() for text in drawing.select("text")]
    if drawing.find_parent(class_="tag_measured"):
        return [word for word in words if not re.search(r"\d", word)]
    return words


def all_said() -> dict[str, list[list[str]]]:
    return {path: said(path) for path in CHAPTERS}


if __name__ == "__main__":
    lines = [
        f"{json.dumps(path)}: [\n"
        + ",\n".join(f"  {json.dumps(words, ensure_ascii=False)}" for words in drawings)
        + "\n]"
        for path, drawings in all_said().items()
    ]
    STORED.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf8")
