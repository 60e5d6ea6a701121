"""Order as plain HTML: its lines as they are shuffled, and in their order."""

from html import escape
from textwrap import dedent

from unrolled.widgets.paper.question import SHOW_ME, Plain, marked, row

SOLVED = "Yes. Each line finds what it reads, and what it gives is read below it."


def plain_order(widget) -> Plain:
    """An `Order`, or what has its traits."""
    texts = [piece["text"] for piece in widget.pieces]
    shuffled = [texts[i] for i in widget.start]
    longest = max(texts, key=len)
    lines = "".join(f"<pre>{escape(dedent(text))}</pre>" for text in shuffled)
    return Plain(
        asked=marked(widget.title),
        body=code([widget.head, *shuffled]),
        answer=code([widget.head, *texts]),
        controls=f'<div class="pieces"><pre class="head">{escape(widget.head)}</pre>{lines}</div>'
        + row("Check", SHOW_ME),
        told=[
            marked(SOLVED),
            f"<code>{escape(longest)}</code> reads a name, which no line above gives.",
        ],
    )


def code(parts: list[str]) -> str:
    text = escape("\n".join(parts))
    return f"<pre>{text}</pre>"
