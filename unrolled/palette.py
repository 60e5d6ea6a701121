"""One colour for one thing, in every figure and every widget.

Okabe and Ito's palette and a violet, which readers with colour blindness can tell apart; each also differs in grey.
tests/book/test_colours.py says how far apart.
"""

PALETTE = {
    "image": "#0072B2",  # x, the pixels
    "window": "#E69F00",  # the patch under the filter, the row being made
    "filter": "#CC79A7",  # W, the weights
    "column": "#56B4E9",  # col, the unrolled matrix
    "output": "#009E73",  # out
    "gradient": "#552B93",  # dout, dW, dx
    "wrong": "#D55E00",  # vermilion: a mistake, and nothing else
}
# On dark paper the others are seen as they are; this one needs a lighter shade.
DARK = {"gradient": "#D9CAFF"}

# Charts of time, memory or success are about none of these things: two greys, told apart by lightness and by marks.
CHART, CHART_PALE = "#3E4C61", "#8492A2"
