// What Python wrote (see cases.py), and short ways to ask for it.
import { readFileSync } from "node:fs";

if (!process.env.CASES) throw new Error("CASES names no folder of cases: run `make js`, which lets Python write them");

export const cases = (name) => JSON.parse(readFileSync(`${process.env.CASES}/${name}.json`, "utf8"));

// A model's `get`, of the state that a widget sent.
export const getter = (state) => (name) => state[name];
