// A key that must be held.

import assert from "node:assert/strict";
import { test } from "node:test";
import { IDLE, held } from "#ui/hold_model.js";

const after = (...events) => events.reduce(held, IDLE).phase;

test("a finger that stays long enough confirms", () => {
  assert.equal(after("down", "elapsed"), "done");
});

test("a finger that lets go early confirms nothing", () => {
  assert.equal(after("down", "up", "elapsed"), "short");
});

test("a keyboard presses twice, without any haste", () => {
  assert.deepEqual([after("press"), after("press", "press")], ["armed", "done"]);
});

test("going elsewhere between two presses takes the first one back", () => {
  assert.equal(after("press", "leave", "press"), "armed");
});

test("an armed key is not confirmed by a passing finger", () => {
  assert.equal(after("press", "down", "up"), "short");
});
