// The devices' page as plain values: the worst first, parts under their device, honest orders.

import assert from "node:assert/strict";
import { test } from "node:test";
import { devicesView, orderView } from "../../queue_server/web/static/manage/devices/model.js";
import { alarmsOf } from "../../queue_server/web/static/manage/alarms_model.js";
import { speaking } from "../../queue_server/web/static/staff/devices_model.js";

const NINE = Date.parse("2026-11-23T09:00:00+08:00");
const SINCE = "2026-11-23T08:15:00+08:00";
const page = { language: "en", halls: [{ code: "N", name: "North" }, { code: "S", name: "South" }], machines: { "ZZ-1": "Machine one" } };
const say = (key, values) => (values?.time ? `${key} ${values.time}` : key);

const kiosk = (code, state, more = {}) => ({ code, kind: "kiosk", state, since: SINCE, detail: "", hall: "N", enrolled: true, ...more });
const printer = (of, state) => ({ code: "printer", kind: "printer", state, since: SINCE, detail: "", hall: "N", part_of: of });

function viewOf(devices) {
  const times = { heardAtMs: 0, serverMs: NINE, hallMs: NINE, offset: "+08:00", speed: 1 };
  return devicesView(page, say, { room: { board: { devices }, times }, link: "live", nowMs: 0, freshAtMs: 0 });
}

test("the worst hall, kind and device come first", () => {
  const { halls } = viewOf([kiosk("K1", "ok"), kiosk("K2", "silent", { hall: "S" }), kiosk("K3", "paper_out", { hall: "S" })]);
  assert.deepEqual(halls.map(({ code }) => code), ["S", "N"]);
  assert.deepEqual(halls[0].kinds[0].rows.map(({ code }) => code), ["K3", "K2"]);
});

test("a device whose part is broken needs somebody", () => {
  const { halls, counts } = viewOf([kiosk("K1", "ok"), printer("K1", "cutter_error")]);
  const [row] = halls[0].kinds[0].rows;
  assert.deepEqual([row.level, row.worst, row.parts.map(({ state }) => state)], ["mixed", "bad", ["device.cutter_error"]]);
  assert.deepEqual(counts.map(({ count }) => count), [1, 0, 0, 0, 0]);
});

test("those of which nothing is known stand in one line, PADs by their windows", () => {
  const pads = [1, 2, 3, 7].map((n) => ({ code: `PAD-${n}`, kind: "pad", state: "off", since: null, detail: "", hall: "N" }));
  const { halls } = viewOf([...pads, kiosk("K1", "unknown")]);
  assert.deepEqual(halls[0].kinds.flatMap(({ folded }) => folded.map(({ level, text }) => `${level} ${text}`)).sort(), ["never K1", "off 1–3, 7"]);
});

test("a machine always has its row, for somebody may say how it is", () => {
  const { halls } = viewOf([{ code: "ZZ-1", kind: "machine", state: "unknown", since: null, detail: "", hall: "N" }]);
  assert.deepEqual(halls[0].kinds[0].rows.map(({ name, level }) => [name, level]), [["Machine one", "never"]]);
});

test("the last trouble is told once it is over", () => {
  const error = { state: "paper_out", detail: "", at: SINCE };
  const { halls } = viewOf([kiosk("K1", "ok", { last_error: error }), kiosk("K2", "paper_out", { last_error: error })]);
  assert.deepEqual(halls[0].kinds[0].rows.map((row) => row.error?.at ?? null), [null, "08:15"]);
});

const order = (state, until, more = {}) => ({ order: "o", kind: "restart", state, detail: "", asked_at: SINCE, changed_at: null, until, ...more });

test("an order says how far it is, and that it was not taken", () => {
  const later = new Date(NINE + 1000).toISOString();
  const before = new Date(NINE - 1000).toISOString();
  const states = [order("asked", later), order("asked", before), order("begun", later), order("begun", before), order("done", before)].map((each) => orderView(say, each, NINE).state);
  assert.deepEqual(states, ["asked", "not_taken", "begun", "lost", "done"]);
});

test("the desk names a part in trouble once, with its device", () => {
  const rows = [kiosk("K1", "paper_out"), printer("K1", "paper_out"), kiosk("K2", "ok"), printer("K2", "paper_out")];
  assert.deepEqual(alarmsOf([], new Map(), rows, {}).map(({ key }) => key), ["device:K1", "device:K2/printer"]);
});

test("the desk's strip names only those that speak", () => {
  assert.deepEqual(speaking([kiosk("K1", "ok"), printer("K1", "ok"), kiosk("K2", "unknown")]).map(({ code }) => code), ["K1"]);
});
