// What an index chooses of an array's view, and where it lies: all by strides, nothing is copied.
import { range } from "../shared/dom.js";
import { indexAt, offsetAt, permuted, product, strides } from "../shared/strides.js";

// `index` has a number or null (all) for each axis of x; the view is x.transpose(axes).
export function viewOf({ shape }, index, axes) {
  const [sizes, steps, at] = [shape, strides(shape), index].map((list) => permuted(list, axes));
  const names = permuted(["n", "c", "h", "w"], axes);
  const free = range(4).filter((axis) => at[axis] === null);
  const left = permuted(sizes, free);
  const start = offsetAt(at, steps); // null counts as 0
  const freeSteps = permuted(steps, free);
  const chosen = range(product(left)).map((k) => start + offsetAt(indexAt(k, left), freeSteps));
  return { shape, sizes, steps, at, names, axes, left, freeSteps, chosen };
}

// Where the number at this place of memory stands in the view.
export const viewIndex = ({ shape, axes }, offset) => permuted(indexAt(offset, shape), axes);
export const readingPlace = (view, offset) => offsetAt(viewIndex(view, offset), strides(view.sizes));

// The unbroken stretches of memory that hold these places: [first, last] of each.
export function runs(places) {
  const found = [];
  for (const place of [...places].sort((a, b) => a - b)) {
    if (found.length && found.at(-1)[1] === place - 1) found.at(-1)[1] = place;
    else found.push([place, place]);
  }
  return found;
}

export const inMemoryOrder = (places) => places.every((place, i) => i === 0 || place > places[i - 1]);
