// All images at a glance, each pixel a colour. It answers to what the full-size images answer to (shared/images.js).
import { makeBrowsable } from "../shared/browse.js";
import { element } from "../shared/dom.js";
import { numberOf, placeOf } from "../shared/images.js";
import { partAt } from "../shared/near.js";
import { range } from "../shared/numbers.js";
import { rectsOf } from "../shared/regions.js";
import { makeSheet, wholeElement } from "../shared/sheet.js";
import { indicesOf } from "../shared/strides.js";
import { copiesOf } from "../shared/unroll.js";
import { imageName, imagesName } from "../shared/words.js";
import { imageSize, pixelSize, placeAt, planesOf, spotOf } from "./room.js";
import { imageTable, pixelsAround } from "./table.js";

// The room that they have beside the matrix, and above it, in pixels of a page whose letters have the usual size.
const [BESIDE, ABOVE] = [
  [296, 360],
  [300, 216],
];

function partsOf(sizes, x) {
  const root = wholeElement("x", imagesName("x", x.shape));
  const sheets = range(sizes.N).map(() => makeSheet(imageSize(sizes)));
  sheets.forEach(({ svg, draw }, n) => {
    const part = element(`<div><p class="caption" aria-hidden="true">${imageName(n)}</p></div>`);
    part.append(svg);
    root.append(part);
    draw("lines", planesOf(sizes, [0, 0], [sizes.PH, sizes.PW]));
  });
  root.style.setProperty("--beside", String(pixelSize(sizes, BESIDE)));
  root.style.setProperty("--above", String(pixelSize(sizes, ABOVE)));
  return { root, sheets };
}

/** Paints and draws places where they lie, each in its image's sheet. */
function makePens(sizes, sheets) {
  const spotsIn = (places, n) => places.filter(([image]) => image === n).map((place) => [spotOf(sizes, place), place]);
  return {
    paint: (layer, places, toneOf) =>
      sheets.forEach((sheet, n) =>
        sheet.paint(
          layer,
          spotsIn(places, n).map(([spot, place]) => [spot, toneOf(place)]),
        ),
      ),
    outline: (layer, places) =>
      sheets.forEach((sheet, n) => sheet.draw(layer, rectsOf(spotsIn(places, n).map(([spot]) => spot)))),
    /** @param {number} n the image, or -1 for none */
    frame: (layer, n, rects = []) => sheets.forEach((sheet, i) => sheet.draw(layer, i === n ? rects : [])),
  };
}

/** The number of the place where something happens, or null. */
function numberAt(sizes, sheets, event) {
  const parts = sheets.map((sheet) => sheet.fractionsAt(event));
  const n = parts.findIndex((fractions) => fractions.every((part) => part >= 0 && part < 1));
  if (n < 0) return null;
  const [wide, high] = imageSize(sizes);
  return numberOf(sizes, placeAt(sizes, n, [partAt(parts[n][0], wide), partAt(parts[n][1], high)]));
}

/**
 * @param {HTMLElement} box
 * @param {any} seen what both pictures are made of: see whole.js
 * @param {{ onPoint: (how: "hover" | "focus", place: number[] | null) => void, onPick: (place: number[]) => void }} hear
 */
export function drawSheets(box, seen, { onPoint, onPick }) {
  const { sizes, x, toneOf } = seen;
  const { N, C, PH, PW } = sizes;
  const { root, sheets } = partsOf(sizes, x);
  const pens = makePens(sizes, sheets);
  pens.paint("all", indicesOf([N, C, PH, PW]), (place) => (copiesOf(sizes, place).length ? toneOf(place) : "none"));
  box.replaceChildren(root);
  const browsable = makeBrowsable(root, {
    count: N * C * PH * PW,
    columns: C * PW,
    numberAt: (event) => numberAt(sizes, sheets, event),
    onPoint: (how, number) => onPoint(how, number === null ? null : placeOf(sizes, number)),
    onPick: (number) => onPick(placeOf(sizes, number)),
  });
  function showNow(places) {
    pens.paint("now", places, toneOf);
    browsable.rest(numberOf(sizes, places[0]));
  }
  return {
    root,
    focused: () => placeOf(sizes, browsable.cursor()),
    focus: (place) => browsable.focus(numberOf(sizes, place)),
    forget: browsable.forget,
    cell: (place) => sheets[place[0]].cell(spotOf(sizes, place)),
    light: (marks) => lightBy(pens.outline, marks),
    showWindow(n, corner, size, places) {
      pens.frame("frame", n, planesOf(sizes, corner, size));
      showNow(places);
    },
    showPlaces(places) {
      pens.frame("frame", -1);
      showNow(places);
    },
    table: (place, marks) => imageTable(seen, place, marks),
    /** Frame what the lens shows. @param {number[] | null} place */
    frameLens(place) {
      if (!place) return pens.frame("lens", -1);
      const [n, c] = place;
      const { across, down } = pixelsAround(seen, place);
      pens.frame("lens", n, [[...spotOf(sizes, [n, c, down[0], across[0]]), across.length, down.length]]);
    },
  };
}

/** What is pointed at, and fainter its copies. @param {(layer: string, places: any[]) => void} outline @param {[place: any, mark: string][]} marks */
export function lightBy(outline, marks) {
  const marked = (mark) => marks.filter(([, each]) => each === mark).map(([place]) => place);
  outline("lit", marked("1"));
  outline("faint", marked("faint"));
}
