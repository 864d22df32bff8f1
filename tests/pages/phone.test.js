import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { speaker } from "#ui/words.js";
import { freshText, hasMoved, placeIn, watched } from "../../queue_server/web/static/phone/model.js";

const words = JSON.parse(readFileSync(new URL("../../ui/words/en/phone.json", import.meta.url), "utf-8"));
const say = speaker(words);
const wire = (name) => JSON.parse(readFileSync(new URL(`../wire/${name}.json`, import.meta.url), "utf-8"));
const queue = (waiting, open_windows = 1) => ({ queue: "life", waiting, open_windows });

test("a phone finds itself in its queue", () => {
  const place = placeIn(say, queue([["A001", 0, 60], ["A002", 300, 900]]), "A002");
  assert.deepEqual([place.ahead, place.wait], [1, "About 5–15 minutes to go"]);
});

test("a phone that is not in the queue keeps what it shows", () => {
  assert.equal(placeIn(say, queue([["A001", 0, 60]]), "A002"), null);
  assert.equal(placeIn(say, undefined, "A002"), null);
});

test("what is not known is said, with its reason", () => {
  assert.equal(placeIn(say, queue([["A001", null, null]], 0), "A001").wait, words["wait.no_window"]);
  assert.equal(placeIn(say, queue([["A001", null, null]], 2), "A001").wait, words["wait.unknown"]);
});

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
  assert.deepEqual(freshText(say, times, "stale", 60_000, 5000), { old: true, text: "As of 10:01:25, reconnecting. Your number is safe" });
});
