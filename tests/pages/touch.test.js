import assert from "node:assert/strict";
import { test } from "node:test";
import { BOUNCE_MS, DEAF_MS, LEANING_MS, counts, isPress } from "#ui/touch_model.js";

const press = (key, ms, more = {}) => ({ key, quick: false, x: 100, y: 100, ms, ...more });
const far = { x: 400, y: 900 };

test("the same key twice within 600 ms is one press", () => {
  assert.equal(counts(press("take", 0), press("take", DEAF_MS - 1)), false);
  assert.equal(counts(press("take", 0), press("take", DEAF_MS)), true);
});

test("the second touch of a double touch does not press what has appeared under the finger", () => {
  assert.equal(counts(press("row", 0), press("take", 200)), false);
});

test("another key elsewhere is pressed at once", () => {
  assert.equal(counts(press("row", 0), press("take", 200, far)), true);
});

test("a key that one types with may be struck twice, but does not bounce", () => {
  const quick = { quick: true };
  assert.equal(counts(press("C", 0, quick), press("C", BOUNCE_MS, quick)), true);
  assert.equal(counts(press("C", 0, quick), press("C", BOUNCE_MS - 1, quick)), false);
});

test("a typing hand that comes down where a key was just pressed waits as well", () => {
  assert.equal(counts(press("field", 0), press("C", 200, { quick: true })), false);
});

test("Enter held down on a key is one press", () => {
  const enter = { x: undefined, y: undefined };
  assert.equal(counts(press("take", 0, enter), press("take", 30, enter)), false);
});

test("a long press is a press, leaning is not", () => {
  assert.deepEqual([isPress(0, 1500), isPress(0, LEANING_MS)], [true, false]);
});
