// A question in sight: answered by buttons, or by what the picture's owner hears, a click on a place for example. Each
// answer is judged by rules, and a wrong one is told the rule that leads to it. "Show me", or Escape anywhere in the
// widget, answers for the reader. Nothing is stored, and nothing is sent.
import { makeJudge } from "./answers.js";
import { element, eventTarget, find, findAll, showText } from "./dom.js";
import { ASK_LABEL, SHOW_KEY, SHOW_ME } from "./words.js";

/** @import { Rules } from "./answers.js" */
/**
 * `answers`: the buttons, as [value, text]; none where places are the answers.
 * `said`: what an answer is told, by its rule; `shown` is told to who gives up, or was wrong too often.
 * @typedef {{ text: string, answers?: [any, string][], rules: Rules<any>, said: Record<string, (answer: any) => string>,
 *   shown: string, most?: number }} Question
 */

const askHtml = () => `<div class="ask" role="group" aria-label="${ASK_LABEL}"><p class="question" aria-live="polite"></p>
  <div class="answers"></div><p class="said" role="status"></p></div>`;
const answerHtml = (i) => `<button type="button" data-answer="${i}"></button>`;
const showHtml = () => `<button type="button" data-do="show">${SHOW_ME} <kbd aria-hidden="true">${SHOW_KEY}</kbd></button>`;

/**
 * @param {HTMLElement} root the widget, in which Escape is heard
 * @param {{ onSettled: (words: string, isRight: boolean) => void, onWrong?: (answer: any, rule: string) => void }} options
 *   onSettled hears what is to be said of the right answer, onWrong of each wrong one, so that its place can be marked
 */
export function makeAsk(root, { onSettled, onWrong = () => {} }) {
  const box = element(askHtml());
  const [text, answers, said] = [".question", ".answers", ".said"].map((part) => find(box, part));
  /** @type {Question | null} */
  let open = null;
  let judge = null;

  function settle(words, isRight = false) {
    open = null;
    onSettled(words, isRight);
  }
  function answer(value) {
    if (!open) return;
    const { rule, isRight, isSettled } = judge(value);
    if (isSettled) return settle(isRight ? open.said[rule](value) : open.shown, isRight);
    showText(said, open.said[rule](value));
    onWrong(value, rule);
  }
  function press(button) {
    if (button.dataset.do === "show") return settle(open.shown);
    if (button.dataset.wrong !== undefined) return;
    const value = open.answers[button.dataset.answer][0];
    answer(value);
    if (!open) return;
    button.dataset.wrong = "";
    button.setAttribute("aria-disabled", "true");
  }
  box.addEventListener("click", (event) => {
    const button = eventTarget(event, "button");
    if (button && open) press(button);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    event.preventDefault();
    settle(open.shown);
  });
  return {
    root: box,
    /** Put a question, in place of any other. @param {Question} question */
    ask(question) {
      open = question;
      judge = makeJudge(question.rules, question.most ?? 2);
      showText(text, question.text);
      answers.innerHTML = (question.answers ?? []).map((_, i) => answerHtml(i)).join("") + showHtml();
      findAll(answers, "[data-answer]").forEach((button, i) => {
        button.textContent = question.answers[i][1];
      });
      said.textContent = "";
    },
    /** An answer by a place. */
    answer,
    isOpen: () => open !== null,
    close() {
      open = null;
    },
  };
}
