// Labelled choices: a select where a choice has options, a checkbox where it is yes or no.
import { element } from "./dom.js";

function choiceHtml({ name, label, options }) {
  if (!options) return `<label class="choice"><input type="checkbox" name="${name}"><span>${label}</span></label>`;
  const rows = options.map(([value, text]) => `<option value="${value}">${text}</option>`).join("");
  return `<label class="choice"><span>${label}</span><select name="${name}">${rows}</select></label>`;
}

// `apply(name, value)` throws where the choice does not work with the settings; then it is said why.
export function makeChoices(choices, apply) {
  const root = element(`<div class="choices" role="group" aria-label="Choices">${choices.map(choiceHtml).join("")}
    <p class="problem" role="alert"></p></div>`);
  const problem = root.querySelector(".problem");
  root.addEventListener("change", ({ target }) => {
    problem.textContent = "";
    try {
      apply(target.name, target.type === "checkbox" ? target.checked : target.value);
    } catch (error) {
      problem.textContent = `${error.message[0].toUpperCase()}${error.message.slice(1)}.`;
      if (target.type === "checkbox") target.checked = !target.checked;
    }
  });
  return {
    root,
    show(values) {
      for (const { name, options } of choices) {
        root.querySelector(`[name=${name}]`)[options ? "value" : "checked"] = values[name];
      }
    },
  };
}
