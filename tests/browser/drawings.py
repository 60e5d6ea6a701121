"""What the figures of the built book say, word by word: `python -m tests.browser.drawings` writes it down anew.

Nobody compares pictures. But each word and number in them is compared with this list, which a change of it shows.
"""

import json
from pathlib import Path

from tests.browser.built import CHAPTERS, HTML, parsed

STORED = Path(__file__).with_name("drawings.json")


def said(path: str) -> list[list[str]]:
    """The words of each drawing of a page, in their order."""
    drawings = parsed(HTML / path).select(".drawing")
    return [[text.get_text().strip() for text in each.select("text")] for each in drawings]


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
