"""What the library should compute, in plain loops that share nothing with it: no view, no reshape, no im2col.

Sizes come from counting, not from the formula: a place counts if its window ends inside the padded axis.
The pooling rules are PyTorch's documented ones.
"""

import numpy as np


def places(size, filter_size, stride, pad, dilation, *, ceil_mode=False):
    """Where windows start on an axis, in pixels of the image: the first starts `before` pixels ahead of it."""
    before, after = pad
    last = dilation * (filter_size - 1)
    starts, start = [], -before
    while start + last < size + after:
        starts.append(start)
        start += stride
    # ceil_mode: one more window may pass the padding, if it starts on the image or before it.
    if ceil_mode and starts[-1] + last < size + after - 1 and start < size:
        starts.append(start)
    return starts


def case_places(case, ceil_mode=False):
    """The starts of all windows of a case: rows, columns."""
    return tuple(
        places(*axis, ceil_mode=ceil_mode)
        for axis in zip(
            case.shape[2:], case.filter, case.stride, case.pad, case.dilation, strict=True
        )
    )


def taps(case, top, left):
    """The pixel of every filter tap of the window that starts at (top, left), in reading order."""
    return [
        (top + i * case.dilation[0], left + j * case.dilation[1])
        for i in range(case.filter[0])
        for j in range(case.filter[1])
    ]


def on_image(case, pixel):
    return 0 <= pixel[0] < case.shape[2] and 0 <= pixel[1] < case.shape[3]


def im2col(x, case):
    rows, columns = case_places(case)
    col = []
    for image in x:
        for top in rows:
            for left in columns:
                cells = []
                for channel in image:
                    for pixel in taps(case, top, left):
                        cells.append(channel[pixel] if on_image(case, pixel) else 0)
                col.append(cells)
    width = case.shape[1] * case.filter[0] * case.filter[1]
    return np.array(col, x.dtype).reshape(-1, width)


def col2im(col, case):
    image = np.zeros(case.shape, col.dtype)
    rows, columns = case_places(case)
    line = 0
    for n in range(case.shape[0]):
        for top in rows:
            for left in columns:
                cells = iter(col[line])
                line += 1
                for c in range(case.shape[1]):
                    for pixel in taps(case, top, left):
                        cell = next(cells)
                        if on_image(case, pixel):
                            image[(n, c, *pixel)] += cell
    return image


def products(W_shape, case, groups=1):
    """Every product that a convolution adds up, as its three places: in out, in x and in W."""
    rows, columns = case_places(case)
    FN, channels_each, FH, FW = W_shape
    for n in range(case.shape[0]):
        for fn in range(FN):
            first_channel = fn // (FN // groups) * channels_each
            for oh, top in enumerate(rows):
                for ow, left in enumerate(columns):
                    for c in range(channels_each):
                        for fh in range(FH):
                            for fw in range(FW):
                                h = top + fh * case.dilation[0]
                                w = left + fw * case.dilation[1]
                                if on_image(case, (h, w)):
                                    pixel = n, first_channel + c, h, w
                                    yield (n, fn, oh, ow), pixel, (fn, c, fh, fw)


def convolution(x, W, b, case, groups=1):
    rows, columns = case_places(case)
    out = np.zeros((len(x), len(W), len(rows), len(columns)))
    out += np.reshape(b, (1, -1, 1, 1))
    for place, pixel, weight in products(W.shape, case, groups):
        out[place] += x[pixel] * W[weight]
    return out


def convolution_backward(x, W, dout, case, groups=1):
    """dx, dW and db: a factor of a product gets the other factor times what the sum gets."""
    dx, dW = np.zeros(x.shape), np.zeros(W.shape)
    for place, pixel, weight in products(W.shape, case, groups):
        dx[pixel] += W[weight] * dout[place]
        dW[weight] += x[pixel] * dout[place]
    return dx, dW, dout.sum(axis=(0, 2, 3))


def pooling(x, case, ceil_mode, dout_of, choose):
    """Forward and backward of a pooling layer, one window at a time.

    `choose(window pixels on the image, their values, places that count)` gives the window's number and
    each pixel's share of its gradient. `dout_of(shape)` gives the gradient to send back.
    """
    rows, columns = case_places(case, ceil_mode)
    out = np.zeros((*x.shape[:2], len(rows), len(columns)), x.dtype)
    dout, dx = dout_of(out.shape), np.zeros(x.shape)
    for n, c, oh, ow in np.ndindex(out.shape):
        window = taps(case, rows[oh], columns[ow])
        pixels = [pixel for pixel in window if on_image(case, pixel)]
        within = sum(
            all(
                -b <= p < size + a
                for p, (b, a), size in zip(pixel, case.pad, case.shape[2:], strict=True)
            )
            for pixel in window
        )
        out[n, c, oh, ow], shares = choose([x[(n, c, *pixel)] for pixel in pixels], within)
        for pixel, share in zip(pixels, shares, strict=True):
            dx[(n, c, *pixel)] += share * dout[n, c, oh, ow]
    return out, dout, dx


def maximum(values, within):
    """-inf where there is no pixel; the first of equal maxima takes the gradient."""
    best, winner = -np.inf, 0
    for k, value in enumerate(values):
        if value > best:
            best, winner = value, k
    return best, [float(k == winner) for k in range(len(values))]


def average(count_include_pad):
    def choose(values, within):
        number = within if count_include_pad else len(values)
        return (sum(values) / number if values else 0.0), [1 / number for _ in values]

    return choose
