"""A question as plain HTML, its answer folded: for viewers that run no widgets, and for where no script runs."""

import re
from html import escape

MARKED = re.compile(r"`([^`]*)`|\*([^\s`](?:[^*`]*?[^\s`])?)\*")


def marked(text: str) -> str:
    """Words with `code` and *emphasis* as HTML, as js/shared/text.js reads them."""
    return MARKED.sub(
        lambda found: (
            f"<em>{found[2]}</em>" if found[1] is None else f"<code>{found[1]}</code>"
        ),
        escape(text, quote=False),
    )


def asked(question: str, body: str, answer: str) -> str:
    """A question, what it is answered with, and the answer, folded."""
    return (
        f'<div class="question-plain"><p><strong>{marked(question)}</strong></p>{body}'
        f"<details><summary>Answer</summary><p>{answer}</p></details></div>"
    )


def guess_html(widget) -> str:
    """A `Guess`: its choices in their order."""
    items = "".join(f"<li>{marked(choice['text'])}</li>" for choice in widget.choices)
    body = "" if widget.typed else f"<ul>{items}</ul>"
    return asked(widget.question, body, marked(f"{widget.answer()}. {widget.why}".strip()))


def sentence_html(widget) -> str:
    """A `Sentence`, with its model answer."""
    return asked(widget.question, "", marked(widget.model))
