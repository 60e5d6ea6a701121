// Numbers that two ways of adding give: equal to 1e-9 of the largest, or to 1e-12.
import assert from "node:assert/strict";

export function near(found, expected) {
  assert.equal(found.length, expected.length);
  const most = Math.max(0, ...expected.map(Math.abs));
  const bound = Math.max(1e-12, 1e-9 * most);
  expected.forEach((number, i) => assert.ok(Math.abs(found[i] - number) <= bound, `${found[i]} for ${number}, number ${i}`));
}
