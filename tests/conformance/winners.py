"""Where max pooling's winners stand, as ONNX and PyTorch say it: by their place in the image, not in the window."""

import numpy as np


def pixels(arg_max, out_shape, filter_w, stride, pad, dilation):
    """(h, w) of each winner, two arrays (N, C, OH, OW), from `Pooling.arg_max`. Settings are (h, w)."""
    N, C, OH, OW = out_shape
    taps = np.divmod(arg_max.reshape(N, OH, OW, C).transpose(0, 3, 1, 2), filter_w)
    oh, ow = np.ogrid[:OH, :OW]
    return tuple(
        place * s - before + tap * d
        for place, tap, s, before, d in zip(
            (oh, ow), taps, stride, pad, dilation, strict=True
        )
    )
