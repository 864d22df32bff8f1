import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { unheard } from "#ui/live_model.js";
import { speaker } from "#ui/words.js";
import * as guide from "../../queue_server/web/static/guide/model.js";

const words = JSON.parse(readFileSync(new URL("../../ui/words/en/guide.json", import.meta.url), "utf-8"));
const say = speaker(words);
const page = {
  language: "en",
  halls: { N: { name: "North Hall" }, S: { name: "South Hall" } },
  zones: { N1: "Livelihood" },
  queues: { life: { prefix: "A", names: { en: "General: Life" } }, cards: { prefix: "K", names: { en: "Cards" } } },
};
const TICKET = {
  public_id: "p", number: "A012", state: "waiting", queue: "life", hall: "N", zone: "N1", windows: [1, 2, 5], window: null,
  service: "LF-1", scenario: null, visitor_class: "ordinary", ahead: 2, wait: { low_s: 300, high_s: 900 },
  issued_at: "2026-09-15T09:41:20+08:00", called_at: null, reprints: 0,
};
const CATALOGUE = {
  queues: [{ code: "life", real_name: false }, { code: "cards", real_name: true }],
  services: [{ code: "LF-1", queue: "life", names: { en: "Grant" } }, { code: "CD-1", queue: "cards", names: { en: "Card" } }],
  scenarios: [{ code: "open", steps: ["LF-1", "CD-1"], names: { en: "Open a shop" } }],
};
const room = (board, hallMs = 0) => ({ ...unheard("r"), board, times: { hallMs, heardAtMs: 0, serverMs: hallMs, speed: 1, offset: "Z" } });
const tile = (queue, waiting, open_windows, wait = null) => ({ queue, waiting, open_windows, wait });
const view = (ticket) => guide.ticketView(page, say, CATALOGUE, { ...TICKET, ...ticket });

test("a number is understood as somebody says it", () => {
  assert.deepEqual(["b12", " B 012", "ps7", "Ｂ１２", "b1012", "a-k1-07"].map(guide.numberFrom), ["B012", "B012", "PS007", "B012", "B1012", "A-K1-07"]);
});

test("only what can be done with a ticket is offered, the most likely first", () => {
  const offered = Object.fromEntries(["waiting", "called", "serving", "held", "missed", "done", "cancelled", "expired"].map((state) => [state, guide.actionsOf({ state })]));
  assert.deepEqual(offered, {
    waiting: ["reprint", "class", "cancel"],
    called: ["reprint", "cancel"],
    serving: ["reprint"],
    held: ["requeue", "reprint", "cancel"],
    missed: ["revive", "reprint", "cancel"],
    done: [],
    cancelled: [],
    expired: [],
  });
  assert.deepEqual(guide.actionsOf({ state: "expired", may_return: true }), ["again"]);
  assert.deepEqual(["elderly", "returning", "appointment"].map((visitor_class) => guide.classAgain({ visitor_class })), ["elderly", "ordinary", "ordinary"]);
});

test("a ticket tells its place, its business and how long", () => {
  const { business, place, windows, line, visitorClass, copies } = view({});
  assert.deepEqual([business, place, windows], ["Grant", "North Hall Livelihood", "Windows 1–2, 5"]);
  assert.equal(line, "2 before them, about 5–15 min");
  assert.deepEqual([visitorClass, copies], [null, null]);
});

test("a number of another day says so", () => {
  const issued = (today) => guide.ticketView(page, say, CATALOGUE, TICKET, today).issued;
  assert.deepEqual([null, "2026-09-15", "2026-09-16"].map(issued), ["issued 09:41", "issued 09:41", "issued 2026-09-15 09:41, not today"]);
});

test("a called ticket tells the window, in every state there is a sentence", () => {
  assert.match(view({ state: "called", window: 7, called_at: "2026-09-15T10:00:45+08:00" }).line, /window 7 at 10:00/);
  for (const state of ["held", "missed", "done", "cancelled", "expired"]) assert.ok(view({ state }).line);
});

test("a wait that nobody knows is said in words, with its reason", () => {
  assert.equal(guide.waitText(say, null, 0), words["wait.no_window"]);
  assert.equal(guide.waitText(say, null, 2), words["wait.unknown"]);
  assert.equal(guide.waitText(say, { low_s: 0, high_s: 200 }), "within 4 min");
});

test("who lets others pass is shown with until when", () => {
  assert.match(view({ away_until: "2026-09-15T10:10:00+08:00" }).line, /can be called from 10:10/);
});

test("people whom nobody serves come first, then the longest line", () => {
  const board = { state: "open", windows: [{ state: "idle" }, { state: "paused" }, { state: "closed" }], queues: [tile("life", 1, 0), tile("cards", 9, 2)] };
  const [north] = guide.hallsView(page, say, { "hall:N": room(board) }, 0);
  assert.deepEqual(north.rows.map(({ queue, unserved }) => [queue, unserved]), [["life", true], ["cards", false]]);
  assert.deepEqual([north.waiting, north.open, north.rows[0].name], [10, 1, "Life"]);
});

test("the oldest is told where the staff's board is heard, and late where it passes the target", () => {
  const at = Date.parse("2026-09-15T10:00:00Z");
  const board = { state: "open", windows: [], queues: [tile("life", 3, 1)] };
  const desk = { queues: [{ queue: "life", oldest_arrived_at: "2026-09-15T09:30:00Z", target_s: 1200 }] };
  const rowIn = (rooms) => guide.hallsView(page, say, rooms, 0)[0].rows[0];
  assert.deepEqual(rowIn({ "hall:N": room(board, at), desk: room(desk) }).oldest, "30 min");
  assert.equal(rowIn({ "hall:N": room(board, at), desk: room(desk) }).late, true);
  assert.equal(rowIn({ "hall:N": room(board, at) }).oldest, null);
});

test("a hall that has not been heard of says nothing about itself", () => {
  assert.deepEqual(guide.hallsView(page, say, {}, 0).map(({ state, rows }) => [state, rows.length]), [[null, 0], [null, 0]]);
});

test("halls that are being left are named", () => {
  assert.deepEqual(guide.evacuatedHalls(page, { "hall:S": room({ state: "evacuation" }) }), ["S"]);
});

test("paper comes out only where a kiosk answers and has a printer; those stand first", () => {
  const kiosk = (code, state, heard_s_ago) => ({ code, hall: "N", state, heard_s_ago });
  const kiosks = [kiosk("K1", "ok", null), kiosk("K2", "no_printer", 1), kiosk("K3", "printer_failed", 1), kiosk("K4", "ok", 3)];
  const choices = guide.kioskChoices(page, say, kiosks);
  assert.deepEqual(choices.map(({ code, usable }) => [code, usable]), [["K3", true], ["K4", true], ["K1", false], ["K2", false]]);
  assert.deepEqual(choices.map(({ trouble }) => trouble), [words["kiosk.failed"], null, words["kiosk.silent"], words["kiosk.no_printer"]]);
});

test("kiosks that cannot print are told by their reason", () => {
  const kiosks = [["K1", "not connected"], ["K2", "no printer"], ["K3", "not connected"]].map(([code, trouble]) => ({ code, trouble }));
  assert.deepEqual(guide.troubles(say, kiosks), ["K1, K3 not connected", "K2 no printer"]);
});

test("what became of a paper is said as it is", () => {
  const paper = (state, copy_no = 1) => guide.paperText(say, { kiosk: "K1", state, copy_no });
  assert.deepEqual(paper("ordered"), { text: "Sent to K1, not printing yet (reprint, copy no. 2)", pending: true, bad: false });
  assert.deepEqual(paper("printing"), { text: "Printing at K1 (reprint, copy no. 2)", pending: true, bad: false });
  assert.deepEqual([paper("printed", 0).text, paper("printed").bad], ["Out at K1", false]);
  assert.ok(["unsure", "failed", "too_late"].every((state) => paper(state).bad));
});

test("who was called and is not at the window yet is told by hall", () => {
  const windows = [{ window: 3, state: "called", number: "A001" }, { window: 4, state: "serving", number: "A002" }, { window: 5, state: "idle", number: null }];
  const [hall, other] = guide.calledNow({ halls: { N: { name: "North" }, S: { name: "South" } } }, { "hall:N": { board: { windows } } });
  assert.deepEqual([hall.name, hall.rows], ["North", [windows[0]]]);
  assert.deepEqual(other.rows, []);
});

test("an identity card is asked for where any step needs it", () => {
  const [life, card] = CATALOGUE.services;
  const needs = (kind, row) => guide.needsIdNumber(CATALOGUE, { kind, row });
  assert.deepEqual([needs("service", life), needs("service", card), needs("scenario", CATALOGUE.scenarios[0]), needs("queue", CATALOGUE.queues[0])], [false, true, true, false]);
});

test("somebody whose turn did not come is asked for the same thing, or for its queue where that has left", () => {
  const again = (ticket) => guide.wantedAgain(page, CATALOGUE, { service: null, scenario: null, queue: "life", ...ticket });
  assert.deepEqual(again({ service: "LF-1" }), { kind: "service", row: CATALOGUE.services[0] });
  assert.deepEqual(again({ scenario: "open", service: "LF-1" }), { kind: "scenario", row: CATALOGUE.scenarios[0] });
  assert.deepEqual(again({ service: "gone" }), { kind: "queue", row: CATALOGUE.queues[0] });
  assert.deepEqual(again({ queue: "gone" }), { kind: "queue", row: { code: "gone", names: {} } });
});

test("a scenario waits where its first step is done", () => {
  assert.equal(guide.firstQueue(CATALOGUE, { kind: "scenario", row: CATALOGUE.scenarios[0] }), "life");
  assert.equal(guide.firstQueue(CATALOGUE, { kind: "queue", row: CATALOGUE.queues[1] }), "cards");
});

test("a refusal is said in the server's words", () => {
  assert.equal(guide.refusalText(say, { body: { error: { message: "No." } } }), "No.");
  assert.equal(guide.refusalText(say, null), words.refused);
});
