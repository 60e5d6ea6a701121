// One line that says what each colour means just now.
import { element } from "./dom.js";

/** @param {HTMLElement} line @param {string[][]} entries [colour, words] */
export function showLegend(line, entries) {
  line.replaceChildren(...entries.map(([colour, words]) => element(`<span><i data-colour="${colour}"></i>${words}</span>`)));
}
