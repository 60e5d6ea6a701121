// What of the picture is on the way: lit maps, the line that was followed, a fan to what the open number goes on to, frames.
import { range } from "../shared/numbers.js";
import { sharesBySize } from "./blame.js";
import { INPUT, namesOf, scoresName } from "./chain.js";
import { shownTerms } from "./panel.js";

const RAYS = 5; // at most

/** The numbers that the open one goes on to, and how large each is beside the largest. */
function nextOf({ parts, blame, isBlaming }) {
  if (isBlaming) {
    const { shown } = sharesBySize(blame.shares, RAYS);
    return shown.map(({ to, product }) => ({ place: to, share: Math.abs(product / shown[0].product) }));
  }
  const { raising } = shownTerms(parts.terms);
  if (parts.kind !== "sum") return [];
  return raising.map(({ from, product }) => ({ place: from, share: product / raising[0].product }));
}

/** Which maps of a stage are on the way: those that were followed, and what the open number is most made of. */
export function litMaps(explorer) {
  const { model, parts, stages, isBlaming } = explorer;
  const stageOf = (name) => stages.find(({ names }) => names.includes(name))?.shown;
  const lit = {};
  const add = (place) => {
    const shown = stageOf(place[0]);
    if (shown) lit[shown] = (lit[shown] ?? new Set()).add(place[1]);
  };
  const { lowering } = shownTerms(parts.terms);
  for (const place of model.get("path")) add(place);
  for (const { place } of nextOf(explorer)) add(place);
  if (isBlaming) return lit;
  for (const { from } of parts.kind === "sum" ? lowering : parts.terms) if (from) add(from);
  return lit;
}

export function drawWay(explorer) {
  const { picture, model, chain, field, parts } = explorer;
  const points = model.get("path").map((place) => pointOf(explorer, place));
  const fan = nextOf(explorer).map(({ place, share }) => ({ ...pointOf(explorer, place), share }));
  const frames = namesOf(chain).flatMap((name) => framesOf(explorer, name, field[name]));
  const open = picture.boxAt(parts.place);
  if (open) frames.push({ ...open, width: open.size, height: open.size, kind: "open" });
  picture.thread({ points, fan, frames });
}

/** Where a line to a number ends: in its middle, or at its bar. */
function pointOf({ picture, bars }, place) {
  const box = picture.boxAt(place);
  if (box) return { x: box.x + box.size / 2, y: box.y + box.size / 2 };
  const origin = picture.root.getBoundingClientRect();
  const { left, top, height } = bars.bars[place[1]].getBoundingClientRect();
  return { x: left - origin.left, y: top - origin.top + height / 2 };
}

/** Around the part of the image that is seen, and around the numbers that are read, or fed: in the maps that are lit. */
function framesOf({ picture, parts, chain, lit, isBlaming }, name, region) {
  const names = namesOf(chain);
  const at = names.indexOf(parts.place[0]);
  const isNext = name === names[at + (isBlaming ? 1 : -1)];
  const isSeen = name === INPUT && !isBlaming && at > 0;
  const isMap = picture.boxes.some(({ stage }) => stage.shown === name) && region.length === 3;
  if (!isMap || !(isNext || isSeen) || parts.place[0] === scoresName(chain)) return [];
  const [[first, last], rows, columns] = region;
  const maps = range(last - first + 1).map((i) => first + i);
  return maps
    .filter((map) => lit[name]?.has(map) || name === INPUT)
    .map((map) => {
      const start = picture.boxAt([name, map, rows[0], columns[0]]);
      const [height, width] = [rows, columns].map(([from, to]) => (to - from + 1) * start.size);
      return { x: start.x, y: start.y, width, height, kind: isNext ? "read" : "seen" };
    });
}
