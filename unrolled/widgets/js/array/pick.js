// One row of choices for each axis: all of it, or one index.
import { element, range } from "../shared/dom.js";

const MEANINGS = { n: "image", c: "channel", h: "row", w: "column" };
let made = 0; // radio buttons of one name are one group, in the whole page

function axisHtml(name, size) {
  const option = (value, text) =>
    `<label><input type="radio" name="pick-${made}-${name}" value="${value}"><span>${text}</span></label>`;
  return `<fieldset class="pick" data-axis="${name}"><legend>${name} <span>${MEANINGS[name]}</span></legend>
    <div class="options">${option("", ":")}${range(size).map((i) => option(i, i)).join("")}</div></fieldset>`;
}

// `choose(axis, index or null)` is told of every change.
export function makePicks(shape, choose) {
  made += 1;
  const names = Object.keys(MEANINGS);
  const root = element(`<div class="picks">${names.map((name, axis) => axisHtml(name, shape[axis])).join("")}</div>`);
  const groups = names.map((name) => [...root.querySelectorAll(`[data-axis="${name}"] input`)]);

  root.addEventListener("change", ({ target }) => {
    const axis = groups.findIndex((group) => group.includes(target));
    choose(axis, target.value === "" ? null : Number(target.value));
  });
  root.addEventListener("keydown", (event) => {
    const group = groups.find((inputs) => inputs.includes(event.target));
    if (event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    const input = group.at(event.key === "Home" ? 0 : -1);
    input.focus();
    input.click();
  });

  return {
    root,
    show: (index) => groups.forEach((group, axis) => (group[index[axis] === null ? 0 : index[axis] + 1].checked = true)),
  };
}
