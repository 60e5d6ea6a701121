import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { domFree, SOURCES } from "./dom_free.js";

const TESTS = "tests/js";
const tested = () =>
  globSync("*/*.test.js", { cwd: TESTS })
    .map((path) => path.replaceAll("\\", "/").replace(".test.js", ".js"))
    .sort();

test("every file that needs no page has a test, and no other has", () => {
  assert.deepEqual(tested(), domFree());
});

test("a file's test imports it", () => {
  for (const path of tested()) {
    const text = readFileSync(`${TESTS}/${path.replace(".js", ".test.js")}`, "utf8");
    assert.ok(text.includes(`from "../../../${SOURCES}/${path}"`), path);
  }
});
