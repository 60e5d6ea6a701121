"""A question as plain HTML: with its answer folded, where nothing runs; as the room that it takes, before a script runs."""

import re
from html import escape
from typing import NamedTuple

MARKED = re.compile(r"`([^`]*)`|\*([^\s`](?:[^*`]*?[^\s`])?)\*")


class Plain(NamedTuple):
    """The parts of a question, each as HTML.

    asked: the question. body: what it is answered with, for readers without a script. answer: the right one.
    controls: what takes the room of the question's own buttons. told: all that may be said below them.
    """

    asked: str
    body: str
    answer: str
    controls: str
    told: list[str]

    def folded(self) -> str:
        return (
            f'<div class="question-plain"><p><strong>{self.asked}</strong></p>{self.body}'
            f"<details><summary>Answer</summary>{self.answer}</details></div>"
        )

    def room(self) -> str:
        told = "".join(f"<p>{words}</p>" for words in self.told)
        return (
            f'<div class="question-room" aria-hidden="true"><p class="asked">{self.asked}</p>{self.controls}'
            + (f'<div class="told">{told}</div></div>' if told else "</div>")
        )


def marked(text: str) -> str:
    """Words with `code` and *emphasis* as HTML, as js/shared/text.js reads them."""
    return MARKED.sub(
        lambda found: (
            f"<em>{found[2]}</em>" if found[1] is None else f"<code>{found[1]}</code>"
        ),
        escape(text, quote=False),
    )


def row(*controls: str) -> str:
    """Controls side by side, in a line that breaks where it must."""
    spans = "".join(f"<span>{control}</span>" for control in controls)
    return f'<div class="question-controls">{spans}</div>'


# Words of js/guess/words.js and js/shared/words.js: here only for their length.
SHOW_ME = "Show me <kbd>Esc</kbd>"
UNKNOWN = "Not that, and none of the usual slips either. Go through it once more."
