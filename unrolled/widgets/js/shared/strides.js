// How an array of any number of axes lies in memory: one line of numbers, the last axis fastest.

export const product = (sizes) => sizes.reduce((all, size) => all * size, 1);

// How many places of memory one step along each axis is.
export const strides = (shape) => shape.map((_, axis) => product(shape.slice(axis + 1)));

export const offsetAt = (index, steps) => index.reduce((sum, i, axis) => sum + i * steps[axis], 0);

// The index of the k-th number in reading order.
export const indexAt = (k, shape) => strides(shape).map((step, axis) => Math.floor(k / step) % shape[axis]);

export const permuted = (list, axes) => axes.map((axis) => list[axis]);

// A list that is read as an array of this shape, in the reading order of its transpose.
export function transposed(list, shape, axes) {
  const steps = permuted(strides(shape), axes);
  const turned = permuted(shape, axes);
  return list.map((_, k) => list[offsetAt(indexAt(k, turned), steps)]);
}

// A shape as Python writes it.
export const tuple = (sizes) => (sizes.length === 1 ? `(${sizes[0]},)` : `(${sizes.join(", ")})`);
