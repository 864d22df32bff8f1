import assert from "node:assert/strict";
import { test } from "node:test";
import { alarmsOf, fresh } from "../../queue_server/web/static/manage/alarms_model.js";
import { found } from "../../queue_server/web/static/manage/choice_model.js";
import { deskView, sentenceOf } from "../../queue_server/web/static/manage/model.js";
import { isSendable, oneLine, screenPages, withoutEmpty } from "../../queue_server/web/static/manage/notice_model.js";
import { grouped, levelOf, queueRows } from "../../queue_server/web/static/manage/queues_model.js";
import { helpFor, mapOf, shortTime, toggled, windowsView, wrongWith } from "../../queue_server/web/static/manage/windows_model.js";

const NINE = Date.parse("2026-11-23T09:00:00+08:00");
const minutes = (count) => count * 60_000;
const stamp = (ms) => new Date(ms).toISOString();

const page = {
  language: "zh",
  halls: [{ code: "N", name: "北厅" }, { code: "S", name: "南厅" }],
  zones: [{ code: "N1", hall: "N", name: "一区" }, { code: "S1", hall: "S", name: "二区" }],
  windows: {
    1: { hall: "N", zone: "N1", name: "综合", queues: ["life"] },
    2: { hall: "N", zone: "N1", name: "综合", queues: ["life", "permits"] },
    20: { hall: "S", zone: "S1", name: "税", queues: ["tax"] },
  },
  queues: {
    life: { prefix: "A", hall: "N", names: { zh: "综合受理·社会民生", en: "Comprehensive: Livelihood" } },
    permits: { prefix: "B", hall: "N", names: { zh: "证照", en: "Permits" } },
    tax: { prefix: "T", hall: "S", names: { zh: "办税", en: "Tax" } },
  },
  reasons: { rest: "短暂休息" },
};
const say = (key, values = {}) => `${key} ${Object.values(values).join(" ")}`.trim();

const a_queue = (queue, more = {}) => ({
  queue, waiting: 0, oldest_arrived_at: null, open_windows: 1, wait: null, issued: 0, served: 0, target_s: 1200, ...more,
});
const waiting = (queue, since, more = {}) => a_queue(queue, { waiting: 1, oldest_arrived_at: stamp(NINE - minutes(since)), ...more });
const a_window = (window, more = {}) => ({
  window, state: "idle", number: null, since: stamp(NINE - minutes(7)), clerk: "DL001", pause: null, shut: false, queues: null, could: [], ...more,
});
const rowsOf = (...queues) => queueRows(page, { queues }, NINE);
const windowsOf = (...windows) => windowsView(page, { windows }, NINE);

test("a wait is fine, near its target from 80 per cent on, and over behind it", () => {
  assert.deepEqual([null, minutes(15), minutes(16), minutes(20), minutes(20) + 1].map((age) => levelOf(age, 1200)),
    ["fine", "fine", "near", "near", "over"]);
});

test("a row says its minutes, its target and how long its bar is", () => {
  const [row] = rowsOf(waiting("life", 10));
  assert.deepEqual([row.oldest, row.target, row.bar, row.mark, row.name], [10, 20, 0.25, 0.5, "社会民生"]);
});

test("queues behind their target are as long as their wait, and an extreme one is cut and marked", () => {
  const bars = (...ages) => rowsOf(waiting("life", ages[0]), waiting("permits", ages[1]), waiting("tax", ages[2])).map(({ bar, mark, cut }) => [bar, mark, cut]);
  assert.deepEqual(bars(20, 40, 80), [[0.25, 0.25, false], [0.5, 0.25, false], [1, 0.25, false]]);
  assert.deepEqual(bars(20, 50, 300), [[0.2, 0.2, false], [0.5, 0.2, false], [1, 0.2, true]]);
});

test("a queue whose visitors all let others pass is neither late nor unserved", () => {
  const [row] = rowsOf(a_queue("life", { waiting: 1, open_windows: 0 }));
  assert.deepEqual([row.level, row.unserved, row.oldest], ["fine", false, null]);
});

test("people who wait where no window calls are unserved", () => {
  assert.deepEqual(rowsOf(waiting("life", 1, { open_windows: 0 }), a_queue("tax", { open_windows: 0 })).map(({ unserved }) => unserved), [true, false]);
});

test("queues are grouped by hall, or the neediest come first", () => {
  const rows = rowsOf(waiting("life", 5), waiting("tax", 9, { target_s: 300 }), a_queue("permits"));
  assert.deepEqual(grouped(page, rows, "place").map((group) => group.rows.length), [2, 1]);
  assert.deepEqual(grouped(page, rows, "need")[0].rows.map(({ queue }) => queue), ["tax", "life", "permits"]);
});

test("a window says for how long it is as it is, in the room of a tile", () => {
  assert.deepEqual([0, 99, 100, 200, null].map(shortTime), ["0′", "99′", "1h", "3h", ""]);
  assert.deepEqual([windowsOf(a_window(1)).get(1).minutes, windowsOf(a_window(1, { since: null })).get(1).minutes], [7, null]);
});

test("windows stand in their zones and halls", () => {
  const map = mapOf(page, windowsOf(a_window(1), a_window(2), a_window(20)));
  assert.deepEqual(map.map(({ count, zones }) => [count, zones[0].windows.map(({ window }) => window)]), [[2, [1, 2]], [1, [20]]]);
});

test("help for a queue is told apart by what has to be done", () => {
  const windows = windowsOf(a_window(1, { state: "closed", clerk: null }), a_window(2, { state: "closed", shut: true }), a_window(20, { could: ["life"] }));
  const help = helpFor("life", windows);
  const numbers = Object.fromEntries(Object.entries(help).map(([kind, list]) => [kind, list.map(({ window }) => window)]));
  assert.deepEqual(numbers, { calling: [], resting: [], empty: [1], shut: [2], could: [20] });
});

test("a clerk without the skill for a queue neither calls it nor rests from it", () => {
  const beyond = [1, 2].map((window) => ({ window, queues: ["life"] }));
  const windows = windowsView(page, { windows: [a_window(1), a_window(2, { state: "paused" })], beyond }, NINE);
  const { calling, resting } = helpFor("life", windows);
  assert.deepEqual([calling, resting, helpFor("permits", windows).resting.length], [[], [], 1]);
});

test("a ticked queue comes last, so that the home queue stays first", () => {
  assert.deepEqual([toggled(["life"], "tax"), toggled(["life", "tax"], "life")], [["life", "tax"], ["tax"]]);
});

test("a choice that changes nothing or serves nobody is told so", () => {
  const now = ["life"];
  assert.deepEqual([wrongWith([], now, null), wrongWith(["life"], now, null), wrongWith(["tax"], now, ["life"]), wrongWith(["tax"], now, null)],
    ["none", "same", "nobody", null]);
});

test("an alarm is named, has its time and what can help", () => {
  const rows = rowsOf(waiting("life", 25));
  const [alarm] = alarmsOf(rows, windowsOf(a_window(1)), [], { N: "open" });
  assert.deepEqual([alarm.kind, alarm.since, alarm.help.calling.length], ["late", stamp(NINE - minutes(5)), 1]);
});

test("a queue without a window is an alarm while its hall is open only", () => {
  const rows = rowsOf(waiting("life", 1, { open_windows: 0 }));
  assert.deepEqual([alarmsOf(rows, new Map(), [], { N: "open" }).length, alarmsOf(rows, new Map(), [], { N: "lunch" }).length], [1, 0]);
});

test("a queue behind its target is nobody's fault over lunch or while all leave", () => {
  const rows = rowsOf(waiting("life", 25));
  assert.deepEqual(["open", "lunch", "evacuation"].map((state) => alarmsOf(rows, new Map(), [], { N: state }).length), [1, 0, 0]);
});

test("a device in trouble is an alarm, one that has told nothing is not", () => {
  const devices = [{ code: "QK-N1", state: "printer_failed", since: null }, { code: "QK-S1", state: "unknown", since: null }];
  assert.deepEqual(alarmsOf([], new Map(), devices, {}).map(({ key }) => key), ["device:QK-N1"]);
});

test("only new alarms ring, and the first look rings for none", () => {
  const alarms = [{ key: "a" }, { key: "b" }];
  assert.deepEqual([fresh(null, alarms), fresh(new Set(["a"]), alarms)], [[], ["b"]]);
});

test("the sentence says what the figures say", () => {
  const totals = { waiting: 2, open_windows: 3 };
  const open = [{ name: "北厅", state: "open" }];
  const kinds = [
    sentenceOf(say, rowsOf(waiting("life", 5)), open, totals),
    sentenceOf(say, rowsOf(waiting("life", 25)), open, totals),
    sentenceOf(say, rowsOf(waiting("life", 25), waiting("tax", 60)), open, totals),
    sentenceOf(say, [], open, { waiting: 0, open_windows: 3 }),
    sentenceOf(say, [], open, { waiting: 0, open_windows: 0 }),
    sentenceOf(say, [], [{ name: "北厅", state: "evacuation" }], totals),
  ];
  assert.deepEqual(kinds.map((sentence) => sentence.split(" ")[0]),
    ["say.fine", "say.late_one", "say.late_several", "say.quiet", "say.quiet_closed", "say.evacuation"]);
});

test("a queue is found by its letters or by a part of its name", () => {
  const codes = (text) => found(page, text, "N", ["permits"]).map(({ code }) => code);
  assert.deepEqual([codes(""), codes("b"), codes("tax"), codes("民生"), codes("zzz")],
    [["permits", "life", "tax"], ["permits"], ["tax"], ["life"], []]);
});

test("a queue is found by the letters or the first letters of how it is said", () => {
  const queues = { sb: { prefix: "E", hall: "N", names: { zh: "社保参保登记" } }, sw: { prefix: "W", hall: "S", names: { zh: "税务" } } };
  const codes = (text) => found({ queues, spelling: { she: "社", bao: "保", shui: "税", wu: "务" } }, text, "N", []).map(({ code }) => code);
  assert.deepEqual([codes("sb"), codes("shebao"), codes("SW"), codes("bs")], [["sb"], ["sb"], ["sw"], []]);
});

test("a notice is one line in the pages that the screen will show", () => {
  assert.equal(oneLine("一\n 二"), "一 二");
  assert.deepEqual([screenPages("短").length, screenPages("字".repeat(70)).length], [1, 3]);
});

test("a notice can be put up when it says something else than before", () => {
  assert.deepEqual(withoutEmpty({ zh: " 通知 ", en: " " }), { zh: "通知" });
  assert.deepEqual([isSendable({ zh: "" }, null), isSendable({ zh: "a" }, { zh: "a" }), isSendable({ zh: "a" }, { zh: "a", en: "b" })], [false, false, true]);
});

test("nothing is shown as ready before both boards were heard", () => {
  const view = deskView(page, say, { rooms: {}, link: "connecting", nowMs: NINE, freshAtMs: null, order: "place" });
  assert.deepEqual([view.ready, view.sentence, view.alarms], [false, "", []]);
});
