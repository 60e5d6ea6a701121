"""Three layers whose dx is wrong, and whose forward, dW and db are right: the faults of chapter 8's race.

The explorer breaks its networks in the same three ways (`js/network/faults.js`).
"""

import numpy as np

from cnnlib import Convolution, Pooling


class Assigned(Convolution):
    """col2im with = where += belongs: the last copy's gradient wipes out the others'."""

    def backward(self, dout):
        super().backward(dout)
        (N, C, H, W), (FN, _, FH, FW) = self.x.shape, self.W.shape
        dcol = dout.transpose(0, 2, 3, 1).reshape(-1, FN) @ self.col_W.T
        cells = dcol.reshape(N, H, W, C, FH, FW).transpose(0, 3, 4, 5, 1, 2)
        padded = np.zeros((N, C, H + 2, W + 2), dcol.dtype)  # pad is 1: OH = H, OW = W
        for i, j in np.ndindex(FH, FW):
            padded[:, :, i : i + H, j : j + W] = cells[:, :, i, j]
        return padded[:, :, 1:-1, 1:-1]


class UpsideDown(Convolution):
    """Every map of dx turned by half a turn: each pixel gets another one's gradient."""

    def backward(self, dout):
        return super().backward(dout)[:, :, ::-1, ::-1]


class EveryTie(Pooling):
    """Every largest number of a window gets the window's gradient, where the first alone should."""

    def forward(self, x):
        self.image, self.out = x.copy(), super().forward(x)
        return self.out

    def backward(self, dout):
        def spread(a):  # back to the size of x: windows of 2x2, side by side
            return a.repeat(2, axis=2).repeat(2, axis=3)

        return np.where(self.image == spread(self.out), spread(dout), 0)
