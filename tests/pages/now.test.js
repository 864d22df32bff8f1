import assert from "node:assert/strict";
import { test } from "node:test";
import { clockFrom } from "#ui/now.js";

/** A machine whose two clocks the test turns. */
function a_machine() {
  const at = { wall: 1_000_000, steady: 0 };
  const now = clockFrom(() => at.wall, () => at.steady);
  const pass = (wall, steady = wall) => {
    at.wall += wall;
    at.steady += steady;
    return now();
  };
  return { now, pass };
}

test("time passes as it does", () => {
  const { now, pass } = a_machine();
  assert.deepEqual([now(), pass(2000)], [1_000_000, 1_002_000]);
});

test("a clock that is set back five minutes goes on from where it was", () => {
  const { pass } = a_machine();
  assert.deepEqual([pass(-300_000 + 1000, 1000), pass(1000)], [1_001_000, 1_002_000]);
});

test("a clock that is set back and forth counts the time between", () => {
  const { pass } = a_machine();
  pass(-300_000 + 1000, 1000);
  assert.equal(pass(600_000), 1_601_000);
});

test("the sleep of a phone counts, though its counter stood still", () => {
  const { pass } = a_machine();
  assert.equal(pass(900_000, 0), 1_900_000);
});

test("a hair's breadth back is never told", () => {
  const { now, pass } = a_machine();
  const before = now();
  assert.ok(pass(-100, 0) >= before);
});
