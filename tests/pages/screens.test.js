import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { heard, unheard } from "#ui/live_model.js";
import { speaker } from "#ui/words.js";
import { hallView } from "../../queue_server/web/static/hall/model.js";
import { faceView } from "../../queue_server/web/static/window/model.js";
import { nextUp, zoneView } from "../../queue_server/web/static/zone/model.js";
import { a_call, an_envelope } from "./makers.js";

const words = (language) => JSON.parse(readFileSync(new URL(`../../ui/words/${language}/pages.json`, import.meta.url), "utf-8"));
const say = speaker(words("en"));
const queue = (prefix, en) => ({ prefix, names: { en }, hall: "N" });
const QUEUES = { life: queue("A", "Comprehensive: Livelihood"), permits: queue("B", "Permits") };
const HALL = {
  language: "en", hall: { code: "N", names: { en: "North Hall" } }, queues: QUEUES, missed: { revivals: 1, revive_behind: 3 },
};
const ZONE = { language: "en", zone: { names: { en: "Windows" } }, windows: [], queues: QUEUES, scenario_prefix: "X" };
const NOW = Date.parse("2026-09-15T10:01:00+08:00");

const tile = (name, waiting, open_windows = 1) => ({ queue: name, waiting, open_windows, wait: null });
const board = (more = {}) => ({ state: "open", windows: [], queues: [tile("life", 2), tile("permits", 0)], notice: null, ...more });
const a_room = (calls = [], more = {}) => heard(unheard("r"), an_envelope(99, calls, { board: board(more) }), NOW).room;
const hall = (room, more = {}) => hallView(HALL, say, { room, link: "live", nowMs: NOW, ...more });

test("the newest call stands alone and the ones before it below", () => {
  const view = hall(a_room([a_call(5, null, "A001"), a_call(7, 5, "A002"), a_call(9, 7, "B001", 8)]));
  assert.deepEqual([view.newest.number, view.newest.window, view.earlier.map((c) => c.number)], ["B001", 8, ["A002", "A001"]]);
});

test("a number that is called again is not listed twice", () => {
  const view = hall(a_room([a_call(5, null, "A001"), a_call(7, 5, "B001", 8), a_call(9, 7, "A001", 7, { recall: true })]));
  assert.deepEqual([view.newest.number, view.earlier.map((c) => c.number)], ["A001", ["B001"]]);
});

test("a call made a moment ago stays lit under a newer one", () => {
  const calls = [a_call(5, null, "A001", 7, { at: "2026-09-15T09:40:00+08:00" }), a_call(7, 5, "A002"), a_call(9, 7, "B001", 8)];
  assert.deepEqual(hall(a_room(calls)).earlier.map((c) => [c.number, c.hot]), [["A002", true], ["A001", false]]);
});

test("a hall without a call says so, in the words of its state", () => {
  assert.equal(hall(a_room()).none, say("none.open"));
  assert.equal(hall(a_room([], { state: "lunch" })).none, say("none.lunch"));
});

test("a queue is known by its short name, and who has nobody to serve it is told", () => {
  const view = hall(a_room([], { queues: [tile("life", 0, 0)] }));
  assert.deepEqual([view.waiting.rows[0].name, view.waiting.rows[0].nobodyServes], ["Livelihood", true]);
});

test("many queues take turns, so that each stays readable", () => {
  const queues = Object.fromEntries(Array.from({ length: 19 }, (_, i) => [`q${i}`, queue(`Q${i}`, `Queue ${i}`)]));
  const room = a_room([], { queues: Object.keys(queues).map((name) => tile(name, 1)) });
  const at = (nowMs) => hallView({ ...HALL, queues }, say, { room, link: "live", nowMs }).waiting;
  const shown = [at(0), at(8000)].flatMap((page) => page.rows.map((row) => row.prefix));
  assert.deepEqual([shown.length, new Set(shown).size, at(0).pageOf], [19, 19, "1 / 2"]);
});

test("fifty doors stand in two rows", () => {
  const windows = Array.from({ length: 54 }, (_, i) => ({ window: i + 35, state: "idle", number: null }));
  const { doors } = hall(a_room([], { windows }));
  assert.deepEqual([doors.rows, doors.columns], [2, 27]);
});

test("an evacuation is all that is shown, in the manager's words", () => {
  const view = hall(a_room([], { state: "evacuation", notice: { en: "Use the east door." } }));
  assert.equal(view.leave, "Use the east door.");
});

test("a picture that is old says from when it is", () => {
  const view = hall(a_room(), { link: "stale", nowMs: NOW + 60_000, freshAtMs: NOW });
  assert.deepEqual([view.signs.old, view.signs.oldSince], [true, "10:01"]);
});

test("a demo's time is said on every screen", () => {
  const room = heard(unheard("r"), an_envelope(1, [], { board: board(), speed: 60 }), NOW).room;
  assert.match(hall(room).signs.demo, /60/);
  assert.equal(hall(a_room()).signs.demo, null);
});

test("a queue without a name makes the screen read the catalogue again", () => {
  assert.equal(hall(a_room([], { queues: [tile("new", 1)] })).unknown, true);
});

test("who should get ready is the head of each line that is served", () => {
  const line = (waiting, open_windows = 1) => ({ waiting, open_windows });
  const queues = { a: line([["A005", 0, 60]]), b: line([["B001", 0, 60], ["B002", 0, 60]]), c: line([["C001", null, null]], 0) };
  assert.deepEqual(nextUp(queues), ["B001", "A005"]);
  assert.deepEqual(nextUp(queues, new Set(["B001"])), ["B002", "A005"]);
});

test("a zone tells each window's number, business and state in words", () => {
  const windows = [
    { window: 6, state: "idle", number: null },
    { window: 7, state: "called", number: "B012" },
    { window: 8, state: "serving", number: "X003" },
    { window: 9, state: "paused", number: null },
  ];
  const room = a_room([], { windows });
  const view = zoneView(ZONE, say, { room, queues: {}, link: "live", nowMs: NOW });
  assert.deepEqual(view.windows.map((w) => w.word ?? `${w.number} ${w.kind}`), ["Free", "B012 Permits", "X003 Life event", "Paused"]);
  assert.equal(view.windowsText, "Windows 6–9");
});

const WINDOW = {
  language: "en", window: 9, window_name: "Comprehensive", centre_name: "Centre", departments: { gov: "Service Centre" },
  queues: QUEUES, services: { "LF-1": "Renew a licence" },
};
const face = (board) => faceView(WINDOW, say, { room: heard(unheard("w"), an_envelope(1, [], { board }), NOW).room, link: "live", nowMs: NOW });
const clerk = { employee_no: "DL009", name: "蔡初晴", department: "gov", photo: null };

test("a window shows who serves, whom and what", () => {
  const current = { number: "B012", service: "LF-1", state: "serving", steps: [] };
  const view = face({ window: 9, state: "serving", clerk, current });
  assert.deepEqual([view.clerk.department, view.number, view.business, view.kind], ["Service Centre", "B012", "Renew a licence", "ticket"]);
});

test("a step of several is counted", () => {
  const steps = ["done", "current", "pending"].map((state) => ({ service: "LF-1", state }));
  const view = face({ window: 9, state: "called", clerk, current: { number: "X001", service: "LF-1", state: "called", steps } });
  assert.deepEqual([view.step, view.called], ["Step 2 of 3", true]);
});

test("a paused window says that no number is lost", () => {
  const view = face({ window: 9, state: "paused", clerk, current: null });
  assert.deepEqual([view.kind, view.text], ["paused", say("window.paused_text")]);
});
