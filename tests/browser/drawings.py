"""What the figures of the built book say, word by word: `python -m tests.browser.drawings` writes it down anew.

Nobody compares pictures. But each word and number in them is compared with this list, which a change of it shows.
"""

import json
import re
from pathlib import Path

from bs4 import Tag

from tests.browser.built import CHAPTERS, HTML, drawings, parsed

STORED = Path(__file__).with_name("drawings.json")


def said(path: str) -> list[list[str]]:
    """The words of each drawing of a page, in their order; of one that shows what was measured, those without a number."""
    frames = parsed(HTML / path).select(".drawing")
    pairs = zip(frames, drawings(path), strict=True)
    return [words_of(frame, content) for frame, content in pairs]


def words_of(frame: Tag, content: Tag) -> list[str]:
    words = [text.get_text().strip() for text in content.select("text")]
    if frame.find_parent(class_="tag_measured"):
        return [word for word in words if not re.search(r"\d", word)]
    return words


def all_said() -> dict[str, list[list[str]]]:
    return {path: said(path) for path in CHAPTERS}


if __name__ == "__main__":
    lines = [
        f"{json.dumps(path)}: [\n"
        + ",\n".join(f"  {json.dumps(words, ensure_ascii=False)}" for words in listed)
        + "\n]"
        for path, listed in all_said().items()
    ]
    STORED.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf8")
