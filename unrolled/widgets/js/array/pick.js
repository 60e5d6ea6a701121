// One row of choices for each axis: all of it, or one index.
import { element, eventTarget, findAll } from "../shared/dom.js";
import { range } from "../shared/numbers.js";
import { AXIS_MEANINGS } from "./words.js";

/** @import { Index } from "./view.js" */

const AXES = ["n", "c", "h", "w"];
let made = 0; // radio buttons of one name are one group, in the whole page

function axisHtml(name, size) {
  const optionHtml = (value, text) =>
    `<label><input type="radio" name="pick-${made}-${name}" value="${value}"><span>${text}</span></label>`;
  const options = [optionHtml("", ":"), ...range(size).map((i) => optionHtml(i, i))];
  return `<fieldset class="pick" data-axis="${name}"><legend>${AXIS_MEANINGS[name]} <span>${name}</span></legend>
    <div class="options">${options.join("")}</div></fieldset>`;
}

/** Home and End choose the first and the last of an axis. */
function addKeys(root, groups) {
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Home" && event.key !== "End") return;
    const group = groups.find((inputs) => inputs.includes(event.target));
    event.preventDefault();
    const input = group.at(event.key === "Home" ? 0 : -1);
    input.focus();
    input.click();
  });
}

/** @param {number[]} shape @param {(axis: number, i: number | null) => void} onPick null is all of the axis */
export function makePicks(shape, onPick) {
  made += 1;
  const root = element(`<div class="picks">${AXES.map((name, axis) => axisHtml(name, shape[axis])).join("")}</div>`);
  const groups = AXES.map((name) => findAll(root, `[data-axis="${name}"] input`));
  root.addEventListener("change", (event) => {
    const input = eventTarget(event, "input");
    const axis = groups.findIndex((group) => group.includes(input));
    onPick(axis, input.value === "" ? null : Number(input.value));
  });
  addKeys(root, groups);
  return {
    root,
    /** @param {Index} index */
    show(index) {
      groups.forEach((group, axis) => {
        group[index[axis] === null ? 0 : index[axis] + 1].checked = true;
      });
    },
  };
}
