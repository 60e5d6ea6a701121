// A question in sight: answered by buttons, by what is typed, or by what the picture's owner hears, a click on a place for
// example. Each answer is judged by rules, and a wrong one is told the rule that leads to it. "Show me", or Escape anywhere
// in the widget, answers for the reader. Nothing is stored, and nothing is sent.
import { makeJudge, ruleOf } from "./answers.js";
import { element, eventTarget, find, findAll, showText } from "./dom.js";
import { AGAIN, ASK_LABEL, asSentence, SHOW_KEY, SHOW_ME, SUBMIT, YOUR_ANSWER } from "./words.js";

/** @import { Question } from "./answers.js" */

const askHtml = () => `<div class="ask" role="group" aria-label="${ASK_LABEL}"><p class="question" aria-live="polite"></p>
  <div class="answers"></div><div class="room"><p class="said" role="status"></p></div></div>`;
const answerHtml = (i) => `<button type="button" data-answer="${i}"></button>`;
const showHtml = () => `<button type="button" data-do="show">${SHOW_ME} <kbd aria-hidden="true">${SHOW_KEY}</kbd></button>`;
const againHtml = () => `<button type="button" data-do="again">${AGAIN}</button>`;
const fieldHtml =
  () => `<input type="text" aria-label="${YOUR_ANSWER}" autocomplete="off" autocapitalize="off" spellcheck="false">
  <button type="button" data-do="submit">${SUBMIT}</button>`;

/** Room for the longest of these texts, so that nothing moves when one is said. @param {HTMLElement} room @param {string[]} texts */
export function keepRoom(room, texts) {
  const copies = [...new Set(texts)].map((text) => {
    const copy = element('<p class="said unsaid" aria-hidden="true"></p>');
    showText(copy, text);
    return copy;
  });
  room.replaceChildren(room.firstElementChild, ...copies);
}

/**
 * @param {HTMLElement} root the widget, in which Escape is heard
 * @param {{ onSettled: (words: string, isRight: boolean) => void, onWrong?: (answer: any, rule: string) => void,
 *   onAgain?: () => void }} options
 *   onSettled hears what is to be said of the right answer, onWrong of each wrong one, so that its place can be marked.
 *   onAgain: with it a settled question stands on, with what is to be said of it below, until it is to be asked again
 */
export function makeAsk(root, { onSettled, onWrong = () => {}, onAgain }) {
  const box = element(askHtml());
  const [text, answers, room, said] = [".question", ".answers", ".room", ".said"].map((part) => find(box, part));
  /** @type {Question | null} */
  let open = null;
  let judge = null;

  function settle(words, isRight = false) {
    const question = open;
    open = null;
    if (onAgain) standOn(question, words);
    onSettled(words, isRight);
  }
  /** The right answer is marked, and no other can be given. */
  function standOn({ rules, answers: choices = [], right = "" }, words) {
    const hadFocus = box.contains(document.activeElement);
    const [rightRule] = Object.keys(rules);
    for (const button of findAll(answers, "button")) button.setAttribute("aria-disabled", "true");
    findAll(answers, "[data-answer]").forEach((button, i) => {
      if (ruleOf(rules, choices[i][0]) === rightRule) button.dataset.right = "";
    });
    const field = find(answers, "input");
    if (field) Object.assign(field, { value: right, readOnly: true });
    const [show, again] = [find(answers, "[data-do=show]"), element(againHtml())];
    again.style.minWidth = `${show.offsetWidth}px`; // as wide, so that no line breaks elsewhere
    show.replaceWith(again);
    showText(said, words);
    if (hadFocus) find(answers, "[data-right], input").focus();
  }
  function answer(value) {
    if (!open) return;
    const { rule, isRight, isSettled } = judge(value);
    const own = open.said[rule](value);
    if (isSettled && isRight) return settle(own, true);
    if (isSettled) return settle(onAgain ? `${own} ${open.shown}` : open.shown);
    showText(said, own);
    onWrong(value, rule);
  }
  function press(button) {
    if (button.dataset.do === "show") return settle(open.shown);
    if (button.dataset.do === "submit") return submit();
    if (button.dataset.wrong !== undefined) return;
    answer(open.answers[button.dataset.answer][0]);
    if (button.dataset.right !== undefined) return;
    button.dataset.wrong = "";
    button.setAttribute("aria-disabled", "true");
  }
  /** Judge what is typed. */
  function submit() {
    const field = find(answers, "input");
    try {
      answer(open.read(field.value));
    } catch (error) {
      showText(said, asSentence(error));
    }
    if (open) field.select();
  }
  box.addEventListener("click", (event) => {
    const button = eventTarget(event, "button");
    if (button && open) press(button);
    else if (button?.dataset.do === "again") onAgain();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && open && eventTarget(event, "input")) submit();
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
      const hadFocus = answers.contains(document.activeElement);
      const choices = question.answers ?? [];
      answers.innerHTML = (question.read ? fieldHtml() : choices.map((_, i) => answerHtml(i)).join("")) + showHtml();
      findAll(answers, "[data-answer]").forEach((button, i) => {
        showText(button, choices[i][1]);
      });
      said.textContent = "";
      if (hadFocus) find(answers, "button, input").focus();
    },
    /** Keep room for what may be said. @param {string[]} texts */
    keepRoom: (texts) => keepRoom(room, texts),
    /** An answer by a place. */
    answer,
    /** Answer for the reader. */
    show() {
      if (open) settle(open.shown);
    },
    isOpen: () => open !== null,
    close() {
      open = null;
    },
  };
}
