// Many cells of a plan as few rectangles, and these as the path of an SVG.

/** @typedef {[x: number, y: number]} Spot a cell of a plan, by its column and its line */
/** @typedef {[x: number, y: number, width: number, height: number]} Rect */

/** Cells beside each other, as one. @param {Spot[]} spots in reading order */
function runsOf(spots) {
  /** @type {Rect[]} */
  const runs = [];
  for (const [x, y] of spots) {
    const last = runs.at(-1);
    if (last && last[1] === y && last[0] + last[2] === x) last[2] += 1;
    else runs.push([x, y, 1, 1]);
  }
  return runs;
}

/** What these cells cover: what lies side by side is one, and so are equal lines below each other. @param {Spot[]} spots */
export function rectsOf(spots) {
  const rects = [];
  /** @type {Map<string, Rect>} the last of each place and width */
  const above = new Map();
  for (const run of runsOf(spots.toSorted(([x, y], [other, line]) => y - line || x - other))) {
    const key = `${run[0]} ${run[2]}`;
    const rect = above.get(key);
    if (rect && rect[1] + rect[3] === run[1]) rect[3] += 1;
    else {
      rects.push(run);
      above.set(key, run);
    }
  }
  return rects;
}

/** @param {Rect[]} rects */
export const pathOf = (rects) => rects.map(([x, y, width, height]) => `M${x} ${y}h${width}v${height}h${-width}z`).join("");
