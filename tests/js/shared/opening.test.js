import assert from "node:assert/strict";
import { test } from "node:test";
import { followAsks, forgetAsks } from "../../../unrolled/widgets/js/shared/opening.js";

function makeModel(asks) {
  const heard = new Set();
  const saved = [];
  return {
    heard,
    saved,
    get: () => asks,
    set(_name, value) {
      if (value === asks) return;
      asks = value;
      for (const hear of heard) hear();
    },
    save_changes: () => saved.push(asks),
    on: (_name, hear) => heard.add(hear),
    off: (_name, hear) => heard.delete(hear),
  };
}

test("a picture that asks does so at once, and hears what is set from outside", () => {
  const model = makeModel(true);
  const shown = [];
  const stop = followAsks(model, (asks) => shown.push(asks));
  assert.deepEqual(shown, [true]);
  forgetAsks(model);
  model.set("asks", true);
  assert.deepEqual(shown, [true, false, true]);
  assert.deepEqual(model.saved, [false]);
  stop();
  model.set("asks", false);
  assert.equal(shown.length, 3);
});

test("a picture that does not ask shows nothing of it", () => {
  const shown = [];
  followAsks(makeModel(false), (asks) => shown.push(asks));
  assert.deepEqual(shown, []);
});
