// One line that says what each colour means just now.
import { element, find, showText } from "./dom.js";

function entry([colour, words]) {
  const said = element(`<span><i data-colour="${colour}"></i><span></span></span>`);
  showText(find(said, "span"), words);
  return said;
}

/** @param {HTMLElement} line @param {string[][]} entries [colour, words] */
export const showLegend = (line, entries) => line.replaceChildren(...entries.map(entry));
