import assert from "node:assert/strict";
import { test } from "node:test";
import { OFFERED, rootHtml } from "../../../unrolled/widgets/js/network/frame.js";
import { CONTROLS, VERBS } from "../../../unrolled/widgets/js/network/words.js";

const named = (html, kind) =>
  [...html.matchAll(new RegExp(`data-${kind}="(\\w+)">([^<]*)<`, "g"))].map(([, ...found]) => found);

test("a network has buttons for the verbs that it can do, each by its name, and no other", () => {
  for (const verbs of [Object.keys(VERBS), ["read", "explain", "blame"]])
    assert.deepEqual(
      named(rootHtml(verbs), "verb"),
      verbs.map((verb) => [verb, VERBS[verb]]),
    );
});

test("each verb offers at most four controls, each of which stands there once", () => {
  const found = named(rootHtml([]), "do").filter(([name]) => name !== "restore");
  assert.deepEqual(
    found,
    [...new Set([...Object.values(OFFERED).flat(), "back", "follow"])].map((name) => [name, CONTROLS[name]]),
  );
  for (const [verb, offered] of Object.entries(OFFERED)) {
    assert.ok(VERBS[verb]);
    assert.ok(offered.length <= 4);
  }
});
