import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import {
  backOff, behindAfter, connectAfter, gapGivenUp, hallNow, heard, isDemoTime, isOld, toWatchAgain, triesAfterSilence, unheard,
} from "#ui/live_model.js";
import { a_call, an_envelope } from "./makers.js";

const WIRE = new URL("../wire/", import.meta.url);
const hear = (...envelopes) => envelopes.reduce((room, e) => heard(room, e, 0).room, unheard("dalang/hall:N"));

test("the newest envelope wins, whatever order they arrive in", () => {
  const room = hear(an_envelope(20, [], { board: "new" }), an_envelope(19, [], { board: "old" }));
  assert.deepEqual([room.seq, room.board], [20, "new"]);
});

test("a call that comes twice is told once", () => {
  const first = heard(unheard("r"), an_envelope(5, [a_call(5, null)]), 0);
  const second = heard(first.room, an_envelope(6, [a_call(5, null)]), 0);
  assert.deepEqual([first.fresh.length, second.fresh.length], [1, 0]);
});

test("a late envelope still brings a call that was not known", () => {
  const room = hear(an_envelope(9, [a_call(9, 7)]), an_envelope(7, [a_call(7, null)]));
  assert.deepEqual(room.calls.map((call) => call.seq), [7, 9]);
});

test("two calls close together are both told, oldest first", () => {
  const { fresh } = heard(hear(an_envelope(5, [a_call(5, null)])), an_envelope(9, [a_call(7, 5), a_call(9, 7)]), 0);
  assert.deepEqual(fresh.map((call) => call.seq), [7, 9]);
});

test("an unbroken chain proves that nothing was missed", () => {
  const room = hear(an_envelope(5, [a_call(5, 3)]), an_envelope(9, [a_call(9, 5)]));
  assert.deepEqual([room.gapAfter, room.provenTo], [null, 9]);
});

test("a broken chain names the call after which something is missing", () => {
  assert.equal(hear(an_envelope(5, [a_call(5, 3)]), an_envelope(12, [a_call(12, 9)])).gapAfter, 5);
});

test("a gap is closed by the calls that were fetched", () => {
  const fetched = an_envelope(12, [a_call(7, 5), a_call(9, 7), a_call(12, 9)]);
  const room = hear(an_envelope(5, [a_call(5, 3)]), an_envelope(12, [a_call(12, 9)]), fetched);
  assert.deepEqual([room.gapAfter, room.provenTo, room.calls.length], [null, 12, 4]);
});

test("a gap that the server cannot fill is given up once, not asked for ever", () => {
  const room = gapGivenUp(hear(an_envelope(5, [a_call(5, 3)]), an_envelope(12, [a_call(12, 9)])));
  assert.deepEqual([room.gapAfter, room.provenTo], [null, 12]);
});

test("old calls are forgotten and do not come back as new ones", () => {
  const many = Array.from({ length: 30 }, (_, i) => a_call(i + 1, i === 0 ? null : i));
  const room = hear(an_envelope(30, many));
  const again = heard(room, an_envelope(31, [a_call(2, 1)]), 0);
  assert.deepEqual([room.calls.length, again.fresh.length], [24, 0]);
});

test("a room that has been behind for three seconds is watched again", () => {
  const rooms = new Map([["r", { seq: 4 }]]);
  const behind = behindAfter({}, rooms, { rooms: { r: 5 } }, 1000);
  const still = behindAfter(behind, rooms, { rooms: { r: 5 } }, 3000);
  assert.deepEqual([toWatchAgain(still, 3900), toWatchAgain(still, 4000)], [[], ["r"]]);
});

test("a room that caught up is not behind any more", () => {
  const rooms = new Map([["r", { seq: 5 }]]);
  assert.deepEqual(behindAfter({ r: 1 }, rooms, { rooms: { r: 5 } }, 2000), {});
});

test("a socket is tried soon at first, then less and less often, but at least every eight seconds", () => {
  const longest = [0, 1, 2, 11, 12, 13, 14, 99].map((tries) => connectAfter(tries, 1));
  assert.deepEqual(longest, [250, 500, 1000, 1000, 2000, 4000, 8000, 8000]);
  assert.equal(connectAfter(99, 0), 4000);
});

test("what costs the server an act is asked for again less and less often from the beginning", () => {
  const longest = [0, 1, 2, 3, 4, 5, 6, 99].map((tries) => backOff(tries, 1));
  assert.deepEqual(longest, [250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
  assert.equal(backOff(99, 0), 4000);
});

test("a server that is back within five seconds is found within a second", () => {
  const tries = (random) => [...Array(12).keys()].reduce((at, n) => [...at, (at.at(-1) ?? 0) + connectAfter(n, random)], []);
  for (const at of [tries(0), tries(0.5), tries(1)].map((moments) => moments.filter((moment) => moment < 6000))) {
    assert.ok(at.at(-1) > 5000);
    assert.ok(at.every((moment, n) => moment - (at[n - 1] ?? 0) <= 1000));
  }
});

test("who does not answer in time is asked less and less often from the first time on", () => {
  const longest = (tries) => connectAfter(triesAfterSilence(tries), 1);
  assert.deepEqual([0, 11, 12, 13, 14].map(longest), [2000, 2000, 2000, 4000, 8000]);
});

test("six seconds without a pulse make what is shown old", () => {
  assert.deepEqual([isOld(1000, 7000), isOld(1000, 7001), isOld(null, 0)], [false, true, true]);
});

test("the hall's clock goes on between envelopes, at its own speed", () => {
  const room = heard(unheard("r"), an_envelope(1, [], { speed: 60 }), 1000).room;
  assert.equal(hallNow(room.times, 2000) - room.times.hallMs, 60_000);
});

test("hall time that is not the real time is a demo's", () => {
  const demo = hear(an_envelope(1, [], { hall_time: "2026-09-14T09:00:00.000+08:00" }));
  assert.deepEqual([isDemoTime(demo.times), isDemoTime(hear(an_envelope(1)).times)], [true, false]);
});

for (const name of readdirSync(WIRE).filter((file) => file.endsWith(".json"))) {
  const recorded = JSON.parse(readFileSync(new URL(name, WIRE), "utf-8"));
  const envelopes = [recorded].flat(2).filter((each) => each?.room && each?.calls);
  if (envelopes.length === 0) continue;
  test(`the recorded envelopes of ${name} leave no call out`, () => {
    const rooms = new Map();
    for (const e of envelopes) rooms.set(e.room, heard(rooms.get(e.room) ?? unheard(e.room), e, 0).room);
    for (const room of rooms.values()) assert.ok(room.board && room.seq >= 0 && room.times.offset);
  });
}
