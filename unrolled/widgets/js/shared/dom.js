// The few shorthands that all widgets draw with.
import { pieces } from "./text.js";
import { NOT_YET } from "./words.js";

/** @param {string} html @returns {HTMLElement} */
export function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return /** @type {HTMLElement} */ (template.content.firstElementChild);
}

/** @param {ParentNode} root @param {string} selector @returns {any} */
export const find = (root, selector) => root.querySelector(selector);

/** @param {ParentNode} root @param {string} selector @returns {any[]} */
export const findAll = (root, selector) => [...root.querySelectorAll(selector)];

/** The element around which, or in which, an event happened. @param {Event} event @param {string} selector @returns {any} */
export const eventTarget = (event, selector) => /** @type {Element} */ (event.target).closest(selector);

/**
 * Text with `code` and *emphasis* in it becomes children of `box`; nothing in it is read as HTML.
 * @param {Element} box
 * @param {string} text
 */
export function showText(box, text) {
  const parts = pieces(text).map(([kind, part]) => {
    if (!kind) return part;
    const marked = document.createElement(kind);
    marked.textContent = part;
    return marked;
  });
  box.replaceChildren(...parts);
}

/** What stands in a part that goes hands its focus on. @param {HTMLElement} part @param {() => void} end @param {() => HTMLElement} next */
export function passFocus(part, end, next) {
  const hadFocus = part.contains(document.activeElement);
  end();
  if (hadFocus) next().focus();
}

const BOLD = "1.13ch"; // a digit's room in the widget's own face, where what is lit is bold

/** Whether the browser turns what depends on the face into a length once, for cells in bold and small letters alike. */
const hasLengths = (() => {
  try {
    CSS.registerProperty({ name: "--digit", syntax: "<length>", inherits: true, initialValue: "0px" });
  } catch (error) {
    return error instanceof DOMException; // another widget has asked for it
  }
  return true;
})();

/** Room in each cell for so many digits. @param {HTMLElement} root @param {number} digits */
export function setDigits(root, digits) {
  root.style.setProperty("--digits", String(digits));
  if (hasLengths) root.style.setProperty("--digit", BOLD);
}

/** Where a window's frame stands, in cells. @param {HTMLElement} frame @param {number[]} corner @param {number[]} size */
export const setFrame = (frame, [h, w], [high, wide]) => {
  frame.style.cssText = `--h:${h};--w:${w};--high:${high};--wide:${wide}`;
};

/** The reader wants no motion. */
export const isMotionReduced = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * What a cell holds; one that holds nothing yet has a name all the same.
 * @param {Element} cell
 * @param {string} text
 */
export function writeCell(cell, text) {
  if (cell.textContent !== text) cell.textContent = text;
  if (text) cell.removeAttribute("aria-label");
  else cell.setAttribute("aria-label", NOT_YET);
}
