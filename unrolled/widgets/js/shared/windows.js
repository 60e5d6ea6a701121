// Where sliding windows stand on one axis: the arithmetic of cnnlib/windows.py, under the same names.
// An axis is {filter, stride, before, after, dilation, ceil_mode}; a test holds both files equal.

export const span = (axis) => axis.dilation * (axis.filter - 1) + 1;

export function count(axis, size) {
  const room = size + axis.before + axis.after - span(axis);
  let steps = Math.floor(room / axis.stride);
  if (axis.ceil_mode) {
    steps = Math.ceil(room / axis.stride);
    if (steps * axis.stride >= size + axis.before) steps -= 1;
  }
  if (steps < 0) {
    throw new RangeError(
      `a filter of ${axis.filter} (it spans ${span(axis)} at dilation ${axis.dilation}) must not be ` +
        `larger than the padded image, ${axis.before} + ${size} + ${axis.after}`,
    );
  }
  return steps + 1;
}

export function length(axis, size) {
  return Math.max(axis.before + size, (count(axis, size) - 1) * axis.stride + span(axis));
}

// The position of the padded axis that tap i of the window at place o reads.
export const position = (axis, o, i) => o * axis.stride + i * axis.dilation;

// The other way: every [place, tap] that reads a position.
export function readers(axis, size, at) {
  const found = [];
  const places = count(axis, size);
  for (let i = 0; i < axis.filter; i += 1) {
    const o = (at - i * axis.dilation) / axis.stride;
    if (Number.isInteger(o) && o >= 0 && o < places) found.push([o, i]);
  }
  return found.sort(([a], [b]) => a - b);
}
