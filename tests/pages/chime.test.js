import assert from "node:assert/strict";
import { test } from "node:test";
import { Bell } from "#ui/chime.js";
import { CHIME_S, tones, volumeFrom } from "#ui/chime_model.js";

/** Whatever an audio node is asked to do, it does nothing and hands itself on. */
const a_node = () => ({
  frequency: {}, gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} },
  connect: (to) => to, start() {}, stop() {},
});

const a_context = (state, more = {}) => {
  const made = { oscillators: 0 };
  return { state, currentTime: 0, made, resume: () => new Promise(() => {}), createGain: a_node,
    createOscillator: () => { made.oscillators += 1; return a_node(); }, ...more };
};

const a_bell = (context, allowed = true) => new Bell({ make: () => context, allowed: () => allowed });

test("a chime is two struck notes, the second lower, and the loudest of them stays below full", () => {
  const [first, second] = tones(1).filter(({ gain }) => gain === 0.5);
  assert.ok(first.hz > second.hz && first.atS < second.atS && tones(1).every(({ gain }) => gain < 1));
});

test("a chime is over within two seconds", () => assert.ok(CHIME_S > 0.5 && CHIME_S < 2));

test("no volume in the address is the usual one, and one beyond the scale is its end", () => {
  assert.deepEqual([volumeFrom(null), volumeFrom(""), volumeFrom("no"), volumeFrom("0"), volumeFrom("7")], [0.6, 0.6, 0.6, 0, 1]);
});

test("one chime sounds at a time", () => {
  const context = a_context("running");
  const bell = a_bell(context);
  const heard = [bell.chime(), bell.chime()];
  context.currentTime = 5;
  assert.deepEqual([...heard, bell.chime(), context.made.oscillators], [true, false, true, 2 * tones(1).length]);
});

test("a browser that wants a touch first is asked for nothing, and no chime is kept for later", () => {
  const bell = new Bell({ make: () => assert.fail("made too early"), allowed: () => false });
  assert.deepEqual([bell.chime(), bell.isBlocked()], [false, true]);
});

test("a context that never wakes up keeps nobody waiting", () => {
  const context = a_context("suspended");
  const bell = a_bell(context);
  assert.deepEqual([bell.chime(), bell.isBlocked(), context.made.oscillators], [false, true, 0]);
});

test("a machine without sound is no error", () => {
  const bell = new Bell({ make: () => { throw new Error("no device"); }, allowed: () => true });
  assert.deepEqual([bell.chime(), bell.isBlocked()], [false, false]);
});

test("a refused wake-up is no error", async () => {
  const bell = a_bell(a_context("suspended", { resume: () => Promise.reject(new Error("not now")) }));
  assert.equal(bell.chime(), false);
  await new Promise((resolve) => setTimeout(resolve, 0));
});
