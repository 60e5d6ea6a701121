// The code of a loop, in the sentence's place once it is opened: the running line lit, its variables filled in.
import { element, eventTarget, find, findAll, showText } from "./dom.js";
import { piecesOfLine, runningLine, takenAt, variablesAt } from "./lockstep.js";
import { CODE, CODE_LABEL, namedWords, variableWords } from "./words.js";

/** @import { Loop } from "./loops.js" */
/** @import { Sizes } from "./unroll.js" */

const panelHtml = `<div class="code" role="group" aria-label="${CODE_LABEL}" hidden><div class="lines"></div><p class="values"></p></div>`;
const buttonHtml = `<button type="button" class="shows-code" aria-expanded="false">${CODE}</button>`;

/** @param {{ text: string, names: string | null }} piece */
function pieceElement({ text, names }) {
  if (!names) return text;
  const piece = element('<span class="piece" tabindex="0"></span>');
  piece.dataset.names = names;
  piece.textContent = text;
  return piece;
}

/** @param {string} line */
function lineElement(line) {
  const box = element('<span class="line"></span>');
  box.append(...piecesOfLine(line).map(pieceElement));
  return box;
}

/**
 * @param {{ root: HTMLElement, words: HTMLElement, lines?: Record<Loop, string[]>,
 *   onPoint: (how: "hover" | "focus", names: string | null) => void }} options
 */
export function makeCode({ root, words, lines, onPoint }) {
  const [panel, button] = [element(panelHtml), element(buttonHtml)];
  const [block, values] = [find(panel, ".lines"), find(panel, ".values")];
  words.after(panel);
  find(root, ".player").append(button);
  const isShown = () => !panel.hasAttribute("hidden");
  let fillValues = () => {};
  /** @param {boolean} isOpen */
  function show(isOpen) {
    panel.toggleAttribute("hidden", !isOpen);
    if (isOpen) fillValues();
    // The sentence is still said to who can't see.
    root.toggleAttribute("data-code", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  }
  button.addEventListener("click", () => show(!isShown()));
  /** @param {string} type @param {"hover" | "focus"} how @param {boolean} isLeft */
  const point = (type, how, isLeft) =>
    block.addEventListener(type, (/** @type {Event} */ event) => {
      const piece = eventTarget(event, ".piece");
      if (piece) onPoint(how, isLeft ? null : piece.dataset.names);
    });
  point("pointerover", "hover", false);
  point("pointerout", "hover", true);
  point("focusin", "focus", false);
  point("focusout", "focus", true);
  /** @param {string[]} shown */
  function buildLines(shown) {
    block.replaceChildren(...shown.map(lineElement));
    findAll(block, ".line")[runningLine(shown)].toggleAttribute("data-running", true);
  }
  /** What is said below the lines; made only where it is seen. @param {() => string} makeText */
  function say(makeText) {
    fillValues = () => showText(values, makeText());
    if (isShown()) fillValues();
  }
  return {
    buildLines,
    say,
    /** Whether what is shown has lines. @param {boolean} isOffered */
    offer(isOffered) {
      button.toggleAttribute("hidden", !isOffered);
      if (!isOffered) show(false);
    },
    /** Another loop's lines. @param {Loop} loop */
    build: (loop) => buildLines(lines[loop]),
    /** The variables of a step, or what is pointed at. @param {Sizes} sizes @param {Loop} loop @param {number} step @param {string | null} names */
    show(sizes, loop, step, names) {
      say(() => {
        const variables = variablesAt(sizes, loop, step);
        return names ? namedWords(names, variables, takenAt(sizes, variables)) : variableWords(variables);
      });
    },
  };
}
