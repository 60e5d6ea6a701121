// One row of buttons, which changes with the frame and never loses the focus; and the doors at the end.
import { element, eventTarget, find, findAll } from "../shared/dom.js";
import { ACTIONS_LABEL, BUTTONS, DOORS, SPOKEN } from "./words.js";

const spoken = (name) => (SPOKEN[name] ? ` aria-label="${SPOKEN[name]}"` : "");
const pressed = (name, on) => (name in on ? ` aria-pressed="${on[name]}"` : "");
const buttonHtml = (name, on) =>
  `<button type="button" data-do="${name}"${spoken(name)}${pressed(name, on)}>${BUTTONS[name]}</button>`;

/** @param {(name: string) => void} act */
export function makeButtons(act) {
  const root = element(`<div class="actions" role="group" aria-label="${ACTIONS_LABEL}"></div>`);
  root.addEventListener("click", (event) => {
    const button = eventTarget(event, "button");
    if (button) act(button.dataset.do);
  });
  return {
    root,
    /** @param {string[]} names @param {Record<string, boolean>} on which of them are pressed, of those that can be */
    show(names, on) {
      const focused = root.contains(document.activeElement) && document.activeElement.getAttribute("data-do");
      root.innerHTML = names.map((name) => buttonHtml(name, on)).join("");
      if (focused) (find(root, `[data-do="${focused}"]`) ?? find(root, "button")).focus();
    },
  };
}

const doorHtml = (name) => `<li><a data-door="${name}">${DOORS[name]}</a></li>`;

/** @param {[name: string, address: string][]} doors */
export function makeDoors(doors) {
  const root = element(`<ul class="doors" hidden>${doors.map(([name]) => doorHtml(name)).join("")}</ul>`);
  findAll(root, "a").forEach((link, i) => {
    link.href = doors[i][1]; // an address may hold anything
  });
  return root;
}
