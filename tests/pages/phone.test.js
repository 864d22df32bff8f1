import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { speaker } from "#ui/words.js";
import { isNear } from "../../queue_server/web/static/phone/near_model.js";
import { hallTurned, freshText, hasMoved, isDue, isNewCall, pauseOf, placeIn, rowOf, waitSpoken } from "../../queue_server/web/static/phone/model.js";

const words = JSON.parse(readFileSync(new URL("../../ui/words/en/phone.json", import.meta.url), "utf-8"));
const say = speaker(words);
const wire = (name) => JSON.parse(readFileSync(new URL(`../wire/${name}.json`, import.meta.url), "utf-8"));
const mine = (number) => ({ number, no_window: "nobody calls: ask at window 1" });
const queue = (waiting, open_windows = 1) => ({ queue: "life", waiting, open_windows });

test("a phone finds itself in its queue", () => {
  const place = placeIn(say, queue([["A001", 0, 60], ["A002", 300, 900]]), mine("A002"));
  assert.deepEqual([place.ahead, place.wait], [1, { before: "About", figure: "5–15", after: "minutes to go" }]);
  assert.equal(place.title, "A002 · 1 before you");
});

test("a phone that is not in the queue keeps what it shows", () => {
  assert.equal(placeIn(say, queue([["A001", 0, 60]]), mine("A002")), null);
  assert.equal(placeIn(say, undefined, mine("A002")), null);
});

test("what is not known is said, with whom to ask while no window calls", () => {
  assert.equal(placeIn(say, queue([["A001", null, null]], 0), mine("A001")).wait.before, "nobody calls: ask at window 1");
  assert.equal(placeIn(say, queue([["A001", null, null]], 2), mine("A001")).wait.before, words["wait.unknown"]);
});

/** What the server writes into the page, from a board as it would be then. */
const watched = ({ state, queue, window, recalls, windows, steps }) =>
  ({ state, queue, window, recalls, windows, steps: steps.map((step) => step.state), evacuated: false, closed: false });

test("a recorded ticket has not moved against itself, and has moved when it is called", () => {
  const [waiting, called] = [wire("ticket").board, wire("ticket_called").board];
  assert.equal(hasMoved(watched(waiting), waiting), false);
  assert.equal(hasMoved(watched(waiting), called), true);
});

test("a step that is done moves the page", () => {
  const { board } = wire("ticket");
  const step = (state) => ({ service: "LF-1", queue: "life", hall: "N", state });
  const before = { ...board, steps: [step("current"), step("pending")] };
  assert.equal(hasMoved(watched(before), { ...before, steps: [step("done"), step("current")] }), true);
});

test("an old page says from when it is", () => {
  const times = { hallMs: Date.parse("2026-09-15T10:01:20+08:00"), heardAtMs: 0, offset: "+08:00", speed: 1 };
  assert.match(freshText(say, times, "live", 5000, 5000).text, /10:01:25, connected/);
  assert.deepEqual(freshText(say, times, "stale", 60_000, 5000), { old: true, text: "This page is from 10:01:25. Reconnecting: your number is safe" });
});

test("an evacuation turns the page, and its end turns it back", () => {
  const calm = { evacuated: false, closed: false };
  assert.deepEqual([hallTurned(calm, { evacuated: true }), hallTurned(calm, {}), hallTurned(calm, undefined)], [true, false, false]);
  assert.equal(hallTurned({ ...calm, evacuated: true }, { evacuated: false }), true);
});

test("the evening turns the page, and no minutes are promised any more", () => {
  assert.equal(hallTurned({ evacuated: false, closed: false }, { closed: true }), true);
  const evening = { number: "A001", no_window: "closed", closed: true };
  assert.deepEqual(placeIn(say, queue([["A001", 0, 60]], 2), evening).wait, { before: "closed", figure: "", after: "" });
});

test("a first call and every repeat are told once", () => {
  const [waiting, called, again] = [["waiting", 0], ["called", 0], ["called", 1]].map(([state, recalls]) => ({ state, recalls }));
  assert.deepEqual([isNewCall(waiting, called), isNewCall(called, called), isNewCall(called, again)], [true, false, true]);
});

test("a call is read at once, and again a second after a try that failed", () => {
  const waiting = { state: "waiting" };
  assert.deepEqual([pauseOf(waiting, { state: "called" }, false), pauseOf(waiting, { state: "called" }, true)], [0, 1000]);
  assert.equal(pauseOf(waiting, waiting, true), 2000);
});

test("a page that depends on another number looks again after a while, and no other does", () => {
  const due = (again_s, sinceMs) => isDue({ again_s, state: "waiting" }, queue([], 1), 60, 0, sinceMs);
  assert.deepEqual([due(20, 19_999), due(20, 20_000), due(null, 1e9)], [false, true, false]);
});

test("while no window calls, a waiting page asks again who sits at the desk", () => {
  const due = (state, open_windows, sinceMs) => isDue({ again_s: null, state }, queue([], open_windows), 60, 0, sinceMs);
  assert.deepEqual([due("waiting", 0, 59_999), due("waiting", 0, 60_000), due("waiting", 1, 1e9), due("held", 0, 1e9)], [false, true, false, false]);
  assert.equal(isDue({ again_s: null, state: "waiting" }, undefined, 60, 0, 1e9), false);
});

test("a long row is dots behind the first people, and stays in its picture", () => {
  assert.deepEqual([0, 6, 7, 90].map((ahead) => rowOf(ahead).more), [false, false, true, true]);
  assert.ok([0, 6, 90].every((ahead) => rowOf(ahead).left >= 0));
});

test("the same waits are spoken as the server speaks them", () => {
  assert.deepEqual(waitSpoken(say, { low_s: 0, high_s: 200 }, null), { before: "Within", figure: "4", after: "min" });
});

test("who lets others pass finds no place in the line", () => {
  assert.equal(placeIn(say, queue([["A001", 0, 60], ["A002", 600, 660]]), { ...mine("A002"), away_until: "2026-09-15T10:10:00+08:00" }), null);
});

test("going away and coming back move the page", () => {
  const { board } = wire("ticket");
  const away = { ...board, away_until: "2026-09-15T10:10:00+08:00" };
  assert.deepEqual([hasMoved(watched(board), away), hasMoved(watched(board), board)], [true, false]);
});

test("a turn is near by people ahead or by the early end of the estimate", () => {
  const place = { ahead: 4, low_s: 540 };
  assert.deepEqual(["people-3", "people-5", "minutes-10"].map((choice) => isNear(choice, place)), [false, true, true]);
});

test("what nobody knows is not near, nor is who is not in line", () => {
  assert.deepEqual([isNear("minutes-20", { ahead: 4, low_s: null }), isNear("people-10", null)], [false, false]);
});
