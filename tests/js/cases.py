"""What the widgets' JavaScript must compute as Python does: cases and their answers, as JSON for node.

They are written before every run and never stored, so no answer can be older than the library.
The seeds are fixed, so every run asks the same.
"""

import json
from base64 import b64encode
from copy import deepcopy
from pathlib import Path

import numpy as np

from cnnlib import (
    SGD,
    Adam,
    Affine,
    Convolution,
    Pooling,
    ReLU,
    Sequential,
    SoftmaxWithLoss,
    col2im,
    im2col,
    load_digits,
    numerical_gradient,
    output_size,
    split,
)
from cnnlib.windows import Axis, make_axes
from tests.probed import probed
from unrolled import loops, plain
from unrolled.digits import TEST, digits_network
from unrolled.museum import PoolingLayer, fold_columns
from unrolled.widgets import (
    ArrayExplorer,
    Col2imStepper,
    ConvolutionStepper,
    Im2colStepper,
    MatrixView,
    NetworkExplorer,
    Nudge,
    Order,
    PoolingStepper,
    ReshapeTrace,
)
from unrolled.widgets.follow import FRAMES, W, X
from unrolled.widgets.im2col_presets import PRESETS as IM2COL
from unrolled.widgets.layers import layer_names, layer_shapes, packed, told
from unrolled.widgets.matrix import PRESETS as MATRICES
from unrolled.widgets.network import training_digits
from unrolled.widgets.nudge import HELD
from unrolled.widgets.order import fits
from unrolled.widgets.pooling_presets import PRESETS
from unrolled.widgets.sliding import LOOPS

Settings = dict[str, object]


def integers(rng: np.random.Generator, *bounds: tuple[int, int]) -> list[int]:
    """One integer from low to high, high included, for each (low, high)."""
    return [int(rng.integers(low, high + 1)) for low, high in bounds]


def random_sliding(rng: np.random.Generator) -> Settings:
    """Stride, pad and dilation, unequal in each direction and at each end."""
    return {
        "stride": tuple(integers(rng, (1, 3), (1, 3))),
        "pad": (tuple(integers(rng, (0, 2), (0, 2))), tuple(integers(rng, (0, 2), (0, 2)))),
        "dilation": tuple(integers(rng, (1, 3), (1, 3))),
    }


def random_filter(rng: np.random.Generator, kind: str = "filter") -> Settings:
    return dict(zip((f"{kind}_h", f"{kind}_w"), integers(rng, (1, 4), (1, 4)), strict=True))


def some(count: int, make) -> list:
    """`count` things from make(rng), which raises ValueError where its numbers do not fit together."""
    rng, made = np.random.default_rng(0), []
    while len(made) < count:
        try:
            made.append(make(rng))
        except ValueError:
            continue
    return made


def state(widget) -> Settings:
    """The widget's traits as the page reads them."""
    return {name: value for name, value in widget.get_state().items() if name[0] != "_"}


def flat(values) -> list:
    """The numbers in reading order; what JSON has no number for as text, as on the widgets' wire."""
    numbers = (
        (np.asarray(values) + 0).ravel().tolist()
    )  # + 0: there is no -0 in what is shown
    return [number if np.isfinite(number) else str(number) for number in numbers]


def windows() -> list:
    """Axes of windows: where each tap stands, or the reason why no window fits."""
    rng = np.random.default_rng(0)
    bounds = (1, 5), (1, 4), (0, 3), (0, 3), (1, 3)
    axes = [Axis(*integers(rng, *bounds), bool(rng.random() < 0.3)) for _ in range(400)]
    return [_window_case(axis, int(rng.integers(1, 13))) for axis in axes]


def _window_case(axis: Axis, size: int) -> Settings:
    case = {"axis": axis._asdict(), "size": size}
    try:
        count = axis.count(size)
    except ValueError as error:
        return case | {"error": str(error)}
    length = axis.length(size)
    taps = [list(range(*axis.tap(i, count).indices(length))) for i in range(axis.filter)]
    return case | {"span": axis.span, "count": count, "length": length, "taps": taps}


def sizes() -> list:
    """The public `output_size`, the message of its refusal included."""
    rng = np.random.default_rng(1)
    bounds = (1, 30), (1, 9), (1, 5), (0, 4), (0, 4), (1, 4)
    return [_size_case(*integers(rng, *bounds)) for _ in range(200)]


def _size_case(size, filter_size, stride, before, after, dilation) -> Settings:
    axis = {"filter": filter_size, "stride": stride, "before": before, "after": after}
    case = {"size": size, "axis": axis | {"dilation": dilation, "ceil_mode": False}}
    try:
        answer = output_size(size, filter_size, stride, (before, after), dilation)
    except ValueError as error:
        return case | {"error": str(error)}
    return case | {"count": answer}


def unroll() -> list:
    """Which pixel of x, and which of the padded x, each cell of im2col's matrix holds."""
    return some(60, _unroll_case)


def _unroll_case(rng: np.random.Generator) -> Settings:
    shape = integers(rng, (1, 2), (1, 2), (1, 6), (1, 6))
    filters, sliding = random_filter(rng), random_sliding(rng)
    height, width = make_axes(**filters, **sliding)
    pads = (height.before, height.after), (width.before, width.after)
    # Pixels are numbered from 1, so that 0 is padding.
    x = np.arange(1, np.prod(shape) + 1).reshape(shape)
    col = im2col(x, **filters, **sliding)
    padded = [
        *shape[:2],
        *(size + sum(ends) for size, ends in zip(shape[2:], pads, strict=True)),
    ]
    places = np.arange(np.prod(padded)).reshape(padded)
    held = im2col(places, **filters, **sliding | {"pad": 0})
    six = held.reshape(len(held), shape[1], height.filter, width.filter)
    orders = {"columns": (0, 1, 3, 2), "channels": (0, 2, 3, 1)}
    return {
        "shape": shape,
        "axes": {"height": height._asdict(), "width": width._asdict()},
        "padded": padded,
        "col": col.tolist(),
        "places": held.tolist(),
        "orders": {
            name: six.transpose(axes).reshape(held.shape).tolist()
            for name, axes in orders.items()
        },
        "counts": flat(col2im(np.ones_like(col), tuple(shape), **filters, **sliding)),
    }


def strides() -> list:
    """Arrays of one to five axes, transposed: shape, steps and numbers as NumPy has them."""
    rng = np.random.default_rng(0)
    return [_strides_case(rng, 1 + k % 5) for k in range(50)]


def _strides_case(rng: np.random.Generator, axes_count: int) -> Settings:
    shape = tuple(integers(rng, *[(1, 4)] * axes_count))
    axes = rng.permutation(axes_count).tolist()
    x = np.arange(np.prod(shape)).reshape(shape)
    return {
        "shape": shape,
        "tuple": str(shape),
        "size": x.size,
        "strides": [step // x.itemsize for step in x.strides],
        "indices": [np.unravel_index(k, shape) for k in range(x.size)],
        "axes": axes,
        "transposed": flat(x.transpose(axes)),
    }


def im2col_presets() -> list:
    """Each example of the im2col stepper as Python opens it, in either loop."""
    return [
        {"name": name, "state": state(Im2colStepper(**settings, loop=LOOPS[k % 2]))}
        for k, (name, settings) in enumerate(IM2COL.items())
    ]


def col2im_rows() -> list:
    """What the rows hold, and what they have brought to dx at three steps."""
    return some(40, _col2im_case)


def _col2im_case(rng: np.random.Generator) -> Settings:
    shape = integers(rng, (1, 2), (1, 2), (1, 7), (1, 7))
    x, settings = rng.integers(-9, 10, shape), random_filter(rng) | random_sliding(rng)
    rows = im2col(x, **settings).shape
    dcol = rng.integers(-20, 21, rows) if rng.random() < 0.4 else None
    widget = Col2imStepper(
        x,
        **settings,
        dcol=dcol,
        fill=str(rng.choice(["digits", "ones", "x"])),
        loop=str(rng.choice(["window", "tap"])),
    )
    steps = _steps(rng, widget)
    return {
        "state": state(widget),
        "rows": flat(widget.rows()),
        "order": flat(widget.order()),
        "steps": widget.steps(),
        "dx": {step: flat(_at(widget, step).dx()) for step in steps},
        "assigned": {step: flat(_at(widget, step).dx_assigned()) for step in steps},
    }


def lockstep() -> list:
    """The variables of the loops that im2col's and col2im's steppers show, at each step."""
    return some(40, _lockstep_case)


def _lockstep_case(rng: np.random.Generator) -> Settings:
    shape = integers(rng, (1, 2), (1, 2), (1, 7), (1, 7))
    x, settings = rng.integers(-9, 10, shape), random_filter(rng) | random_sliding(rng)
    stepper = Im2colStepper(x, **settings, loop=str(rng.choice(LOOPS)))
    _, turns = probed(loops.IM2COL[stepper.loop], x, **settings)
    _, same = probed(loops.COL2IM[stepper.loop], im2col(x, **settings), shape, **settings)
    return {
        "state": state(stepper),
        "turns": [[_variables(turn) for turn in each] for each in (turns, same)],
    }


def _variables(turn: dict) -> Settings:
    """Those that the stepper shows, and the places that the slices take."""
    names = ("row", "n", "c", "f", "oh", "ow", "fh", "fw", "k", "ph", "pw")
    names += ("top", "left", "down", "across")
    PH, PW = turn["padded"].shape[2:]
    down, across = np.arange(PH)[turn["down"]], np.arange(PW)[turn["across"]]
    shown = {name: turn[name] for name in names if name in turn}
    return {
        "variables": {name: _slice_or_int(value) for name, value in shown.items()},
        "down": down.tolist(),
        "across": across.tolist(),
    }


def _slice_or_int(value):
    return [value.start, value.stop, value.step] if isinstance(value, slice) else int(value)


def _steps(rng: np.random.Generator, widget) -> set[int]:
    return {0, int(rng.integers(widget.steps())), widget.steps() - 1}


def _at(widget, step: int):
    widget.step = step
    return widget


def convolution() -> list:
    """A layer's numbers, forward, and backward after some of dout's numbers."""
    return some(40, _convolution_case)


def _convolution_case(rng: np.random.Generator) -> Settings:
    N, C, FN, H, W, FH, FW = integers(
        rng, (1, 3), (1, 3), (1, 3), (1, 7), (1, 7), (1, 3), (1, 3)
    )
    draw = lambda *shape: rng.integers(-5, 6, shape)  # noqa: E731  integers, so that sums are exact
    b = draw(FN) if rng.random() < 0.7 else None
    widget = ConvolutionStepper(
        draw(N, C, H, W), draw(FN, C, FH, FW), b, **random_sliding(rng)
    )
    widget.dout = draw(*widget.dout.shape)
    layer, out = widget.layer_and_out()
    back = {step: _gradients(layer, widget, step) for step in _steps(rng, widget)}
    return {
        "state": state(widget),
        "col": flat(layer.col),
        "out": {"shape": out.shape, "data": flat(out)},
        "wrong": _wrong_outputs(layer, widget, out),
        "after": back,
        "turns": [_variables(turn) for turn in convolution_turns(widget)],
    }


def convolution_turns(widget: ConvolutionStepper) -> list[dict]:
    """What the shown loop knows after each turn; without b as the stepper shows it, which adds none."""
    shown = str if widget.b is not None else lambda source: source.replace(" + b[f]", "")
    settings = {name: getattr(widget, name) for name in ("stride", "pad", "dilation")}
    arrays = widget.x, widget.W, widget.b
    return probed(loops.CONVOLUTION["forward"], *arrays, rewrite=shown, **settings)[1]


def _wrong_outputs(layer, widget: ConvolutionStepper, out: np.ndarray) -> dict:
    """What each mistake makes of the forward pass."""
    made = lambda W, x=widget.x: flat(  # noqa: E731
        Convolution(
            W.astype(float), layer.b, widget.stride, widget.pad, widget.dilation
        ).forward(x.astype(float))
    )
    W = widget.W
    wrong = {
        "flipped": made(W[:, :, ::-1, ::-1]),
        # Channels last, read as if they came first.
        "channels": made(np.moveaxis(W.reshape(len(W), *W.shape[2:], -1), -1, 1)),
        "alone": made(W[:, :1], widget.x[:, :1]),
    }
    if W.shape[1] == 1:
        del wrong["channels"], wrong["alone"]
    if layer.b is not None:
        wrong["unbiased"] = flat(out - layer.b[:, None, None])
    return wrong


def _gradients(layer, widget: ConvolutionStepper, step: int) -> Settings:
    """What the numbers of dout up to this step give to each gradient."""
    given = np.arange(widget.dout.size).reshape(widget.dout.shape) <= step
    dx = layer.backward(np.where(given, widget.dout, 0).astype(float))
    db = (
        np.where(given, widget.dout, 0).sum(axis=(0, 2, 3)) if layer.b is None else layer.db
    )
    return {"dx": flat(dx), "dW": flat(layer.dW), "db": flat(db)}


def pooling() -> list:
    """Maxima and means of windows, the places of the maxima, and the gradients after some windows."""
    presets = [
        _pooling_answers(np.random.default_rng(0), PoolingStepper(**p))
        for p in PRESETS.values()
    ]
    return presets + some(150, _pooling_case)


def _pooling_case(rng: np.random.Generator) -> Settings:
    shape = integers(rng, (1, 2), (1, 2), (1, 7), (1, 7))
    x = rng.integers(-4, 5, shape)  # few digits, so that many are equal
    x = rng.choice([x, np.where(x > 2, -np.inf, x), np.where(x > 3, np.nan, x)])
    average, counted, ceiling = (bool(rng.random() < 0.5) for _ in range(3))
    settings = random_filter(rng, "pool") | random_sliding(rng) | {"ceil_mode": ceiling}
    widget = PoolingStepper(
        x,
        **settings,
        average=average and bool(np.isfinite(x).all()),
        count_include_pad=counted,
    )
    if rng.random() < 0.5:
        widget.dout = rng.integers(-9, 10, widget.gradient().shape)
    widget.mode = str(rng.choice(["forward", "backward"]))
    widget.loop, widget.operator = str(rng.choice(LOOPS)), str(rng.choice(["+=", "="]))
    return _pooling_answers(rng, widget)


def _pooling_answers(rng: np.random.Generator, widget: PoolingStepper) -> Settings:
    layer, dout = widget.layer(), widget.gradient()
    N, C, OH, OW = dout.shape
    dx = {step: flat(_at(widget, step).dx(layer)) for step in _steps(rng, widget)}
    widget.step = 0
    # The layer has a winner for each row of its matrix, in which channels go last.
    winners = (
        None
        if widget.average
        else layer.arg_max.reshape(N, OH, OW, C).transpose(0, 3, 1, 2)
    )
    return {
        "state": state(widget),
        "shape": dout.shape,
        "out": flat(layer.forward(widget.x.astype(float))),
        "winners": winners if winners is None else flat(winners),
        "dout": flat(dout),
        "dx": dx,
        "turns": [_variables(turn) for turn in _pooling_turns(widget, layer, dout)],
        "edges": _edges(widget, layer),
    }


def _pooling_turns(widget: PoolingStepper, layer, dout: np.ndarray) -> list[dict]:
    """What the shown loop knows after each turn."""
    kind = "forward" if widget.mode == "forward" else widget.loop
    names = ("pool_h", "pool_w", "stride", "pad", "dilation", "ceil_mode")
    settings = {name: getattr(widget, name) for name in names}
    winners = None if widget.average else layer._winner.ravel()
    given = [layer._counts()] if widget.average else [winners]
    if kind == "forward":
        arguments = [widget.x.astype(float), *(given if widget.average else [])]
    else:
        arguments = [dout.astype(float), *given, widget.x.shape]
    loop = (loops.MEAN if widget.average else loops.MAX)[kind]
    return probed(loop, *arguments, **settings)[1]


def _edges(widget: PoolingStepper, layer) -> Settings:
    """How many windows ceil_mode adds and takes away, and how many it leaves out of those that begin on the padded image."""
    floor, kept, all_ = ([], [], [])
    for axis, size in zip(layer.axes, widget.x.shape[2:], strict=True):
        padded = size + axis.before + axis.after
        # One more than fits, where the last that fits does not end with the padded image.
        starts = [
            start
            for start in range(0, padded, axis.stride)
            if start + axis.span < padded + axis.stride
        ]
        all_.append(len(starts))
        floor.append(sum(start + axis.span <= padded for start in starts))
        kept.append(axis._replace(ceil_mode=True).count(size))
    fits, there, begun = (set(np.ndindex(*counts)) for counts in (floor, kept, all_))
    return {
        "added": len(there - fits),
        "lost": len(fits - there),
        "left": len(begun - there),
    }


def reshape() -> list:
    """The padded x, and the numbers of every stage that is made of it, with the transpose and without it."""
    return some(30, _reshape_case)


def _reshape_case(rng: np.random.Generator) -> Settings:
    x = rng.integers(0, 100, integers(rng, (1, 2), (1, 3), (2, 5), (2, 5)))
    widget = ReshapeTrace(x, **random_filter(rng), **random_sliding(rng))
    x_shape, buffer_shape, turned_shape, (rows, columns) = widget.shapes()
    assert x_shape == x.shape
    height, width = make_axes(**widget.settings())
    ends = (height.before, height.after), (width.before, width.after)
    col = im2col(x, **widget.settings())
    # The library has no name for these six axes; im2col's rows, taken apart again, are them.
    turned = col.reshape(turned_shape)
    buffer = turned.transpose(0, 3, 4, 5, 1, 2)
    assert buffer.shape == buffer_shape
    skipped = buffer, buffer, buffer.reshape(rows, columns)
    return {
        "state": state(widget),
        "padded": flat(np.pad(x, ((0, 0), (0, 0), *ends))),
        "stages": {"true": _stages(buffer, turned, col), "false": _stages(*skipped)},
    }


def _stages(*arrays: np.ndarray) -> list:
    return [{"shape": array.shape, "data": flat(array)} for array in arrays]


def reshape_pooling() -> list:
    """The gradients of max pooling at every stage of their way back to x."""
    return some(30, _reshape_pooling_case)


def _reshape_pooling_case(rng: np.random.Generator) -> Settings:
    shape = integers(rng, (1, 2), (1, 2), (3, 6), (3, 6))
    x = rng.integers(0, 5, shape).astype(float)  # many ties
    x = rng.choice([x, np.where(x > 3, np.nan, x)])
    widget = ReshapeTrace(x, **random_filter(rng), **random_sliding(rng), mode="pooling")
    layer = Pooling(*widget.settings().values())
    shapes = widget.shapes()
    layer.forward(x)
    dout = np.arange(1.0, np.prod(shapes[0]) + 1).reshape(shapes[0])
    dmax = np.zeros(shapes[2])
    dmax[np.arange(dout.size), layer.arg_max] = dout.transpose(0, 2, 3, 1).ravel()
    turned, dx = dout.transpose(0, 2, 3, 1), layer.backward(dout)
    arrays = dout, turned, dmax, dmax.reshape(shapes[3]), dmax.reshape(shapes[4]), dx
    return {"state": state(widget), "stages": _stages(*arrays)}


def array() -> list:
    """Views of an array, and what an index chooses of them, as NumPy has it."""
    return some(60, _array_case)


def _array_case(rng: np.random.Generator) -> Settings:
    shape = integers(rng, (1, 4), (1, 4), (1, 4), (1, 4))
    index = tuple(None if rng.random() < 0.5 else int(rng.integers(size)) for size in shape)
    x = np.arange(np.prod(shape)).reshape(shape)  # each number is its place in memory
    widget = ArrayExplorer(x, index, tuple(rng.permutation(4).tolist()))
    view, chosen = x.transpose(widget.axes), widget.chosen
    return {
        "state": state(widget),
        "expression": widget.expression,
        "shape": view.shape,
        "strides": [step // x.itemsize for step in view.strides],
        "chosen": {"shape": chosen.shape, "data": flat(chosen)},
        "places": [np.argwhere(view == place)[0] for place in flat(x)],
        "reading": [int(np.flatnonzero(view.ravel() == place)[0]) for place in flat(x)],
    }


def wire() -> list:
    """An array with numbers that JSON or JavaScript have none for, as it travels, and as JavaScript writes them."""
    numbers = [0.5, -3.0, np.inf, -np.inf, np.nan, 1e300, 0.0]
    x = np.array(numbers).reshape(1, 1, 1, -1)
    written = ["0.5", "-3", "Infinity", "-Infinity", "NaN", "1e+300", "0"]
    return [
        {
            "wire": state(Im2colStepper(x, 1, 1))["x"],
            "repr": written,
            "numbers": len(numbers),
        }
    ]


def axes() -> list:
    """The axes that settings make, whole or in pairs."""
    return some(30, _axes_case)


def _axes_case(rng: np.random.Generator) -> Settings:
    settings = random_filter(rng, "pool") | random_sliding(rng)
    widget = PoolingStepper(
        np.zeros((1, 1, 12, 12)), **settings, ceil_mode=bool(rng.random() < 0.5)
    )
    height, width = widget.layer().axes
    return {
        "state": state(widget),
        "axes": {"height": height._asdict(), "width": width._asdict()},
    }


def follow() -> list:
    """The landing page's story: its frames, its image with one channel and with two, forward and backward."""
    return [{"frames": list(FRAMES), **_story(channels)} for channels in (1, 2)]


def _story(channels: int) -> Settings:
    x = np.arange(X.size * channels).reshape(1, channels, *X.shape[2:])
    assert np.array_equal(x[:, :1], X)
    layer = Convolution(np.repeat(W, channels, axis=1))
    out = layer.forward(x.astype(float))
    ones = np.ones_like(layer.col)
    assigned = np.zeros(x.size)
    assigned[layer.col.astype(int)] = ones  # x counts its own places
    return {
        "x": flat(x),
        "weights": flat(W),
        "col": layer.col.tolist(),
        "out": flat(out),
        "dx": flat(col2im(ones, x.shape, 3, 3)),
        "assigned": flat(assigned),
    }


def nudge() -> list:
    """Lines of pixels, the loss at several values of one number, and every number's gradient."""
    return some(30, _nudge_case)


def _nudge_case(rng: np.random.Generator) -> Settings:
    tenths = lambda size: rng.integers(-50, 51, size) / 10  # noqa: E731
    held = str(rng.choice(HELD))
    widget = Nudge(tenths(7), tenths(3), rng.integers(-9, 10, 5), held=held)
    layer, out = widget.layer_and_out()
    name, place = held[0], int(held[2:-1])
    values = [-5.0, -0.7, 0.0, 1.3, 5.0]
    return {
        "state": state(widget),
        "col": layer.col.tolist(),
        "out": flat(out),
        "loss": widget.loss(),
        "gradients": {key: flat(g) for key, g in widget.gradients().items()},
        "at": [[value, _loss_at(widget, name, place, value)] for value in values],
        "numerical": _numerical(widget, name, place),
    }


def order() -> list:
    """The plain layers' methods, each in 30 orders, and whether it would run so."""
    methods = [
        method
        for layer in (plain.Convolution, plain.Pooling)
        for method in (layer.forward, layer.backward)
    ]
    rng = np.random.default_rng(0)
    return [_order_case(rng, Order(method).pieces) for method in methods]


def _order_case(rng: np.random.Generator, pieces: list) -> Settings:
    orders = [list(range(len(pieces)))]
    for _ in range(30):
        near = list(orders[0])  # of orders at random hardly one is right
        for place in rng.integers(0, len(pieces) - 1, rng.integers(1, 4)):
            near[place : place + 2] = near[place : place + 2][::-1]
        orders.append(near)
    return {"pieces": pieces, "orders": [[one, fits(pieces, one)] for one in orders]}


def _loss_at(widget: Nudge, name: str, place: int, value: float) -> float:
    numbers = {key: getattr(widget, key).copy() for key in ("x", "w", "target")}
    numbers[name][place] = value
    return Nudge(**numbers).loss()


def _numerical(widget: Nudge, name: str, place: int) -> float:
    """The gradient of the number in hand as the library's own nudges find it."""
    others = {key: getattr(widget, key) for key in ("x", "w", "target")}
    target = others.pop("target")
    w, x = (others[key].astype(float).reshape(1, 1, 1, -1) for key in ("w", "x"))

    def loss(array):
        layer = Convolution(array if name == "w" else w)
        out = layer.forward(array if name == "x" else x)
        return float(((out.ravel() - target) ** 2).sum() / 2)

    return float(numerical_gradient(loss, w if name == "w" else x).ravel()[place])


def matrix() -> list:
    """The whole layer as a matrix, what it makes of an image, and its transpose of a gradient, wholly or in part."""
    return [_matrix_answers(MatrixView.preset(name)) for name in MATRICES] + some(
        30, _matrix_case
    )


def _matrix_case(rng: np.random.Generator) -> Settings:
    line = rng.random() < 0.3
    H, W = (1, *integers(rng, (3, 9))) if line else integers(rng, (2, 5), (2, 5))
    FH, FW = (1, *integers(rng, (1, 4))) if line else integers(rng, (1, 3), (1, 3))
    sliding = random_sliding(rng) | ({"pad": int(rng.integers(3))} if line else {})
    widget = MatrixView(
        rng.integers(-4, 5, (H, W)), rng.integers(-3, 4, (FH, FW)), **sliding
    )
    if rng.random() < 0.5:
        widget.dout = rng.integers(-5, 6, widget.out_shape())
    widget.mode = str(rng.choice(["forward", "gather", "stamp"]))
    return _matrix_answers(widget)


def _matrix_answers(widget: MatrixView) -> Settings:
    layer = widget.layer()
    out = layer.forward(widget.x.astype(float)[None, None])
    dout = widget.gradient().astype(float)
    order = np.arange(dout.size).reshape(dout.shape)
    after = [
        flat(layer.backward(np.where(order < count, dout, 0)[None, None]))
        for count in range(dout.size + 1)
    ]
    # What is neither padding nor between the taps: where a filter of numbered taps leaves its numbers.
    numbered = np.arange(1, widget.w.size + 1).reshape(widget.w.shape)
    copy = MatrixView(
        widget.x, numbered, widget.stride, pad=widget.pad, dilation=widget.dilation
    )
    return {
        "state": state(widget),
        "steps": widget.steps(),
        "M": widget.matrix().tolist(),
        "taps": (copy.matrix() - 1).astype(int).tolist(),
        "out": flat(out),
        "dout": flat(dout),
        "after": after,
    }


def network() -> list:
    """A chain's numbers behind each layer, and every gradient: the shipped one on its hardest digits, and small ones."""
    explorer = NetworkExplorer()
    shown = explorer.order[:5]
    hardest = [(explorer.x[[n]], np.array([explorer.labels[n]])) for n in shown]
    shipped = [_chain_case(digits_network(), x, label) for x, label in hardest]
    return shipped + some(20, _random_chain_case)


def _random_chain(rng: np.random.Generator) -> tuple[Sequential, tuple[int, ...], int]:
    """Two convolutions of all sorts with what may stand between them; the shape of an image, and how many scores."""
    C, H, W, FN, GN, K = integers(rng, (1, 3), (5, 9), (5, 9), (1, 5), (1, 5), (2, 6))
    draw = lambda *shape: rng.normal(size=shape)  # noqa: E731
    layers, shape = [], (C, H, W)
    for count in (FN, GN):
        FH, FW, PH, PW = integers(rng, (1, 3), (1, 3), (1, 3), (1, 3))
        sliding = {
            name: value for name, value in random_sliding(rng).items() if name != "dilation"
        }
        b = draw(count) if rng.random() < 0.7 else None
        layers.append(Convolution(draw(count, shape[0], FH, FW), b, **sliding))
        layers += [ReLU()] if rng.random() < 0.8 else []
        pads = {"pad": (PH // 2, PW // 2), "ceil_mode": bool(rng.random() < 0.5)}
        layers.append(Pooling(PH, PW, stride=tuple(integers(rng, (1, 3), (1, 3))), **pads))
        shape = layer_shapes(Sequential(*layers), (C, H, W))[-1]
    layers.append(Affine(draw(int(np.prod(shape)), K), draw(K)))
    return Sequential(*layers), (C, H, W), K


def _random_chain_case(rng: np.random.Generator) -> Settings:
    network, shape, K = _random_chain(rng)
    some_ties = rng.integers(0, 3, (1, *shape)) / 2
    x = rng.choice([rng.normal(size=(1, *shape)), some_ties])
    return _chain_case(network, x, rng.integers(0, K, 1))


def _in_float64(network: Sequential) -> Sequential:
    """For what is compared to nine digits."""
    for layer in network.layers:
        for name in ("W", "b"):
            if getattr(layer, name, None) is not None:
                setattr(layer, name, getattr(layer, name).astype(float))
    return network


def _specs(network: Sequential) -> list:
    return [*map(_spec, layer_names(network), network.layers)]


def _named(network: Sequential, arrays) -> Settings:
    """Parameters, or their gradients, as the page has them: by layer, then by W and b."""
    names = layer_names(network)
    found: dict = {name: {} for name in names}
    for key, array in arrays.items():
        place, kind = key.split(".")
        found[names[int(place)]][kind] = _listed(array)
    return found


def training() -> list:
    """The weights after ten steps of each optimizer: of the shipped network and of small ones."""
    (x, labels), _ = split(*load_digits(), test=TEST)
    shipped = _training_case(digits_network(), x[:48].astype(float), labels[:48])
    return [shipped, *some(5, _random_training_case)]


def _random_training_case(rng: np.random.Generator) -> Settings:
    network, shape, K = _random_chain(rng)
    # Smaller, so that no score is beyond what a step can mend.
    network.parameters = {name: value / 4 for name, value in network.parameters.items()}
    return _training_case(network, rng.normal(size=(48, *shape)), rng.integers(0, K, 48))


def _training_case(network: Sequential, x: np.ndarray, labels: np.ndarray) -> Settings:
    _in_float64(network)
    rng = np.random.default_rng(0)
    batches = [rng.permutation(len(x))[:32] for _ in range(10)]
    ends = {}
    for name, optimizer in ("sgd", SGD(0.05)), ("adam", Adam(0.01)):
        pupil, loss = deepcopy(network), SoftmaxWithLoss()
        losses = []
        for batch in batches:
            losses.append(loss.forward(pupil.forward(x[batch]), labels[batch]))
            pupil.backward(loss.backward())
            pupil.parameters = optimizer.step(pupil.parameters, pupil.gradients)
        weights = _named(pupil, pupil.parameters)
        ends[name] = {
            "rate": optimizer.learning_rate,
            "losses": losses,
            "parameters": weights,
        }
    return {
        "layers": _specs(network),
        "shape": x.shape[1:],
        "images": _listed(x),
        "labels": labels.tolist(),
        "batches": [batch.tolist() for batch in batches],
        "ends": ends,
    }


class Assigned(Convolution):
    """col2im with = where += belongs, by taps: the museum's."""

    def backward(self, dout):
        super().backward(dout)
        dcol = dout.transpose(0, 2, 3, 1).reshape(-1, len(self.W)) @ self.col_W.T
        height = self.axes[0]
        return fold_columns(
            dcol, self.x.shape, *self.W.shape[2:], height.stride, height.before
        )


class UpsideDown(Convolution):
    """Every map of dx turned by half a turn."""

    def backward(self, dout):
        return super().backward(dout)[:, :, ::-1, ::-1]


def faults() -> list:
    """A faulty network's gradients: of the shipped one on its hardest digit, and of small ones on images full of ties."""
    explorer = NetworkExplorer()
    n = explorer.order[0]
    label = np.array([explorer.labels[n]])
    shipped = _fault_cases(digits_network(), explorer.x[[n]], label)
    return [*shipped, *[case for cases in some(8, _random_fault_cases) for case in cases]]


def _random_fault_cases(rng: np.random.Generator) -> list:
    C, H, W, FN, GN, FH, FW, stride, pad, K = integers(
        rng, (1, 3), (5, 9), (5, 9), (1, 4), (1, 4), (1, 3), (1, 3), (1, 2), (0, 2), (2, 5)
    )
    draw = lambda *shape: rng.normal(size=shape)  # noqa: E731
    layers = [
        Convolution(draw(FN, C, FH, FW), draw(FN), stride=stride, pad=pad),
        Pooling(2, 2, stride=1, pad=1),
        ReLU(),
        Convolution(draw(GN, FN, FH, FW), draw(GN), pad=pad),
        Pooling(2, 2, stride=stride),
    ]
    shape = layer_shapes(Sequential(*layers), (C, H, W))[-1]
    network = Sequential(*layers, Affine(draw(int(np.prod(shape)), K), draw(K)))
    x = rng.integers(0, 2, (1, C, H, W)).astype(float)
    return _fault_cases(network, x, rng.integers(0, K, 1))


def _fault_cases(network: Sequential, x: np.ndarray, label: np.ndarray) -> list:
    _in_float64(network)
    return [_fault_case(network, x, label, name) for name in ("assigned", "turned", "ties")]


def _fault_case(network: Sequential, x: np.ndarray, label, fault: str) -> Settings:
    spoilt = Sequential(*(_spoilt(layer, fault) for layer in network.layers))
    loss = SoftmaxWithLoss()
    loss.forward(spoilt.forward(x), label)
    dx = spoilt.backward(loss.backward())
    return {
        "fault": fault,
        "layers": _specs(network),
        "shape": x.shape[1:],
        "image": _listed(x[0]),
        "label": int(label[0]),
        "gradient": _listed(dx[0]),
        "parameters": _named(network, spoilt.gradients),
    }


def _spoilt(layer, fault: str):
    """A layer of its own with the same numbers, and with the fault, if it is of the kind that can have it."""
    height = getattr(layer, "axes", (None,))[0]
    if isinstance(layer, Convolution) and fault in ("assigned", "turned"):
        kind = {"assigned": Assigned, "turned": UpsideDown}[fault]
        return kind(layer.W, layer.b, height.stride, height.before)
    if isinstance(layer, Pooling) and fault == "ties":
        return PoolingLayer(height.filter, height.filter, height.stride, height.before)
    return deepcopy(layer)


def _chain_case(network: Sequential, x: np.ndarray, label: np.ndarray) -> Settings:
    _in_float64(network)
    loss, names, values = SoftmaxWithLoss(), layer_names(network), {"input": x}
    for name, layer in zip(names, network.layers, strict=True):
        values[name] = layer.forward([*values.values()][-1])
    said = loss.forward(values[names[-1]], label)
    gradients = {names[-1]: loss.backward()}
    for name, layer in reversed(
        [*zip(["input", *names[:-1]], network.layers, strict=True)]
    ):
        gradients[name] = layer.backward(gradients[names[network.layers.index(layer)]])
    parameters = {
        name: {
            key: _listed(getattr(layer, f"d{key}"))
            for key in ("W", "b")
            if getattr(layer, key, None) is not None
        }
        for name, layer in zip(names, network.layers, strict=True)
    }
    return {
        "layers": _specs(network),
        "shape": x.shape[1:],
        "label": int(label[0]),
        "values": {name: _listed(value[0]) for name, value in values.items()},
        "gradients": {name: _listed(value[0]) for name, value in gradients.items()},
        "parameters": parameters,
        "loss": said,
        "probabilities": flat(loss.probabilities),
    }


def _listed(array: np.ndarray) -> Settings:
    return {"shape": array.shape, "data": flat(array)}


def _spec(name: str, layer) -> Settings:
    """A layer as the page reads it, but for its numbers, which are no bytes: JSON has none."""
    parameters = {
        key: _listed(getattr(layer, key))
        for key in ("W", "b")
        if getattr(layer, key, None) is not None
    }
    return told(name, layer) | {"parameters": parameters}


def digits() -> Settings:
    """All digits as they travel: those to learn from, and those to be read, in which order."""
    explorer = NetworkExplorer()
    return {
        "train": training_digits(),
        "test": {"images": explorer.images, "labels": explorer.labels},
        "order": explorer.order,
        "layers": _specs(_in_float64(digits_network())),
    }


def packed_arrays() -> list:
    """Arrays as bytes, which stand here as base64, and their numbers."""
    rng = np.random.default_rng(0)
    arrays = [
        rng.normal(size=(2, 3)),
        rng.normal(size=(3, 1, 2)).astype(np.float32),
        rng.integers(0, 17, (2, 1, 3, 3)).astype(np.float32) / 16,
        np.array([0.0, 255.0]),
        np.array([-1.0, 127 / 64]),
        np.array([-1.0, 1 / 8192]),
    ]
    return [_packed_case(array) for array in arrays]


def _packed_case(array: np.ndarray) -> Settings:
    wire = packed(array)
    is_text = wire["dtype"] == "letters"
    data = wire["data"] if is_text else b64encode(wire["data"]).decode()
    return wire | {"data": data, "numbers": flat(array)}


def write(folder: Path) -> None:
    """Every section into a file of its own, and nothing else into this folder."""
    sections = {
        "windows": windows,
        "sizes": sizes,
        "unroll": unroll,
        "strides": strides,
        "col2im": col2im_rows,
        "lockstep": lockstep,
        "convolution": convolution,
        "pooling": pooling,
        "reshape": reshape,
        "reshape_pooling": reshape_pooling,
        "array": array,
        "wire": wire,
        "axes": axes,
        "follow": follow,
        "im2col_presets": im2col_presets,
        "nudge": nudge,
        "order": order,
        "matrix": matrix,
        "network": network,
        "training": training,
        "faults": faults,
        "digits": digits,
        "packed": packed_arrays,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in sections.items():
        text = json.dumps(make(), allow_nan=False, default=_plain)
        (folder / f"{name}.json").write_text(text, "utf8")


def _plain(value):
    """NumPy's numbers as Python's, for JSON."""
    return value.tolist()
