// The table of rules that matter for what is on show.
import { element, say } from "../shared/dom.js";
import { HEADS, rulesFor } from "./rules.js";

function lineOf([what, ...cells]) {
  const line = document.createElement("tr");
  line.innerHTML = `<th scope="row">${what}</th>${"<td></td>".repeat(cells.length)}`;
  line.querySelectorAll("td").forEach((cell, i) => say(cell, cells[i]));
  return line;
}

export function fillRules(box, { sizes, windows, places, holder, average }, ceil_mode) {
  const { height, width } = sizes;
  const shown = {
    average,
    ceil_mode,
    ties: windows.some(({ ties }) => ties > 1),
    padded: height.before + height.after + width.before + width.after > 0,
    dropped: !ceil_mode && places.some((place) => holder(place).held.length === 0),
    dilated: Math.max(height.dilation, width.dilation) > 1,
  };
  const heads = HEADS.map((head) => (head ? `<th scope="col">${head}</th>` : "<td></td>")).join("");
  const table = element(`<table><thead><tr>${heads}</tr></thead><tbody></tbody></table>`);
  table.tBodies[0].append(...rulesFor(shown).map(lineOf));
  box.replaceChildren(table);
}
