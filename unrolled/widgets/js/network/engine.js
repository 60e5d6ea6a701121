// What computes for Train and Break, in a worker or in slices on the page's own thread: it hears orders and posts what comes
// of them. An order that takes long is a job, which a new order ends.

import { makeChain } from "./chain.js";
import { checkNetwork, hardest } from "./check.js";
import { misreadFirst } from "./misread.js";
import { EPOCHS, makeRivals, trainRivals } from "./rivals.js";
import {
  answerOf,
  copyOf,
  countRight,
  gradientsOf,
  makePupil,
  meanLoss,
  scoresOf,
  untrained,
  withParameters,
} from "./train.js";
import { imageAt } from "./wire.js";

/** @import { Chain } from "./chain.js" */
/** @import { Spec } from "./layers.js" */
/** @import { Network } from "./optimisers.js" */
/** @import { Rival } from "./rivals.js" */
/** @import { Examples, Way } from "./train.js" */
/** What is posted: of a kind. @typedef {{ kind: string, [name: string]: any }} News */
/** @typedef {Generator<News | null, void>} Job */
/** `post` tells the page; `later` calls once others have had their turn; `slice`: milliseconds of work between two turns. @typedef {{ post: (news: News) => void, later: (act: () => void) => void, now: () => number, slice: number }} Place */

export const RATES = [0.001, 0.01, 0.1, 1];
const TRIED = 20; // steps with each rate
const LAST = 5; // of these losses the mean is what a rate came to
const WIGGLED = 2; // images, for each network
const EVERY = 60; // milliseconds between two pictures

/** @param {Place} place */
export function makeEngine({ post, later, now, slice }) {
  /** @type {Chain} */
  let chain;
  /** @type {Examples} */
  let train;
  /** @type {Examples} */
  let test;
  /** @type {Network} */
  let start;
  /** @type {ReturnType<typeof makePupil>} */
  let pupil;
  /** @type {Way} */
  let way;
  /** @type {Rival[]} */
  let rivals;
  /** @type {Job | null} */
  let job = null;
  let isWaiting = false;

  /** Its numbers, how many test images it reads right, and how many different answers it gives: one, if it is lost. */
  function state() {
    const scores = scoresOf(pupil.chain, test);
    const said = scores.map(answerOf);
    const reading = {
      right: countRight(said, test),
      answers: new Set(said).size,
      toRead: misreadFirst(scores, test.labels),
    };
    return { parameters: copyOf(pupil.parameters), ...reading };
  }

  /** @type {Record<string, (told: any) => Job | void>} */
  const orders = {
    load(/** @type {{ specs: Spec[], shape: number[], train: Examples, test: Examples }} */ told) {
      chain = makeChain(told.specs, told.shape);
      ({ train, test } = told);
    },
    /** Random weights, and another way to learn. */
    begin(/** @type {Way} */ told) {
      way = told;
      start = untrained(chain, way.seed);
      pupil = makePupil(chain, start, train, way);
      post({ kind: "begun", ...state() });
    },
    /** For so many epochs, or until it reads `goal` test images right: it rests where it got there. */
    *run({ epochs, goal = Infinity }) {
      let shown = now();
      /** @type {number[]} */
      let losses = [];
      for (let epoch = 0; epoch < epochs; ) {
        const { loss, isEpoch } = pupil.learn();
        losses.push(loss);
        if (isEpoch) {
          const reached = state();
          epoch = reached.right < goal ? epoch + 1 : epochs;
          yield { kind: "learned", losses, ...reached };
        } else if (now() - shown > EVERY) yield { kind: "learned", losses, parameters: copyOf(pupil.parameters) };
        else {
          yield null;
          continue;
        }
        [losses, shown] = [[], now()];
      }
      yield { kind: "rested" };
    },
    /** Wherever in an epoch it stands: what is told of it is what it reads there. */
    pause() {
      post({ kind: "rested", isWithin: pupil.isWithin(), ...state() });
    },
    step() {
      const before = copyOf(pupil.parameters);
      const { loss, shown } = pupil.learn();
      const { gradients } = gradientsOf(withParameters(chain, before), train, shown);
      const after = meanLoss(pupil.chain, train, shown);
      const image = imageAt(train.images, shown[0]);
      const told = { image, label: train.labels[shown[0]], count: shown.length, before, gradients };
      post({ kind: "stepped", ...told, loss, after, ...state() });
    },
    /** From where the network stands, with each rate. */
    *rates() {
      const runs = [];
      for (const rate of RATES) {
        const tried = makePupil(chain, pupil.parameters, train, { ...way, rate });
        const losses = [];
        while (losses.length < TRIED) {
          losses.push(tried.learn().loss);
          yield null;
        }
        const end = losses.slice(-LAST).reduce((all, loss) => all + loss, 0) / LAST;
        runs.push({ rate, losses, end });
      }
      yield { kind: "tried", runs, start: runs[0].losses[0] };
    },
    *rivals({ seed }) {
      rivals = makeRivals(chain, train, seed);
      let done = 0;
      for (const told of trainRivals(rivals, test)) {
        if (told) done += 1;
        yield told && { kind: "rival", ...told, progress: done / (rivals.length * EPOCHS) };
      }
      yield { kind: "ready" };
    },
    *check() {
      for (const [rival, { pupil: one }] of rivals.entries())
        for (const finding of checkNetwork(one.chain, test, hardest(one.chain, test, WIGGLED)))
          yield finding && { kind: "found", rival, ...finding };
      yield { kind: "checked", faults: rivals.map(({ fault }) => fault) };
    },
  };

  function work() {
    isWaiting = false;
    const until = now() + slice;
    while (job && now() < until) {
      const { done, value } = job.next();
      if (done) job = null;
      else if (value) post(value);
    }
    wait();
  }
  function wait() {
    if (!job || isWaiting) return;
    isWaiting = true;
    later(work);
  }
  return {
    /** @param {{ order: string, [name: string]: any }} told */
    hear({ order, ...told }) {
      job = /** @type {Job | undefined} */ (orders[order](told)) ?? null;
      wait();
    },
  };
}
