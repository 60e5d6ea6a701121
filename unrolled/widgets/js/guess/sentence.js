// Say it in a sentence: what the reader writes, and a model answer beside it. Nobody judges it.
import { element, find, showText } from "../shared/dom.js";
import { onTraitsChange } from "../shared/stepper.js";
import { COMPARE, KEPT, MODEL_HEAD, SENTENCE_LABEL } from "./words.js";

let count = 0; // of the names by which a text box finds its question

const rootHtml = (name) => `<div data-widget="guess" class="sentence" role="group" aria-label="${SENTENCE_LABEL}">
    <p class="question" id="${name}"></p>
    <div class="pair"><textarea rows="3" aria-labelledby="${name}"></textarea>
    <div class="model"><p class="caption">${MODEL_HEAD}</p><p class="answer" role="status"></p></div></div>
    <div class="answers"><button type="button" data-do="compare">${COMPARE}</button><span class="kept">${KEPT}</span></div></div>`;

/** @param {import("@anywidget/types").AnyModel} model @param {HTMLElement} el */
export function makeSentence(model, el) {
  count += 1;
  const root = element(rootHtml(`sentence-${count}`));
  const [question, box, button, answer] = [".question", ".model", "button", ".answer"].map((part) => find(root, part));
  /** The model answer keeps its room, unseen and unheard, until it is asked for. */
  const copy = element('<p class="answer unsaid" aria-hidden="true"></p>');
  function put() {
    const isCompared = model.get("compared");
    showText(question, model.get("question"));
    showText(copy, model.get("model"));
    showText(answer, isCompared ? model.get("model") : "");
    box.toggleAttribute("data-shown", isCompared);
    if (isCompared) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
  button.addEventListener("click", () => {
    model.set("compared", true);
    model.save_changes();
  });
  el.append(root);
  box.append(copy);
  put();
  return onTraitsChange(model, ["question", "model", "compared"], put);
}
