import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { shown, silence } from "#ui/calls_model.js";
import { leaveView } from "#ui/leave.js";
import { heard, unheard } from "#ui/live_model.js";
import { tonguesOf } from "#ui/tongues.js";
import { planFor } from "../../queue_server/web/static/hall/layout.js";
import { hallView } from "../../queue_server/web/static/hall/model.js";
import { pictureFor, signView } from "../../queue_server/web/static/window/model.js";
import { nextUp, zoneView } from "../../queue_server/web/static/zone/model.js";
import { a_call, an_envelope } from "./makers.js";

const read = (language, area) => JSON.parse(readFileSync(new URL(`../../ui/words/${language}/${area}.json`, import.meta.url), "utf-8"));
const VOICES = Object.fromEntries(["zh", "en"].map((language) => [language, { ...read(language, "pages"), ...read(language, "boards"), ...read(language, "face") }]));
const ENGLISH = tonguesOf(VOICES, "en");
const BOTH = tonguesOf(VOICES, null);
const [{ say }] = ENGLISH;
const queue = (prefix, en, zh = en) => ({ prefix, names: { zh, en }, hall: "N" });
const QUEUES = { life: queue("A", "Comprehensive: Livelihood", "综合受理·社会民生"), permits: queue("B", "Permits", "证照") };
const HALL = {
  hall: { code: "N", names: { zh: "北厅", en: "North Hall" } }, queues: QUEUES, missed: { revivals: 1, revive_behind: 3 },
  hours: { open: "08:30", close: "17:30", lunch: ["12:00", "14:00"] },
};
const ZONE = { zone: { names: { en: "Windows" } }, hours: HALL.hours, windows: [], queues: QUEUES, scenario_prefix: "X", favoured: ["elderly"] };
const NOW = Date.parse("2026-09-15T10:01:00+08:00");
const PLAN = planFor({ inches: 65, width: 1920, height: 1080 });

const tile = (name, waiting, open_windows = 1) => ({ queue: name, waiting, open_windows, wait: null });
const board = (more = {}) => ({ state: "open", windows: [], queues: [tile("life", 2), tile("permits", 0)], notice: null, ...more });
const a_room = (calls = [], more = {}) => heard(unheard("r"), an_envelope(99, calls, { board: board(more) }), NOW).room;
const showOf = (room, nowMs = NOW) => shown(silence(), room, nowMs);
const hall = (room, { page = HALL, tongues = ENGLISH, nowMs = NOW, plan = PLAN, ...more } = {}) =>
  hallView(page, tongues, { show: showOf(room, nowMs), room, link: "live", nowMs, plan, ...more });

test("the newest call stands alone and the ones before it below", () => {
  const view = hall(a_room([a_call(5, null, "A001"), a_call(7, 5, "A002"), a_call(9, 7, "B001", 8)]));
  assert.deepEqual([view.newest.number, view.newest.window, view.earlier.map((c) => c.number)], ["B001", 8, ["A002", "A001"]]);
});

test("a hall without a call says so, in the words of its state and in every language", () => {
  assert.deepEqual(hall(a_room(), { tongues: BOTH }).none.map(({ title }) => title), BOTH.map((tongue) => tongue.say("none.open")));
  assert.match(hall(a_room([], { state: "lunch" })).none[0].text, /14:00/);
});

test("a hall that rests says so instead of its last call of the morning, but not while that one is fresh", () => {
  const at = (minutes) => hall(a_room([a_call(5, null, "A001", 7, { at: "2026-09-15T10:00:45+08:00" })], { state: "lunch" }), { nowMs: NOW + minutes * 60_000 });
  assert.deepEqual([at(1).newest?.number, at(1).none, at(5).newest, at(5).none[0].title], ["A001", null, null, say("none.lunch")]);
});

test("a queue is known by its short name, and who has nobody to serve it is told", () => {
  const view = hall(a_room([], { queues: [tile("life", 0, 0)] }));
  assert.deepEqual([view.waiting.rows[0].name, view.waiting.rows[0].isShut], ["Livelihood", true]);
});

test("a queue's name stands as large as its row allows, long names on two lines, fewer of them at once", () => {
  const queues = { life: queue("A", "Construction and Environment", "居住证与流动人口") };
  const room = a_room([], { queues: [tile("life", 12)] });
  const at = (language) => hall(room, { page: { ...HALL, queues }, tongues: tonguesOf(VOICES, language) }).waiting;
  const [zh, en] = [at("zh"), at("en")];
  assert.deepEqual([zh.lines, en.lines], [1, 2]);
  assert.ok(zh.rows[0].size >= 32 && en.rows[0].size >= 36, `${zh.rows[0].size} ${en.rows[0].size}`);
});

test("many queues take turns, each page in every language, so that each stays readable", () => {
  const queues = Object.fromEntries(Array.from({ length: 19 }, (_, i) => [`q${i}`, queue(`Q${i}`, `Queue ${i}`, `业务${i}`)]));
  const room = a_room([], { queues: Object.keys(queues).map((name) => tile(name, 1)) });
  const at = (nowMs) => hall(room, { page: { ...HALL, queues }, tongues: BOTH, nowMs }).waiting;
  const names = new Set([0, 8000, 16_000, 24_000].flatMap((ms) => at(ms).rows.map((row) => row.name)));
  assert.deepEqual([names.size, at(0).pageOf, at(8000).pageOf, at(16_000).pageOf], [38, "1 / 2", "1 / 2", "2 / 2"]);
});

test("the numbers do not move when the language changes", () => {
  const room = a_room([a_call(5, null, "A001"), a_call(7, 5, "A002")]);
  const at = (ms) => hall(room, { tongues: BOTH, nowMs: NOW + ms });
  const still = ({ newest, earlier }) => [newest.number, newest.seq, earlier.map((call) => call.number)];
  assert.notEqual(at(0).language, at(8000).language);
  assert.deepEqual(still(at(0)), still(at(8000)));
});

test("fifty doors stand in two rows", () => {
  const windows = Array.from({ length: 54 }, (_, i) => ({ window: i + 35, state: "idle", number: null }));
  const { doors } = hall(a_room([], { windows }));
  assert.deepEqual([doors.rows, doors.columns], [2, 27]);
});

test("an evacuation is all that is shown, in the manager's words where there are some", () => {
  assert.equal(hall(a_room([], { state: "evacuation" })).leave, true);
  assert.deepEqual(leaveView(BOTH, { en: "Use the east door." }).map(({ text }) => text), [BOTH[0].say("leave.text"), "Use the east door."]);
  const standard = Object.fromEntries(BOTH.map((tongue) => [tongue.language, tongue.say("evacuation")]));
  assert.deepEqual(leaveView(BOTH, standard).map(({ text }) => text), BOTH.map((tongue) => tongue.say("leave.text")));
});

test("notice and missed rule take turns, a long notice in pages", () => {
  const room = a_room([], { notice: { en: `Windows close at four today. ${"Housing fund and insurance are affected. ".repeat(2)}` } });
  const notes = [0, 8000, 16_000, 24_000, 32_000].map((nowMs) => hall(room, { nowMs }).note);
  assert.ok(new Set(notes.map(({ text }) => text)).size >= 3);
  assert.ok(notes.some(({ title }) => title === say("note.missed")) && notes.some(({ pageOf }) => pageOf?.startsWith("2 / ")));
});

test("the hall tells the missed rule word for word as the ticket does", () => {
  const paged = [0, 8000, 16_000, 24_000].map((nowMs) => hall(a_room(), { nowMs }).note.text);
  const whole = say("missed_rule", { behind: 3, revivals: 1 });
  assert.ok([...new Set(paged)].every((part) => whole.includes(part)));
  assert.ok(whole.includes("limit: 1"));
});

test("a closed hall has neither lamps nor counts, and says when it opens", () => {
  const windows = [{ window: 7, state: "called", number: "A001" }];
  const late = a_call(5, null, "A001", 7, { at: "2026-09-15T09:50:00+08:00" });
  const [at_night, by_day] = ["closed", "open"].map((state) => hall(a_room([late], { state, windows })));
  assert.deepEqual([at_night.shut, by_day.shut, at_night.newest], [true, false, null]);
  assert.match(at_night.none[0].text, /08:30/);
});

test("a closed zone says when it opens, but calls on while its clerks do", () => {
  const at = (minute) => {
    const room = a_room([a_call(5, null, "A001", 7, { at: `2026-09-15T${minute}:45+08:00` })], { state: "closed" });
    return zoneView(ZONE, ENGLISH, { show: showOf(room), room, queues: {}, link: "live", nowMs: NOW });
  };
  assert.deepEqual([at("09:50").shut, at("10:00").shut], [true, false]);
  assert.match(at("09:50").rest[0].text, /08:30/);
});

test("a call that is not lit above is not lit in its window's row", () => {
  const windows = [{ window: 7, state: "called", number: "A001" }];
  const room = a_room([a_call(5, null, "A001", 7, { at: "2026-09-15T09:50:00+08:00" })], { windows });
  const view = zoneView(ZONE, ENGLISH, { show: showOf(room), room, queues: {}, link: "live", nowMs: NOW });
  assert.deepEqual([view.newest.became, view.windows[0].state, view.windows[0].said[0].text], ["over", "over", say("zone.said.over")]);
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

test("who should get ready are the first ones of each line that is served", () => {
  const line = (waiting, open_windows = 1) => ({ waiting, open_windows });
  const queues = { a: line([["A005", 0, 60]]), b: line([["B001", 0, 60], ["B002", 0, 60]]), c: line([["C001", null, null]], 0) };
  assert.deepEqual(nextUp(queues), ["B001", "A005", "B002"]);
  assert.deepEqual(nextUp(queues, new Set(["B001"])), ["B002", "A005"]);
});

test("a zone with one long line names the first four of it, not its head alone", () => {
  const waiting = Array.from({ length: 19 }, (_, i) => [`A0${10 + i}`, 0, 60 * (i + 1)]);
  assert.deepEqual(nextUp({ a: { waiting, open_windows: 2 } }, new Set(["A010"])), ["A011", "A012", "A013", "A014"]);
});

test("the head of a slow line need not get ready yet, and before its lines are heard a zone says nothing of them", () => {
  const line = (number, high_s) => ({ waiting: [[number, 0, high_s], [`${number}9`, 0, 3700]], open_windows: 1 });
  assert.deepEqual(nextUp({ a: line("A001", 3600), b: line("B001", null), c: line("C001", 300), d: line("D001", 60) }), ["D001", "C001"]);
  assert.equal(zone({}).next, null);
});

test("a zone names only those who have a head start here", () => {
  const why = (favoured) => zone({}, ENGLISH, { ...ZONE, favoured }).why;
  assert.match(why(["elderly", "maternity"]), /mostly by arrival; elderly, pregnant earlier, within limits\.$/);
  assert.equal(why([]), say("zone.why_pooled", { count: 2, favoured: "" }));
});

test("a zone says in one sentence of each language why its order is as it is, and never that only arrival counts", () => {
  const said = tonguesOf(VOICES, null).map((tongue) => zone({}, [tongue], { ...ZONE, favoured: ["disabled", "elderly"] }));
  assert.deepEqual(said.map(({ why }) => why), [
    "这些窗口合办 2 类业务，号码不连着叫：大体先到先叫；残疾人、老年人可提前，提前有上限。",
    "2 kinds of business here, so numbers skip. Called mostly by arrival; disabled, elderly earlier, within limits.",
  ]);
  const alone = { queues: [tile("life", 1)] };
  assert.equal(zone(alone).why, "Called mostly by arrival; elderly earlier, within limits.");
});

test("a zone says of a queue that nobody serves what the hall says of it", () => {
  const { counts } = zone({ queues: [tile("life", 0, 0), tile("permits", 3, 0)] });
  assert.deepEqual(counts.map(({ isShut, count }) => [isShut, count]), [[true, 0], [false, 3]]);
});

test("what became of the newest call is told on both boards, and the number stays", () => {
  const windows = (state, number) => [{ window: 7, state, number }];
  const at = (...tile) => {
    const room = a_room([a_call(5, null, "B012")], { windows: windows(...tile) });
    const seen = zoneView(ZONE, ENGLISH, { show: showOf(room), room, queues: {}, link: "live", nowMs: NOW }).newest;
    assert.equal(seen.became, hall(room).newest.became);
    return [seen.number, seen.became];
  };
  assert.deepEqual([at("called", "B012"), at("serving", "B012"), at("closed", null)],
    [["B012", "called"], ["B012", "serving"], ["B012", "over"]]);
});

test("only a call that holds asks somebody to go somewhere", () => {
  const words = (became) => BOTH.map((tongue) => tongue.say(`call.go.${became}`));
  assert.deepEqual(["called", "serving", "over"].map(words),
    [["请到", "Go to window"], ["正在办理", "Now at window"], ["最近叫到", "Last called to window"]]);
});

const zone = (more, tongues = ENGLISH, page = ZONE, nowMs = NOW) => {
  const room = a_room([], more);
  return zoneView(page, tongues, { show: showOf(room), room, queues: {}, link: "live", nowMs });
};

test("a zone tells each window's number, business and state in words", () => {
  const windows = [
    { window: 6, state: "idle", number: null },
    { window: 7, state: "called", number: "B012" },
    { window: 8, state: "serving", number: "X003" },
    { window: 9, state: "paused", number: null },
  ];
  const view = zone({ windows });
  const told = view.windows.map((w) => w.word?.[0].text ?? `${w.number} ${w.kind[0].text}`);
  assert.deepEqual(told, ["Free", "B012 Permits", "X003 Life event", "Paused"]);
  assert.equal(view.windowsText[0].text, "Windows 6–9");
});

test("a zone counts every queue of its windows", () => {
  const queues = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((code) => [code, queue(code.toUpperCase(), code)]));
  const room = a_room([], { queues: Object.keys(queues).map((code) => tile(code, 0)) });
  const view = zoneView({ ...ZONE, queues }, ENGLISH, { show: showOf(room), room, queues: {}, link: "live", nowMs: NOW });
  assert.equal(view.counts.length, 6);
});

const SIGN = { window: 9, names: { zh: "综合窗口", en: "Comprehensive" } };
const sign = (window) =>
  signView(SIGN, BOTH, { room: heard(unheard("w"), an_envelope(1, [], { board: window }), NOW).room, link: "live", nowMs: NOW });

test("a sign shows the number while it is called and served, and a word else", () => {
  const at = (state, current = null) => sign({ state, current, evacuated: false });
  assert.deepEqual([at("called", { number: "B012" }).number, at("serving", { number: "B012" }).said[1].text], ["B012", "Now serving"]);
  assert.deepEqual(["idle", "paused", "closed"].map((state) => at(state).said[0].text), ["现在空着", "暂停一会儿", "没有开"]);
});

test("a paused window's sign does not show the number that it keeps", () => {
  assert.equal(sign({ state: "paused", current: { number: "B012" } }).number, null);
});

test("while the hall is left every sign says so, closed windows too", () => {
  assert.deepEqual([sign({ state: "closed", evacuated: true }).kind, sign({ state: "paused", evacuated: true }).said[1].text], ["leave", "Leave the hall now"]);
});

test("a sign that was asked to speak one language says in all of them that everybody leaves", () => {
  const { room } = heard(unheard("w"), an_envelope(1, [], { board: { state: "idle", evacuated: true } }), NOW);
  const view = signView(SIGN, ENGLISH, { room, link: "live", nowMs: NOW, everyTongue: BOTH });
  assert.deepEqual(view.said.map(({ language }) => language), ["zh", "en"]);
});

test("a sign is drawn for the shape it hangs in", () => {
  const shapes = [[1920, 400], [1280, 400], [800, 480], [1280, 800], [1920, 1080], [600, 1200]].map(([width, height]) => pictureFor({ width, height }).name);
  assert.deepEqual(shapes, ["strip", "bar", "panel", "block", "block", "tower"]);
});
