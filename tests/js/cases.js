// What Python wrote (see cases.py), and small layers and windows to ask about.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after } from "node:test";

if (!process.env.CASES) throw new Error("CASES names no folder of cases: run `make js`, which lets Python write them");

export const cases = (name) => JSON.parse(readFileSync(`${process.env.CASES}/${name}.json`, "utf8"));

export const axis = (settings = {}) => ({
  filter: 2,
  stride: 1,
  before: 0,
  after: 0,
  dilation: 1,
  ceil_mode: false,
  ...settings,
});

// An array of this shape whose numbers count from `first`.
export function counted(shape, first = 0) {
  const size = shape.reduce((all, one) => all * one, 1);
  return { shape, data: Array.from({ length: size }, (_, k) => first + k) };
}

// The module's functions, each of which must have been called when this file's tests have run; no word may be empty.
export function allCalled(module) {
  for (const [name, words] of Object.entries(module)) {
    assert.ok(typeof words === "function" || Object.keys(words).length > 0, name);
  }
  const waiting = new Set(Object.keys(module).filter((name) => typeof module[name] === "function"));
  after(() => assert.deepEqual([...waiting], [], "no test calls these"));
  const calling = ([name, value]) => {
    if (!waiting.has(name)) return [name, value];
    const call = (...given) => {
      waiting.delete(name);
      return value(...given);
    };
    return [name, call];
  };
  return Object.fromEntries(Object.entries(module).map(calling));
}
