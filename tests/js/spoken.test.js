import assert from "node:assert/strict";
import { test } from "node:test";
import { spokenIn } from "./spoken.js";

test("a word in the drawing code is seen", () => {
  const seen = [
    "element(`<p>Steps of $" + "{one({ a: 1 })}</p>`)",
    'element(`<div class="player" aria-label="Steps">`)',
    'button.setAttribute("aria-label", "Play")',
    'box.textContent = "Nothing"',
    '{ name: "fill", label: "Rows" }',
    "element(`<p>$" + "{isOne ? 'one window reads it' : `<b>2</b>`}</p>`)",
    "showText(find(box, '.title'), `Row $" + "{row}`)",
    "throw new RangeError(`$" + "{name} must not need more`)",
  ];
  for (const code of seen) assert.notDeepEqual(spokenIn(code), [], code);
});

test("code is not", () => {
  const silent = [
    'element(`<p class="words and more" role="grid">$' + "{text}</p>`)",
    "const better = (a, b) => a > best && best < other; // the larger of both",
    'cell.style.cssText = "left:1px;top:2px"; find(root, ".stage .words"); stageAxes("n oh ow", [1, 2, 3])',
    "showText(find(box, '.title'), rowWords(1))",
    'button.setAttribute("aria-label", PLAYER.Play)',
    "`<span>n oh ow</span><span>c\\nfh\\nfw</span>`",
    "/** What stands beside the rows. */",
    'import { one } from "../some thing.js";',
  ];
  for (const code of silent) assert.deepEqual(spokenIn(code), [], code);
});
