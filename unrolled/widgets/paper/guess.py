"""Guess and Sentence as plain HTML: for viewers that run no widgets, for paper, and where no script runs."""

from unrolled.widgets.paper.question import SHOW_ME, UNKNOWN, Plain, marked, row


def plain_guess(widget) -> Plain:
    """A `Guess`, or what has its traits: its choices in their order."""
    texts = [choice["text"] for choice in widget.choices]
    right = next(choice["text"] for choice in widget.choices if choice["says"] is None)
    rules = [choice["says"] for choice in widget.choices if choice["says"] is not None]
    answer = f"{right}. {widget.why}".strip()
    items = "".join(f"<li>{marked(text)}</li>" for text in texts)
    if widget.typed:
        rules.append(UNKNOWN)
    controls = ['<i class="field"></i>', "Answer"] if widget.typed else map(marked, texts)
    return Plain(
        asked=marked(widget.question),
        body="" if widget.typed else f"<ul>{items}</ul>",
        answer=f"<p>{marked(answer)}</p>",
        controls=row(*controls, SHOW_ME),
        told=[marked(f"{rule} The answer: {answer}") for rule in [*rules, ""]],
    )


def plain_sentence(widget) -> Plain:
    """A `Sentence`, or what has its traits: its model answer."""
    model = marked(widget.model)
    boxes = f'<div class="pair"><p></p><p><small>One way to say it</small>{model}</p></div>'
    return Plain(
        asked=marked(widget.question),
        body="",
        answer=f"<p>{model}</p>",
        controls=boxes
        + row("Compare", "<small>Nothing of it is judged, stored or sent.</small>"),
        told=[],
    )
