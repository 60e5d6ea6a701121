import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { domFree, SOURCES } from "./dom_free.js";
import { spokenIn } from "./spoken.js";

const TESTS = "tests/js";
const below = (folder, pattern) =>
  globSync(pattern, { cwd: folder })
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
const tested = () => below(TESTS, "*/*.test.js").map((path) => path.replace(".test.js", ".js"));

test("every file that needs no page has a test, and no other has", () => {
  assert.deepEqual(tested(), domFree());
});

test("a file's test imports it", () => {
  for (const path of tested()) {
    const text = readFileSync(`${TESTS}/${path.replace(".js", ".test.js")}`, "utf8");
    assert.ok(text.includes(`from "../../../${SOURCES}/${path}"`), path);
  }
});

test("words need no page", () => {
  const words = below(SOURCES, "*/words.js");
  assert.equal(words.length, below(SOURCES, "*/").length, "a widget without words.js");
  assert.deepEqual(
    words.filter((path) => !domFree().includes(path)),
    [],
  );
});

test("words stand in words.js alone", () => {
  const others = below(SOURCES, "*/*.js").filter((path) => !path.endsWith("/words.js"));
  const found = others.map((path) => [path, spokenIn(readFileSync(`${SOURCES}/${path}`, "utf8"))]);
  assert.deepEqual(
    found.filter(([, words]) => words.length > 0),
    [],
  );
});
