import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, EVERY_MS, isDue, isOld, OLD_MS } from "../../queue_server/web/static/public/live_model.js";

const parts = (object) => new Map(Object.entries(object));
const watched = { visible: true, stopped: false, asked: 0, told: 0 };

test("only what reads differently is changed", () => {
  assert.deepEqual(changed(parts({ a: "7", b: "8" }), parts({ a: "7", b: "9" })), ["b"]);
});

test("a queue that came or went changes the whole page", () => {
  assert.equal(changed(parts({ a: "7" }), parts({ a: "7", b: "8" })), null);
  assert.equal(changed(parts({ a: "7", b: "8" }), parts({ a: "7", c: "8" })), null);
});

test("a page that somebody looks at asks every fifteen seconds", () => {
  assert.deepEqual([isDue(watched, EVERY_MS - 1), isDue(watched, EVERY_MS)], [false, true]);
});

test("a page that nobody looks at, or that was stopped, asks nothing", () => {
  assert.equal(isDue({ ...watched, visible: false }, EVERY_MS), false);
  assert.equal(isDue({ ...watched, stopped: true }, EVERY_MS), false);
});

test("figures for which nothing came for a minute are said to be old", () => {
  assert.deepEqual([isOld(watched, OLD_MS - 1), isOld(watched, OLD_MS)], [false, true]);
  assert.equal(isOld({ ...watched, stopped: true }, OLD_MS), false);
});
