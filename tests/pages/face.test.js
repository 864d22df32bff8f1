import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { heard, unheard } from "#ui/live_model.js";
import { tonguesOf } from "#ui/tongues.js";
import { faceView, isOurs, isShut } from "../../queue_server/web/static/face/model.js";
import { an_envelope } from "./makers.js";

const read = (language, area) => JSON.parse(readFileSync(new URL(`../../ui/words/${language}/${area}.json`, import.meta.url), "utf-8"));
const voices = Object.fromEntries(["zh", "en"].map((language) => [language, { ...read(language, "pages"), ...read(language, "face") }]));
const BOTH = tonguesOf(voices, null);
const [, { say }] = BOTH;
const NOW = Date.parse("2026-09-15T10:01:00+08:00");
const PAGE = {
  window: 9, names: { zh: "综合窗口", en: "Comprehensive" }, centre_names: { zh: "中心", en: "Centre" },
  departments: { gov: { zh: "政务服务中心", en: "Service Centre" } }, queues: [["B", { zh: "证照", en: "Permits" }], ["BB", { zh: "帮办", en: "Assistance" }]],
  pause_reasons: { rest: { zh: "短暂休息", en: "Short break" } }, consult: [1, 2, 3], voices,
};
const ITEMS = { zh: { "LF-1": "换证" }, en: { "LF-1": "Renew a licence" } };
const clerk = { employee_no: "DL009", name: "蔡初晴", department: "gov", photo: null, languages: ["cmn", "csl", "xyz"] };
const face = (board, { link = "live", items = ITEMS, hall = null } = {}) => {
  const whole = { window: 9, clerk, queues: [{ queue: "permits" }, { queue: "assistance" }], current: null, pause: null, shut: false, evacuated: false, ...board };
  return faceView(PAGE, BOTH, { room: heard(unheard("w"), an_envelope(1, [], { board: whole }), NOW).room, link, nowMs: NOW, items, hall });
};
const english = (all) => all.at(-1).text;
const current = (more = {}) => ({ number: "B012", service: "LF-1", state: "serving", steps: [], ...more });

test("a face shows who serves, whom and what, in every language", () => {
  const { clerk: person, ticket } = face({ state: "serving", current: current() });
  assert.deepEqual([person.employee_no, english(person.department), ticket.number], ["DL009", "Service Centre", "B012"]);
  assert.deepEqual(ticket.business.map(({ text }) => text), ["换证", "Renew a licence"]);
});

test("what the clerk speaks is said by name, and an unknown code is left out", () => {
  assert.deepEqual(face({ state: "idle" }).clerk.speaks.map(({ names }) => english(names)), ["Mandarin", "sign language"]);
});

test("a visit without a known item is called by its queue, two letters and offline numbers too", () => {
  const of = (number) => english(face({ state: "serving", current: current({ service: null, number }) }).ticket.business);
  assert.deepEqual([of("B012"), of("BB012"), of("B-K1-07")], ["Permits", "Assistance", "Permits"]);
});

test("until the names of the items are there a visit is called by its queue", () => {
  assert.equal(english(face({ state: "serving", current: current() }, { items: {} }).ticket.business), "Permits");
});

test("a step of several is counted", () => {
  const steps = ["done", "current", "pending"].map((state) => ({ service: "LF-1", state }));
  const { ticket } = face({ state: "called", current: current({ state: "called", steps }) });
  assert.deepEqual([english(ticket.step), ticket.called], ["Step 2 of 3", true]);
});

test("nothing of a visitor is left when the ticket is done", () => {
  const view = face({ state: "idle", current: null });
  assert.deepEqual([view.kind, view.ticket, JSON.stringify(view).includes("B012")], ["idle", null, false]);
});

test("a paused window says why, since when, and that no number is lost", () => {
  const { kind, door } = face({ state: "paused", pause: { reason: "rest", since: "2026-09-15T09:55:00+08:00" } });
  assert.deepEqual([kind, english(door.text)], ["paused", "Reason: Short break, since 09:55"]);
  assert.deepEqual(door.cards.map(({ title }) => english(title)), [say("safe.title"), say("ask.title")]);
});

test("who was being served at a paused window is told to wait, without the number on the screen", () => {
  const view = face({ state: "paused", pause: { reason: "rest", since: null }, current: current() });
  assert.deepEqual([view.door.cards.length, JSON.stringify(view).includes("B012")], [3, false]);
});

test("a window that a manager closed says so for today", () => {
  assert.equal(english(face({ state: "closed", clerk: null, shut: true }).door.text), say("shut_text.alone"));
});

/** The hall's board: how many windows call for each of this window's queues, and how each enquiry window is. */
const hall = (open_windows, states = []) => ({
  state: "open",
  windows: states.map((state, index) => ({ window: index + 1, state, number: null })),
  queues: Object.entries(open_windows).map(([queue, open]) => ({ queue, waiting: 4, open_windows: open, wait: null })),
});
const PAUSED = { state: "paused", pause: { reason: "rest", since: null } };
const cards = (board, of) => Object.fromEntries(face(board, { hall: of }).door.cards.map(({ icon, text }) => [icon, text.map((each) => each.text)]));
const inBoth = (key, figures) => BOTH.map((tongue) => tongue.say(key, figures));

test("a shut door says that others call only where others call", () => {
  const safe = (open_windows) => cards(PAUSED, hall(open_windows)).safe;
  assert.deepEqual(safe({ permits: 2, assistance: 1, cards: 0 }), inBoth("safe.all"));
  assert.deepEqual(safe({ permits: 2, assistance: 0 }), inBoth("safe.some"));
  assert.deepEqual(safe({ permits: 0, assistance: 0, cards: 3 }), inBoth("safe.none"));
});

test("before the hall's board is there a shut door claims nothing of others", () => {
  assert.deepEqual(cards(PAUSED, null), { safe: inBoth("safe.unknown"), ask: inBoth("ask.nobody") });
  assert.deepEqual(cards(PAUSED, hall({ cards: 3 })).safe, inBoth("safe.unknown"));
});

test("only enquiry windows where somebody sits are named, and the guide where nobody does", () => {
  const ask = (states) => cards({ state: "closed", clerk: null }, hall({}, states)).ask;
  assert.deepEqual(ask(["idle", "called", "serving"]), inBoth("ask.text", { windows: "1–3" }));
  assert.deepEqual(ask(["closed", "serving", "paused", "idle"]), inBoth("ask.text_one", { windows: "2" }));
  assert.deepEqual(ask(["closed", "paused", "closed", "idle"]), inBoth("ask.nobody"));
});

test("a closed window sends nobody to the screen while no window calls", () => {
  const text = (board, of) => face({ state: "closed", clerk: null, ...board }, { hall: of }).door.text.map((each) => each.text);
  const [some, none] = [hall({ permits: 1, assistance: 0 }), hall({ permits: 0, assistance: 0 })];
  assert.deepEqual([text({}, some), text({}, none)], [inBoth("closed_text"), inBoth("closed_text.alone")]);
  assert.deepEqual([text({ shut: true }, some), text({ shut: true }, none)], [inBoth("shut_text"), inBoth("shut_text.alone")]);
});

test("enquiry windows that are no neighbours are named one or the other", () => {
  const door = face({ state: "paused" }, { hall: { queues: [], windows: [1, 3].map((window) => ({ window, state: "idle" })) } }).door;
  assert.deepEqual(door.cards.at(-1).text.map(({ text }) => text), ["可以到 1 号或 3 号咨询窗口问一下。", "Ask at enquiry window 1 or 3."]);
});

test("the hall is listened to while the door is shut and no longer", () => {
  assert.deepEqual(["paused", "closed", "idle", "called", "serving"].map((state) => isShut({ state })), [true, true, false, false, false]);
  assert.equal(isShut(undefined), false);
});

test("while the hall is left the face says nothing else", () => {
  const view = face({ state: "serving", current: current(), evacuated: true });
  assert.deepEqual([view.kind, view.ticket, view.door.cards], ["leave", null, []]);
});

test("a face that was asked to speak one language says in all of them that everybody leaves", () => {
  const board = { window: 9, clerk, queues: [], current: null, pause: null, shut: false, state: "idle", evacuated: true };
  const { room } = heard(unheard("w"), an_envelope(1, [], { board }), NOW);
  const view = faceView(PAGE, [BOTH[1]], { room, link: "live", nowMs: NOW, everyTongue: [BOTH[1], BOTH[0]] });
  assert.deepEqual(view.door.title.map(({ language }) => language), ["en", "zh"]);
});

test("only a photo of our own is shown", () => {
  const shown = ["/photos/DL009.jpg", "https://else.where/x.jpg", "//else.where/x", "javascript:x", "/../secret", null].map(isOurs);
  assert.deepEqual(shown, [true, false, false, false, false, false]);
});
