// The table of rules that matter for what is on show.
import { element, findAll, showText } from "../shared/dom.js";
import { rulesFor, shownBy } from "./elsewhere.js";
import { RULE_HEADS } from "./words.js";

/** @import { Pooled } from "./state.js" */

function rowElement([what, ...cells]) {
  const row = document.createElement("tr");
  row.innerHTML = `<th scope="row">${what}</th>${"<td></td>".repeat(cells.length)}`;
  findAll(row, "td").forEach((cell, i) => showText(cell, cells[i]));
  return row;
}

/** @param {HTMLElement} box @param {Pooled} pooled */
export function fillRules(box, pooled) {
  const heads = RULE_HEADS.map((head) => (head ? `<th scope="col">${head}</th>` : "<td></td>"));
  const table = /** @type {HTMLTableElement} */ (
    element(`<table><thead><tr>${heads.join("")}</tr></thead><tbody></tbody></table>`)
  );
  table.tBodies[0].append(...rulesFor(shownBy(pooled)).map(rowElement));
  box.replaceChildren(table);
}
