// Labelled choices: a select where a choice has options, a checkbox where it is yes or no.
import { element, find } from "./dom.js";
import { range } from "./numbers.js";
import { asSentence, CHOICES_LABEL } from "./words.js";

/** `options` are [value, text]. @typedef {{ name: string, label: string, options?: (string | number)[][] }} Choice */

const optionsHtml = (options) => options.map(([value, text]) => `<option value="${value}">${text}</option>`).join("");

function choiceHtml({ name, label, options }) {
  if (!options) return `<label class="choice"><input type="checkbox" name="${name}"><span>${label}</span></label>`;
  return `<label class="choice"><span>${label}</span><select name="${name}">${optionsHtml(options)}</select></label>`;
}

/** Hear of what is chosen; where that does not work with the settings, say why, and undo it. */
function addChanging(root, apply) {
  const problem = find(root, ".problem");
  root.addEventListener("change", ({ target }) => {
    const isSwitch = target.type === "checkbox";
    problem.textContent = "";
    try {
      apply(target.name, isSwitch ? target.checked : target.value);
    } catch (error) {
      problem.textContent = asSentence(error);
      if (isSwitch) target.checked = !target.checked;
    }
  });
}

/**
 * @param {Choice[]} choices
 * @param {(name: string, value: any) => void} apply throws where that does not work
 */
export function makeChoices(choices, apply) {
  const root = element(`<div class="choices" role="group" aria-label="${CHOICES_LABEL}">${choices.map(choiceHtml).join("")}
    <p class="problem" role="alert"></p></div>`);
  const inputs = Object.fromEntries(choices.map(({ name }) => [name, find(root, `[name=${name}]`)]));
  addChanging(root, apply);
  return {
    root,
    /** @param {Record<string, any>} values */
    show(values) {
      for (const { name, options } of choices) inputs[name][options ? "value" : "checked"] = values[name];
    },
    /** @param {string} name @param {boolean} isVisible */
    setVisible(name, isVisible) {
      inputs[name].parentNode.hidden = !isVisible;
    },
    /**
     * Make a select offer 0 .. size - 1, under a label of its own; there is none among one.
     * @param {string} name
     * @param {string} label
     * @param {number} size
     */
    setRange(name, label, size) {
      const field = inputs[name].parentNode;
      field.hidden = size < 2;
      find(field, "span").textContent = label;
      if (inputs[name].length !== size) inputs[name].innerHTML = optionsHtml(range(size).map((i) => [i, i]));
    },
  };
}
