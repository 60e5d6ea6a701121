"""The two layers that the reader builds in chapters 4 to 6, whole: the source notebook's classes, their faults mended.

They take and give what `cnnlib.Convolution` and `cnnlib.Pooling` do, for floating images, with neither dilation nor
groups. The chapters derive them line by line and print them; chapter 10 makes them fast, one step at a time.
"""

import numpy as np

from cnnlib import col2im, im2col, output_size


class Convolution:
    def __init__(self, W, b, stride=1, pad=0):
        self.W, self.b, self.stride, self.pad = W, b, stride, pad

    def forward(self, x):
        N, _, H, width = x.shape
        FN, _, FH, FW = self.W.shape
        OH = output_size(H, FH, self.stride, self.pad)
        OW = output_size(width, FW, self.stride, self.pad)

        self.x = x
        self.col = im2col(x, FH, FW, self.stride, self.pad)  # (N*OH*OW, C*FH*FW)
        self.col_W = self.W.reshape(FN, -1).T  # (C*FH*FW, FN)
        rows = self.col @ self.col_W + self.b  # (N*OH*OW, FN)
        return rows.reshape(N, OH, OW, FN).transpose(0, 3, 1, 2)

    def backward(self, dout):
        FN, C, FH, FW = self.W.shape

        drows = dout.transpose(0, 2, 3, 1).reshape(-1, FN)  # (N*OH*OW, FN)
        self.db = drows.sum(axis=0)
        dcol_W = self.col.T @ drows  # (C*FH*FW, FN)
        self.dW = dcol_W.T.reshape(FN, C, FH, FW)
        dcol = drows @ self.col_W.T  # (N*OH*OW, C*FH*FW)
        return col2im(dcol, self.x.shape, FH, FW, self.stride, self.pad)


class Pooling:
    def __init__(self, pool_h, pool_w, stride=1, pad=0):
        self.pool_h, self.pool_w, self.stride, self.pad = pool_h, pool_w, stride, pad

    def forward(self, x):
        N, C, H, W = x.shape
        PH, PW, pad = self.pool_h, self.pool_w, self.pad
        OH = output_size(H, PH, self.stride, pad)
        OW = output_size(W, PW, self.stride, pad)

        around = ((0, 0), (0, 0), (pad, pad), (pad, pad))
        padded = np.pad(x, around, constant_values=-np.inf)
        col = im2col(padded, PH, PW, self.stride)  # (N*OH*OW, C*PH*PW)
        rows = col.reshape(-1, PH * PW)  # (N*OH*OW*C, PH*PW)

        self.x = x
        self.arg_max = rows.argmax(axis=1)  # (N*OH*OW*C,)
        return rows.max(axis=1).reshape(N, OH, OW, C).transpose(0, 3, 1, 2)

    def backward(self, dout):
        PH, PW = self.pool_h, self.pool_w

        turned = dout.transpose(0, 2, 3, 1)  # (N, OH, OW, C)
        N, OH, OW, C = turned.shape
        dmax = np.zeros((dout.size, PH * PW), dout.dtype)  # (N*OH*OW*C, PH*PW)
        dmax[np.arange(dout.size), self.arg_max] = turned.ravel()
        one_axis = (PH * PW,)
        dmax = dmax.reshape(turned.shape + one_axis)  # (N, OH, OW, C, PH*PW)
        dcol = dmax.reshape(N * OH * OW, C * PH * PW)
        return col2im(dcol, self.x.shape, PH, PW, self.stride, self.pad)
