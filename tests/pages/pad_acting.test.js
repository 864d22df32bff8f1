// What is pressed at the desk while a command is under way: what only asks waits for its answer, nothing else does.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { signal } from "@preact/signals";
import { acting } from "../../queue_server/web/static/pad/acting.js";

const KEYS = ["hold", "transfer", "finish"];
const desk = ({ busy = false, paused = false, lit = KEYS } = {}) => ({
  busy,
  paused,
  pause: !busy && !paused,
  unpause: !busy && paused,
  signOut: !busy,
  keys: KEYS.map((key) => ({ key, lit: !busy && lit.includes(key) })),
  big: { lit: !busy, acts: ["next"] },
});

let view, asking, pressed, act, nowMs;

beforeEach(() => {
  globalThis.document = { addEventListener() {} };
  view = signal(desk({ busy: true }));
  asking = signal(null);
  pressed = [];
  nowMs = 0;
  act = acting({ view, asking, press: (key) => pressed.push(key), turnSound() {}, isOn: () => true, letters: () => true, now: () => nowMs });
});

async function answered(then = desk()) {
  view.value = then;
  await pause(5);
}

test("a dialog opens when the command under way is answered", async () => {
  act("pause");
  assert.equal(asking.value, null);
  await answered();
  assert.deepEqual([asking.value, pressed], [{ kind: "pause" }, []]);
});

test("it opens once", async () => {
  act("hold");
  await answered();
  asking.value = null;
  await answered(desk({ busy: true }));
  await answered();
  assert.equal(asking.value, null);
});

test("what sends a command by itself is not sent later", async () => {
  for (const key of ["finish", "big", "undo", "no-show"]) act(key);
  await answered();
  assert.deepEqual([asking.value, pressed], [null, []]);
});

test("the last of several counts, and one that is no longer allowed opens nothing", async () => {
  act("hold");
  act("transfer");
  await answered(desk({ lit: ["hold"] }));
  assert.equal(asking.value, null);
});

test("it waits for the second command of a large key too", async () => {
  act("transfer");
  view.value = desk();
  view.value = desk({ busy: true });
  await pause(5);
  assert.equal(asking.value, null);
  await answered();
  assert.deepEqual(asking.value, { kind: "transfer" });
});

test("a break that has just begun is not ended, and one that ends does not begin again", async () => {
  act("pause");
  await answered(desk({ paused: true }));
  view.value = desk({ busy: true, paused: true });
  act("pause");
  await answered();
  assert.deepEqual([asking.value, pressed], [null, []]);
});

test("what nobody looks for any more does not open", async () => {
  act("transfer");
  nowMs = 3000;
  await answered();
  assert.equal(asking.value, null);
});

test("nothing is meant at the next clerk's desk", async () => {
  act("pause");
  view.value = null;
  await answered();
  assert.equal(asking.value, null);
});

test("what another dialog kept from opening does not open after it", async () => {
  act("pause");
  asking.value = { kind: "guide" };
  await answered();
  asking.value = null;
  await answered(desk({ busy: true }));
  await answered();
  assert.equal(asking.value, null);
});
