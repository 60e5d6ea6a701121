// Labelled choices: a select where a choice has options, a checkbox where it is yes or no.
import { element, range, sentence } from "./dom.js";

const optionsHtml = (options) => options.map(([value, text]) => `<option value="${value}">${text}</option>`).join("");

function choiceHtml({ name, label, options }) {
  if (!options) return `<label class="choice"><input type="checkbox" name="${name}"><span>${label}</span></label>`;
  return `<label class="choice"><span>${label}</span><select name="${name}">${optionsHtml(options)}</select></label>`;
}

// `apply(name, value)` throws where the choice does not work with the settings; then it is said why.
export function makeChoices(choices, apply) {
  const root = element(`<div class="choices" role="group" aria-label="Choices">${choices.map(choiceHtml).join("")}
    <p class="problem" role="alert"></p></div>`);
  const problem = root.querySelector(".problem");
  const inputs = Object.fromEntries(choices.map(({ name }) => [name, root.querySelector(`[name=${name}]`)]));
  root.addEventListener("change", ({ target }) => {
    problem.textContent = "";
    try {
      apply(target.name, target.type === "checkbox" ? target.checked : target.value);
    } catch (error) {
      problem.textContent = sentence(error);
      if (target.type === "checkbox") target.checked = !target.checked;
    }
  });
  return {
    root,
    show(values) {
      for (const { name, options } of choices) inputs[name][options ? "value" : "checked"] = values[name];
    },
    // Whether a choice is there at all.
    allow: (name, is) => (inputs[name].parentNode.hidden = !is),
    // A select among 0 .. size - 1, under a label of its own; there is none among one.
    number(name, label, size) {
      const field = inputs[name].parentNode;
      field.hidden = size < 2;
      field.querySelector("span").textContent = label;
      if (inputs[name].length !== size) inputs[name].innerHTML = optionsHtml(range(size).map((i) => [i, i]));
    },
  };
}
