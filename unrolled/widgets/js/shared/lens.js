// A lens over a picture whose cells are too small for numbers: it shows those around a place.
import { element } from "./dom.js";
import { lensPlace } from "./near.js";

/** @import { Area } from "./near.js" */
/**
 * Names of columns, and lines: each its name, and its cells with their attributes.
 * @typedef {{ corner: string, heads: string[], lines: [name: string, cells: [text: string, attributes: string][]][] }} Table
 */

const headHtml = (text) => `<span class="head">${text}</span>`;
const lineHtml = ([name, cells]) =>
  `<span class="head line">${name}</span>` +
  cells.map(([text, attributes]) => `<span ${attributes}>${text}</span>`).join("");

/** @param {HTMLElement} root in whose frame it stands */
export function makeLens(root) {
  const lens = element('<div class="lens" aria-hidden="true" hidden></div>');
  root.append(lens);
  return {
    hide() {
      lens.hidden = true;
    },
    /** Beside what it is about, in a picture. @param {string} name @param {Table} table @param {Area} about @param {Area} picture */
    show(name, { corner, heads, lines }, about, picture) {
      lens.hidden = false;
      lens.dataset.lens = name;
      lens.style.setProperty("--columns", String(heads.length));
      lens.innerHTML = [corner, ...heads].map(headHtml).join("") + lines.map(lineHtml).join("");
      const frame = root.getBoundingClientRect();
      const isFinger = matchMedia("(pointer: coarse)").matches;
      const [left, top] = lensPlace(
        { width: lens.offsetWidth, height: lens.offsetHeight },
        about,
        { picture, frame },
        isFinger,
      );
      lens.style.left = `${left - frame.left - root.clientLeft}px`;
      lens.style.top = `${top - frame.top - root.clientTop}px`;
    },
  };
}
