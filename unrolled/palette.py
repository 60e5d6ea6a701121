"""One colour for one thing, in every figure and every widget.

Okabe and Ito's palette, which readers with colour blindness can tell apart; each also differs in grey.
"""

PALETTE = {
    "image": "#0072B2",  # x, the pixels
    "window": "#E69F00",  # the patch under the filter, the row being made
    "filter": "#CC79A7",  # W, the weights
    "column": "#56B4E9",  # col, the unrolled matrix
    "output": "#009E73",  # out
    "gradient": "#D55E00",  # dout, dW, dx
}
