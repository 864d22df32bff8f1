// A clerk's quiet call for help: what the PAD says, what it sends, and what guides and managers see.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { signal } from "@preact/signals";
import { SIREN_S, sirenTones } from "#ui/chime_model.js";
import { helpLine } from "../../queue_server/web/static/pad/help_model.js";
import { helping } from "../../queue_server/web/static/pad/helping.js";
import { actionOf } from "../../queue_server/web/static/pad/shortcuts.js";
import { helpRows, unseen } from "../../queue_server/web/static/staff/help_model.js";

const said = (key, values = {}) => [key, ...Object.values(values)].join(" ");
const RAISED = { id: "help-1", since: "2026-11-23T09:04:20+08:00", seen_by: null, seen_at: null };
const SEEN = { ...RAISED, seen_by: "guide", seen_at: "2026-11-23T09:05:00+08:00" };
const board = JSON.parse(readFileSync(new URL("../wire/alarms.json", import.meta.url))).board;

test("without an alarm nothing is said", () => {
  assert.equal(helpLine(said, { alarm: null }), null);
});

test("an alarm that nobody has answered says so, and can be ended", () => {
  assert.deepEqual(helpLine(said, { alarm: RAISED }), { kind: "raised", text: "alarm.raised 09:04", ends: true });
});

test("who comes is named", () => {
  assert.equal(helpLine(said, { alarm: SEEN }).text, "alarm.seen guide 09:05");
});

test("what has not gone out is never shown as sent", () => {
  assert.equal(helpLine(said, { alarm: null, sending: "again" }).text, "alarm.again.raise");
  assert.equal(helpLine(said, { alarm: RAISED, sending: "again", wants: "end" }).text, "alarm.again.end");
});

test("a call for help that was lost stays on the desk until there is another", () => {
  assert.equal(helpLine(said, { alarm: null, lost: true }).kind, "unsent");
});

test("a press that was too short says what to do", () => {
  assert.equal(helpLine(said, { alarm: null, phase: "short" }).text, "alarm.key.short");
});

const A = { key: "a", code: "KeyA", repeat: false, ctrlKey: false, altKey: false, metaKey: false, isComposing: false };

test("the letter asks for help, and never from within a text field or by being held down", () => {
  assert.equal(actionOf(A, { typing: false, free: true, letters: true }), "alarm");
  assert.equal(actionOf(A, { typing: true, free: false, letters: true }), null);
  assert.equal(actionOf({ ...A, repeat: true }, { typing: false, free: true, letters: true }), "repeat");
});

/** A PAD at window 6 whose server gives these answers one after the other; "lost" is none. */
function a_pad(...answers) {
  const kept = new Map();
  const tab = { getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v), removeItem: (k) => kept.delete(k) };
  const asked = [];
  const ask = async (address, { headers }) => {
    asked.push({ address, key: headers["Idempotency-Key"], token: headers.Authorization });
    const next = answers.shift();
    if (next === "lost") throw new TypeError("network");
    return { status: next, ok: next < 400, text: async () => JSON.stringify({ alarm: RAISED }) };
  };
  const signals = { session: signal({ token: "t", window: 6 }), told: signal(null), room: signal({ seq: 5 }), lost: signal(false) };
  const pad = () => helping({ page: { api: "/api", language: "zh" }, ...signals, tab, keptAs: "alarm", ask });
  return { pad, asked, kept, ...signals };
}

test("help is asked for at the own window, and the answer is the board", async () => {
  const { pad, asked, told } = a_pad(200);
  await pad().raise();
  assert.equal(asked[0].address, "/api/windows/6/alarm");
  assert.deepEqual(told.value, { seq: 5, board: { alarm: RAISED } });
});

test("a call for help that gets no answer is sent again under the same key until one comes", async () => {
  const { pad, asked, lost } = a_pad("lost", 503, 200);
  await pad().raise();
  assert.equal(asked.length, 3);
  assert.equal(new Set(asked.map(({ key }) => key)).size, 1);
  assert.equal(lost.value, false);
});

test("a server that refuses it leaves no doubt that nobody was told", async () => {
  const { pad, lost } = a_pad(401);
  await pad().raise();
  assert.equal(lost.value, true);
});

test("a page that is read again goes on asking for help", async () => {
  const { pad, asked, kept } = a_pad(200);
  kept.set("alarm", JSON.stringify({ method: "POST", path: "/windows/6/alarm", body: {}, key: "old", patient: true, about: "raise" }));
  await pad().settle();
  assert.deepEqual([asked[0].key, asked[0].token, kept.size], ["old", "Bearer t", 0]);
});

const PAGES = {
  manage: { halls: [{ code: "N", name: "北厅" }], zones: [{ code: "N2", name: "二区" }] },
  guide: { halls: { N: { name: "北厅" } }, zones: { N2: "二区" } },
};

for (const [name, page] of Object.entries(PAGES)) {
  test(`the page ${name} tells window, place, who asks and who comes`, () => {
    const [row] = helpRows(said, page, board);
    assert.equal(row.window, "staff.alarm.at 6");
    assert.equal(row.place, "北厅 · 二区");
    assert.match(row.asks, /李秋分 DL006 09:04/);
    assert.match(row.seen, /guide/);
  });
}

test("only what nobody has seen goes on sounding", () => {
  assert.equal(unseen(board), 0);
  assert.equal(unseen({ alarms: [RAISED, SEEN] }), 1);
  assert.equal(unseen(undefined), 0);
});

test("the alarm is no call: other pitches, and loud to its end", () => {
  const all = sirenTones();
  assert.ok(all.every(({ gain }) => gain > 0));
  assert.equal(Math.max(...all.map(({ endS }) => endS)), SIREN_S);
});
