// The table of rules that matter for what is on show.
import { element, say } from "./dom.js";
import { HEADS, rulesFor } from "./pooling_rules.js";

export function fillRules(box, sizes, get, windows, holders) {
  const row = sizes.height.before + sizes.height.after + sizes.width.before + sizes.width.after;
  const shown = {
    average: get("average"),
    ceil_mode: get("ceil_mode"),
    ties: windows.some(({ ties }) => ties > 1),
    padded: row > 0,
    dropped: !get("ceil_mode") && holders.some(({ held }) => held.length === 0),
    dilated: Math.max(sizes.height.dilation, sizes.width.dilation) > 1,
  };
  const heads = HEADS.map((head) => (head ? `<th scope="col">${head}</th>` : "<td></td>"));
  const table = element(`<table><thead><tr>${heads.join("")}</tr></thead><tbody></tbody></table>`);
  for (const [what, ...cells] of rulesFor(shown)) {
    const line = element(`<table><tr><th scope="row">${what}</th>${"<td></td>".repeat(cells.length)}</tr></table>`).querySelector("tr");
    line.querySelectorAll("td").forEach((cell, i) => say(cell, cells[i]));
    table.tBodies[0].append(line);
  }
  box.replaceChildren(table);
}
