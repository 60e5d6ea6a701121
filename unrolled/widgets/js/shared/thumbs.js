// Examples as small pictures with their names, one of which is chosen.
import { element, find, findAll } from "./dom.js";

let made = 0; // radio buttons of one name are one group, in the whole page

/**
 * @param {string} label
 * @param {Record<string, string>} names by what is chosen
 * @param {(name: string) => string} pictureHtml
 * @param {(name: string) => void} choose
 */
export function makeThumbs(label, names, pictureHtml, choose) {
  made += 1;
  const thumbs = Object.entries(names).map(
    ([name, text]) => `<label class="thumb"><input type="radio" name="example-${made}" value="${name}">
      ${pictureHtml(name)}<span>${text}</span></label>`,
  );
  const root = element(`<div class="thumbs" role="radiogroup" aria-label="${label}">${thumbs.join("")}</div>`);
  root.addEventListener("change", () => choose(find(root, ":checked").value));
  return {
    root,
    /** @param {string} name "" for none */
    show(name) {
      for (const input of findAll(root, "input")) input.checked = input.value === name;
    },
  };
}
