"""Guess, Sentence and Blanks as plain HTML: for viewers that run no widgets, for paper, and where no script runs."""

from html import escape

from unrolled.widgets.paper.question import SHOW_ME, UNKNOWN, Plain, marked, row


def plain_guess(widget) -> Plain:
    """A `Guess`, or what has its traits: its choices in their order."""
    texts = [choice["text"] for choice in widget.choices]
    right = next(choice["text"] for choice in widget.choices if choice["says"] is None)
    rules = [choice["says"] for choice in widget.choices if choice["says"] is not None]
    answer = f"{right}. {widget.why}".strip()
    if widget.typed:
        rules.append(UNKNOWN)
    controls = ['<i class="field"></i>', "Answer"] if widget.typed else map(marked, texts)
    return Plain(
        asked=marked(widget.question),
        body="" if widget.typed else items(map(marked, texts)),
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


def plain_blanks(widget) -> Plain:
    """A `Blanks`, or what has its traits: each line, and below its answer."""
    codes = [f"<code>{escape(line['code'])}</code>" for line in widget.lines]
    rights = [line["choices"][0]["text"] for line in widget.lines]
    pairs = [f"{code}: {marked(right)}" for code, right in zip(codes, rights, strict=True)]
    rules = [
        f"{code}: {marked(choice['says'])}"
        for code, line in zip(codes, widget.lines, strict=True)
        for choice in line["choices"][1:]
    ]
    lines = "".join(f'<p>{code}</p><i class="field"></i>' for code in codes)
    return Plain(
        asked=marked(widget.question),
        body=items(f"{code}: …" for code in codes),
        answer=items(pairs),
        controls=f'<div class="lines">{lines}</div>' + row("Check", SHOW_ME),
        told=[*rules, f"{max(codes, key=len)}: {UNKNOWN}"],
    )


def items(parts) -> str:
    listed = "".join(f"<li>{part}</li>" for part in parts)
    return f"<ul>{listed}</ul>"
