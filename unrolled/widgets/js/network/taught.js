// What Train and Break share: images to learn from, an engine that computes, and the numbers that come of it, which all
// other verbs then look into.

import { makeContest } from "./contest.js";
import { canBreak } from "./faults.js";
import { fetchLesson } from "./lesson.js";
import { openSchool } from "./school.js";
import { makeTeacher } from "./teach.js";
import { parametersOf } from "./train.js";
import { specsOf } from "./wire.js";
import {
  betWords,
  checkedWords,
  checkingWords,
  contestWords,
  freshWords,
  IDLE_CONTEST,
  learnedWords,
  learningWords,
  loadingWords,
  lostWords,
  ownWords,
  stepWords,
} from "./words.js";

const sizeOfAll = (parameters) =>
  Object.values(parameters)
    .flatMap(Object.values)
    .reduce((all, { data }) => all + data.length, 0);

/** Which of the verbs there are: Train needs something to learn from, and Break layers that a fault would harm. */
export function taughtVerbs(model, chain) {
  if (Object.keys(model.get("train") ?? {}).length === 0) return [];
  return canBreak(chain) ? ["train", "break"] : ["train"];
}

/**
 * @param {any} explorer
 * @param {{ run: (image: Float64Array) => void, takeDigit: () => void, show: () => void, refresh: () => void }} picture
 *   what the explorer does: forward with an image, the digit in sight, all anew, or the numbers alone
 */
export function makeTaught(explorer, picture) {
  const { root, model, chain, images } = explorer;
  const given = parametersOf(chain);
  const taught = { given, isOwn: false, phase: null, explorer, picture, school: null, teacher: null, lesson: null };
  const order = (told) => taught.school.hear(told);
  taught.teacher = makeTeacher({
    root,
    order,
    total: images.shape[0],
    classes: chain.layers.at(-1).shape[0],
    onNumbers: (parameters) => takeNumbers(taught, parameters),
    onChange: () => showStage(taught),
  });
  taught.contest = makeContest({ order, layers: chain.layers, total: images.shape[0], onChange: picture.show });
  const { teacher, contest } = taught;
  return {
    teacher,
    contest,
    /** The first time, images are fetched and an engine is started; later it goes on where it was. */
    async enter() {
      if (taught.phase === "ready") return resume(taught);
      if (taught.phase === "loading") return;
      taught.phase = "loading";
      root.dataset.lesson = "loading";
      try {
        taught.lesson = await fetchLesson(model);
      } catch (error) {
        Object.assign(taught, { phase: "failed", problem: error.message });
        root.dataset.lesson = "failed";
        return picture.show();
      }
      const test = { images, labels: model.get("labels") };
      const specs = specsOf(model.get("layers"));
      const load = { order: "load", specs, shape: chain.shape, train: taught.lesson, test };
      taught.school = openSchool((news) => {
        teacher.hear(news);
        contest.hear(news);
      }, load);
      Object.assign(taught, { phase: "ready" });
      root.dataset.lesson = "ready";
      resume(taught);
    },
    /** To another verb: what was learned stays, random weights do not. */
    leave() {
      if (taught.phase !== "ready") return;
      teacher.leave();
      contest.leave();
      if (!teacher.hasLearned()) setNumbers(taught, given, false);
      picture.takeDigit();
    },
    restore() {
      setNumbers(taught, given, false);
      picture.takeDigit();
      picture.show();
    },
    end: () => taught.school?.end(),
    isOwn: () => taught.isOwn,
    /** The images that are looked at, one after another: those that the network in sight misreads come first. */
    toRead: () => (taught.isOwn ? teacher.state.toRead : model.get("order")),
    isOpen: () => taught.phase === "ready",
    isReady: () => taught.phase === "ready" && teacher.isBegun(),
    ownWords: () => ownWords(teacher.state.right, images.shape[0]),
    words: () => sentence(taught),
  };
}

function resume(taught) {
  const { teacher, explorer, picture } = taught;
  if (explorer.model.get("verb") !== "train") return picture.show();
  if (!teacher.isBegun()) return teacher.begin();
  takeNumbers(taught, teacher.state.parameters);
  picture.show();
}

/** The network in sight has other numbers: its layers are the same. */
function setNumbers(taught, parameters, isOwn) {
  for (const layer of taught.explorer.chain.layers) layer.parameters = parameters[layer.name];
  taught.isOwn = isOwn;
}

function takeNumbers(taught, parameters) {
  const { explorer, picture, teacher } = taught;
  teacher.state.parameters = parameters;
  if (explorer.model.get("verb") !== "train") return;
  setNumbers(taught, parameters, true);
  picture.run(explorer.values.input.data);
  picture.refresh();
}

/** One of a step's four pauses, or the digit in sight. */
function showStage(taught) {
  const { explorer, picture, teacher } = taught;
  const { stage, step, isRunning } = teacher.state;
  explorer.root.toggleAttribute("data-running", isRunning);
  if (explorer.model.get("verb") !== "train") return;
  if (step && stage !== null) {
    setNumbers(taught, stage < 3 ? step.before : step.parameters, true);
    Object.assign(explorer, { label: step.label, strokes: null });
    picture.run(step.image);
    explorer.isStepBack = stage === 2;
  } else if (explorer.isStepImage) picture.takeDigit();
  if (!step) explorer.isStepBack = false;
  explorer.isStepImage = step !== null && stage !== null;
  picture.show();
}

function sentence(taught) {
  const { phase, problem, explorer, contest } = taught;
  if (phase === "failed") return problem;
  if (explorer.verb === "train") return lessonSentence(taught);
  return phase === "ready" ? contestSentence(contest) : loadingWords(0);
}

function contestSentence({ state, verdict }) {
  const { phase, progress, reads, total, bet, at } = state;
  if (phase === "idle") return IDLE_CONTEST;
  if (phase === "training") return contestWords(progress);
  if (phase === "checking") return checkingWords(at);
  if (phase === "checked") return checkedWords(verdict().right, bet, verdict());
  return betWords(
    reads.map((all) => all.at(-1)),
    total,
    bet,
  );
}

function lessonSentence({ phase, explorer, teacher, lesson, given }) {
  const { state } = teacher;
  if (phase !== "ready" || !teacher.isBegun()) return loadingWords(lesson?.labels.length ?? 0);
  const { said, reading, label } = explorer;
  if (state.isLost) return lostWords(state.losses.every(Number.isFinite));
  if (state.step) {
    const { step, stage, classes } = state;
    return stepWords(stage, { ...step, said, parameters: sizeOfAll(given), classes });
  }
  if (state.answered && state.losses.length === 0) return state.answered;
  if (state.losses.length === 0)
    return freshWords({ said, p: reading.probabilities[said], label, images: lesson.labels.length });
  const { epochs, right, isWithin } = state;
  return state.isRunning
    ? learningWords(epochs, right, state.total)
    : learnedWords({ epochs, right, total: state.total, isWithin });
}
