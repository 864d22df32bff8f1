import assert from "node:assert/strict";
import { test } from "node:test";
import { FRONT_MS, FRONT_SHORT_MS, WAIT_AT_MOST, callsView, shown, silence, voiced } from "#ui/calls_model.js";
import { heard, unheard } from "#ui/live_model.js";
import { a_call, an_envelope } from "./makers.js";

const NOW = Date.parse("2026-09-15T10:01:00+08:00");
const at = (ms) => new Date(ms).toISOString();

/** Calls of one moment, chained behind `prev`: A001, A002 ... */
const burst = (count, { from = 10, prev = null, ms = NOW } = {}) =>
  Array.from({ length: count }, (_, i) =>
    a_call(from + i, i === 0 ? prev : from + i - 1, `A${String(i + 1).padStart(3, "0")}`, i + 1, { at: at(ms) }));

/** What the board says of windows whose calls all hold. */
const calling = (calls) => calls.map(({ window, number }) => ({ window, state: "called", number }));

const told = (room, calls, seq, nowMs = NOW, windows = calling(calls)) => {
  const hall_time = at(nowMs);
  const board = { state: "open", windows, queues: [], notice: null };
  return heard(room, an_envelope(seq, calls, { hall_time, server_time: hall_time, board }), nowMs).room;
};

/** A screen that stands since some time with B001 in front, and then hears of a burst. */
function a_screen(calls) {
  const quiet = told(unheard("r"), [a_call(5, null, "B001", 9, { at: at(NOW - 60_000) })], 5, NOW - 30_000);
  const show = shown(silence(), quiet, NOW - 30_000);
  const room = told(quiet, calls, 99);
  return { show: shown(show, room, NOW), room };
}

/** What stands in front as time goes by, with the milliseconds each one stood there. */
function played(show, room, forMs) {
  const fronts = [];
  let sinceMs = NOW;
  for (let ms = NOW; ms <= NOW + forMs; ms += 250) {
    const next = shown(show, room, ms);
    if (next.front !== show.front) {
      fronts.push([show.front.number, ms - sinceMs]);
      sinceMs = ms;
    }
    show = next;
  }
  return { fronts, show };
}

test("calls of the same second are all shown, one after the other, each long enough", () => {
  const { show, room } = a_screen(burst(4, { prev: 5 }));
  const { fronts, show: last } = played(show, room, 20_000);
  assert.deepEqual([...fronts.map(([number]) => number), last.front.number], ["A001", "A002", "A003", "A004"]);
  assert.ok(fronts.every(([, ms]) => ms >= FRONT_MS));
});

test("when many wait each stands shorter, but never too short to be read", () => {
  const { show, room } = a_screen(burst(8, { prev: 5 }));
  const { fronts } = played(show, room, 60_000);
  assert.deepEqual(fronts.map(([, ms]) => ms), [...Array(3).fill(FRONT_SHORT_MS), ...Array(4).fill(FRONT_MS)]);
});

test("while they wait for their turn all of them stand lit below", () => {
  const { show, room } = a_screen(burst(6, { prev: 5 }));
  const { newest, earlier } = callsView(show, room, NOW, 6);
  assert.equal(newest.number, "A001");
  assert.deepEqual(earlier.map(({ number, hot }) => [number, hot]),
    [["A006", true], ["A005", true], ["A004", true], ["A003", true], ["A002", true], ["B001", false]]);
});

test("more waiting calls than places share them in turns, so that each is seen", () => {
  const { show, room } = a_screen(burst(9, { prev: 5 }));
  const seen = [0, 4000, 8000, 12_000].flatMap((ms) => callsView(show, room, NOW + ms, 2).earlier.map(({ number }) => number));
  assert.deepEqual(new Set(seen), new Set(burst(9).slice(1).map(({ number }) => number)));
});

test("an endless flood never leaves the front far behind, and the list keeps what had no turn", () => {
  const { show } = a_screen(burst(20, { prev: 5 }));
  assert.equal(show.waiting.length, WAIT_AT_MOST - 1);
  assert.equal(show.past.length, 1 + 20 - WAIT_AT_MOST);
});

test("the front stays as long as nobody else is called", () => {
  const { show, room } = a_screen(burst(1, { prev: 5 }));
  assert.equal(shown(show, room, NOW + 3_600_000), show);
});

test("a screen that is switched on announces nothing that was called before", () => {
  const show = shown(silence(), told(unheard("r"), burst(5), 99), NOW);
  assert.deepEqual([show.front.number, show.waiting], ["A005", []]);
});

test("calls that a screen looked back for are listed, not announced", () => {
  const room = told(unheard("r"), burst(2, { from: 20, prev: 18 }), 99);
  const back = told(room, [a_call(18, null, "C007", 3, { at: at(NOW - 20_000) })], 99);
  const show = shown(shown(silence(), room, NOW), back, NOW);
  assert.deepEqual([show.front.number, show.waiting, show.past.map(({ number }) => number)], ["A002", [], ["A001", "C007"]]);
});

test("after a cut the calls in the gap are announced in their order", () => {
  const { show, room } = a_screen([]);
  const cut = told(room, burst(3, { from: 40, prev: 30 }), 120);
  const partly = shown(show, cut, NOW);
  const whole = told(cut, [a_call(30, 5, "D004", 8, { at: at(NOW - 10_000) })], 120);
  const { fronts, show: last } = played(shown(partly, whole, NOW), whole, 30_000);
  assert.deepEqual([...fronts.map(([number]) => number), last.front.number].sort(), ["A001", "A002", "A003", "D004"]);
});

test("after a long cut old calls are listed, not announced", () => {
  const { show } = a_screen([a_call(7, 5, "D001", 3, { at: at(NOW - 600_000) })]);
  assert.deepEqual([show.front.number, show.past.map(({ number }) => number)], ["B001", ["D001"]]);
});

test("the same call heard twice is announced once", () => {
  const { show, room } = a_screen(burst(1, { prev: 5 }));
  assert.deepEqual(shown(show, told(room, burst(1, { prev: 5 }), 100), NOW).waiting, []);
});

test("a recall comes to the front again and says so", () => {
  const { show, room } = a_screen([a_call(9, 5, "B001", 9, { recall: true, at: at(NOW) })]);
  const { newest, earlier } = callsView(show, room, NOW, 6);
  assert.deepEqual([newest.number, newest.again, newest.seq, earlier], ["B001", true, 9, []]);
});

test("a number called again while it waits for its turn is announced once", () => {
  const twice = [...burst(2, { prev: 5 }), a_call(12, 11, "A002", 2, { recall: true, at: at(NOW) })];
  const { show } = a_screen(twice);
  assert.deepEqual([show.front.number, show.waiting.map(({ seq, recall }) => [seq, recall])], ["A001", [[12, true]]]);
});

test("a call made moments ago stays lit, in the real time of a hall that is played fast", () => {
  const { show, room } = a_screen(burst(2, { prev: 5 }));
  const { show: later } = played(show, room, 6000);
  const hotAt = (ms) => callsView(later, room, ms, 6).earlier.map(({ number, hot }) => `${number} ${hot}`);
  assert.deepEqual([hotAt(NOW + 6000), hotAt(NOW + 30_000)], [["A001 true", "B001 false"], ["A001 false", "B001 false"]]);
});

test("nothing is shown before anything was heard", () => {
  assert.deepEqual(callsView(shown(silence(), undefined, NOW), null, NOW, 6), { newest: null, earlier: [] });
});

test("the very first call of a day comes to the front of a screen that stood there before", () => {
  const empty = told(unheard("r"), [], 3, NOW - 60_000);
  const show = shown(silence(), empty, NOW - 60_000);
  const called = told(empty, burst(1), 99);
  assert.equal(shown(show, called, NOW).front?.number, "A001");
});

test("a call of yesterday is nobody's number today, though the board still tells it", () => {
  const evening = told(unheard("r"), [a_call(5, null, "A004", 4, { at: "2026-09-14T16:50:00+08:00" })], 5, Date.parse("2026-09-14T16:50:00+08:00"));
  const show = shown(silence(), evening, NOW - 60_000);
  const morning = told(evening, [], 9);
  assert.deepEqual(callsView(show, morning, NOW, 6), { newest: null, earlier: [] });
});

test("after a hundred thousand calls the next one still comes to the front", () => {
  let { show, room } = a_screen([]);
  for (let seq = 100, nowMs = NOW; seq < 100_100; seq += 1, nowMs += 6000) {
    const number = `A${String(seq % 1000).padStart(3, "0")}`;
    const only = { ...room, calls: [a_call(seq, seq - 1, number, 9, { at: at(nowMs) })], times: { ...room.times, hallMs: nowMs, heardAtMs: nowMs } };
    show = shown(show, only, nowMs);
    assert.equal(show.front.seq, seq);
  }
  assert.ok(show.seen.size < 1000);
});

/** B001 was called to window 9 while the screen stood there; `windows` is what the board says after `laterMs`. */
function after(laterMs, windows) {
  const { show, room } = a_screen([]);
  const called = told(room, [a_call(20, 5, "B002", 9, { at: at(NOW) })], 100);
  const next = told(called, [], 101, NOW + laterMs, windows);
  return callsView(shown(shown(show, called, NOW), next, NOW + laterMs), next, NOW + laterMs, 6).newest;
}
const B002 = (state, number = "B002") => [{ window: 9, state, number }];

test("a call that still holds stays lit, however long nobody comes", () => {
  assert.deepEqual([1000, 60_000, 1_200_000].map((ms) => after(ms, B002("called")).became), ["called", "called", "called"]);
});

test("while its person is at the window a call is no longer lit, and says so", () => {
  assert.equal(after(10_000, B002("serving")).became, "serving");
});

test("a call that was finished or missed stays where it is, without its light", () => {
  for (const windows of [B002("idle", null), B002("called", "B003"), B002("serving", "B003"), []]) {
    const { number, window, became } = after(30_000, windows);
    assert.deepEqual([number, window, became], ["B002", 9, "over"]);
  }
});

test("nobody is sent to a window that is paused or closed", () => {
  const told = [B002("paused"), B002("paused", null), B002("closed", null)].map((windows) => after(5000, windows).became);
  assert.deepEqual(told, ["over", "over", "over"]);
});

test("a screen that is switched on lights what was called moments ago, not what was called long ago", () => {
  const found = (agoMs) => {
    const room = told(unheard("r"), [a_call(5, null, "B002", 9, { at: at(NOW - agoMs) })], 99);
    return callsView(shown(silence(), room, NOW), room, NOW, 6).newest.became;
  };
  assert.deepEqual([found(20_000), found(600_000)], ["called", "over"]);
});

test("a recall lights a call again, also one that a screen found unlit", () => {
  const found = told(unheard("r"), [a_call(5, null, "B002", 9, { at: at(NOW - 600_000) })], 99);
  const show = shown(silence(), found, NOW - 60_000);
  const again = told(found, [a_call(101, 5, "B002", 9, { at: at(NOW), recall: true })], 101);
  const { newest } = callsView(shown(show, again, NOW), again, NOW, 6);
  assert.deepEqual([newest.became, newest.again], ["called", true]);
});

test("a recall that somebody followed does not say again that it was called again", () => {
  const { show } = a_screen([]);
  const room = told(unheard("r"), [a_call(9, 5, "B001", 9, { recall: true, at: at(NOW) })], 99, NOW, B002("serving", "B001"));
  const { newest } = callsView(shown(show, room, NOW), room, NOW, 6);
  assert.deepEqual([newest.became, newest.again], ["serving", false]);
});

test("an earlier call loses its lamp edge as soon as it does not hold any more", () => {
  const { show, room } = a_screen(burst(3, { prev: 5 }));
  const { show: later } = played(show, room, 12_000);
  const windows = [{ window: 1, state: "called", number: "A001" }, { window: 2, state: "serving", number: "A002" }];
  const next = told(room, [], 120, NOW + 12_000, windows);
  const { earlier } = callsView(later, next, NOW + 12_000, 6);
  assert.deepEqual(earlier.map(({ number, hot }) => [number, hot]), [["A002", false], ["A001", true], ["B001", false]]);
});

/** A screen on which a burst of three waits behind the first, after the voice told something. */
const led = (seq, state, ms = 0) => {
  const { show, room } = a_screen(burst(4, { prev: 5 }));
  return { show: voiced(show, { seq, state }, NOW + ms), room };
};

test("the call that is being spoken is in front, and says so", () => {
  const { show, room } = led(12, "begins", 800);
  const { newest } = callsView(show, room, NOW + 900, 6);
  assert.deepEqual([newest.number, newest.spoken, show.waiting.map(({ number }) => number)], ["A003", true, ["A002", "A004"]]);
});

test("a call stays in front as long as the voice takes for it", () => {
  let { show } = led(11, "begins", 500);
  const { room } = led(11, "begins");
  for (let ms = 1500; ms <= 11_500; ms += 1000) show = shown(voiced(show, { seq: 11, state: "goes_on" }, NOW + ms), room, NOW + ms);
  assert.equal(show.front.number, "A002");
});

test("without a word from the voice for two seconds the page goes by its own timing", () => {
  const { show, room } = led(11, "begins", 500);
  assert.equal(shown(show, room, NOW + 2400).front.number, "A002");
  assert.equal(shown(show, room, NOW + 500 + FRONT_MS).front.number, "A003");
  assert.equal(callsView(show, room, NOW + 3000, 6).newest.spoken, false);
});

test("a call that was too old to be spoken is listed, and lit as a new one", () => {
  const { show, room } = led(13, "dropped", 31_000);
  const { earlier } = callsView(show, room, NOW + 31_000, 6);
  assert.equal(show.waiting.some(({ seq }) => seq === 13), false);
  assert.equal(earlier.find(({ seq }) => seq === 13).hot, true);
});

test("a voice that is ahead of the page is followed when the page has heard the call", () => {
  const { show: before, room } = a_screen([]);
  const show = voiced(before, { seq: 10, state: "begins" }, NOW);
  const later = told(room, burst(2, { prev: 5 }), 200);
  assert.equal(shown(show, later, NOW + 300).front.number, "A001");
});
