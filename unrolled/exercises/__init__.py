"""Graders for the book's exercises: hand one your function or class, and it says what is wrong.

Each tries many cases, from small to large, and names the smallest that is wrong (see `unrolled.exercises.grading`).
A layer is a class with the arguments and methods of cnnlib's own; most else is a function. What was worked
out on paper is compared number by number (see `paper`). A module holds the graders of one chapter.

>>> import cnnlib
>>> from unrolled import exercises
>>> bool(exercises.im2col(cnnlib.im2col))
True
"""

from unrolled.exercises.arithmetic import pixels_seen, same_pad, sizes, wide_field
from unrolled.exercises.arrays import contact_sheet, gray, offset, part_shapes
from unrolled.exercises.convolution import (
    col2im,
    convolution_backward,
    convolution_forward,
    convolution_shapes,
    im2col_matrix,
    one_by_one,
    shift,
)
from unrolled.exercises.kinds import depthwise, sizes_up, upwards
from unrolled.exercises.learning import (
    leaky_relu,
    losses,
    parameter_count,
    small_network,
    unnoticed,
    weight_decay,
)
from unrolled.exercises.museum import catches
from unrolled.exercises.pooling import (
    average_pooling_backward,
    average_weights,
    pooling_backward,
    pooling_forward,
    pooling_shapes,
    route,
)
from unrolled.exercises.speed import (
    images_together,
    no_columns,
    same_work,
    speed_costs,
    winograd,
)
from unrolled.exercises.unroll import (
    blur,
    dilation,
    im2col,
    matrix_shapes,
    output_size,
    source_pixel,
)
from unrolled.exercises.why import corner, numbers_learned

__all__ = [
    "GRADERS",
    "average_pooling_backward",
    "average_weights",
    "blur",
    "catches",
    "col2im",
    "contact_sheet",
    "convolution_backward",
    "convolution_forward",
    "convolution_shapes",
    "corner",
    "depthwise",
    "dilation",
    "gray",
    "im2col",
    "im2col_matrix",
    "images_together",
    "leaky_relu",
    "losses",
    "matrix_shapes",
    "no_columns",
    "numbers_learned",
    "offset",
    "one_by_one",
    "output_size",
    "parameter_count",
    "part_shapes",
    "pixels_seen",
    "pooling_backward",
    "pooling_forward",
    "pooling_shapes",
    "route",
    "same_pad",
    "same_work",
    "shift",
    "sizes",
    "sizes_up",
    "small_network",
    "source_pixel",
    "speed_costs",
    "unnoticed",
    "upwards",
    "weight_decay",
    "wide_field",
    "winograd",
]

# What must pass to stand for each of cnnlib's names.
GRADERS = {
    "output_size": (output_size,),
    "im2col": (im2col,),
    "col2im": (col2im,),
    "Convolution": (convolution_forward, convolution_backward),
    "Pooling": (pooling_forward, pooling_backward),
}
