// The whole matrix and all images at a glance, each cell a colour, with a lens for the numbers around a place.
import { numbersOf, valueAt } from "../shared/arrays.js";
import { aboutOf } from "../shared/near.js";
import { range } from "../shared/numbers.js";
import { toneScale } from "../shared/tones.js";
import { pixelAt } from "../shared/unroll.js";
import { drawPlan } from "./plan.js";
import { drawSheets } from "./sheets.js";

/** @import { Tone } from "../shared/tones.js" */

// How many cells a lens shows, on a small screen and else.
const [SMALL, LARGE] = [
  { wide: 5, high: 3 },
  { wide: 5, high: 5 },
];

/** What a padded place looks like: each image has a scale of its own. @returns {(place: number[]) => Tone} */
function makeToner(sizes, x) {
  const numbers = { shape: x.shape, data: numbersOf(x) };
  const size = x.data.length / sizes.N;
  const scales = range(sizes.N).map((n) => toneScale(numbers.data.slice(n * size, (n + 1) * size)));
  return (place) => {
    const pixel = pixelAt(sizes, place);
    return pixel ? scales[place[0]](valueAt(numbers, pixel)) : "pad";
  };
}

/**
 * Draws both, and gives them as `images` and `matrix`, with `point`, which shows the lens at what is pointed at, or hides it.
 * @param {any} picture
 * @param {(kind: "cell" | "pixel", place: any) => void} onPick
 */
export function drawWhole({ x, sizes, loop, boxes, pointing, lens }, onPick) {
  const shape = matchMedia("(max-width: 36rem)").matches ? SMALL : LARGE;
  const seen = { x, sizes, loop, ...shape, toneOf: makeToner(sizes, x) };
  const hear = (kind) => ({ onPoint: pointing.listener(kind), onPick: (place) => onPick(kind, place) });
  const images = drawSheets(boxes.images, seen, hear("pixel"));
  const matrix = drawPlan(boxes.matrix, seen, hear("cell"));
  const pictures = { pixel: images, cell: matrix };
  return {
    images,
    matrix,
    isWhole: true,
    /** @param {{ kind?: string, place?: any }} pointed @param {{ pixels: any[], cells: any[] }} lit */
    point({ kind, place }, { pixels, cells }) {
      for (const [each, one] of Object.entries(pictures)) one.frameLens(each === kind ? place : null);
      const pointed = pictures[kind];
      if (!pointed) return lens.hide();
      const marks = kind === "cell" ? cells : pixels;
      const areaOf = (each) => pointed.cell(each).getBoundingClientRect();
      const about = aboutOf(
        areaOf(place),
        marks.map(([each]) => areaOf(each)),
      );
      lens.show(pointed.root.dataset.whole, pointed.table(place, marks), about, pointed.root.getBoundingClientRect());
    },
  };
}
