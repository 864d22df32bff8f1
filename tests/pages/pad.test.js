import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { heard, unheard } from "#ui/live_model.js";
import { speaker } from "#ui/words.js";
import { KEYS, commandFor, padView, spanText } from "../../queue_server/web/static/pad/model.js";
import { an_envelope } from "./makers.js";

const words = (area) => JSON.parse(readFileSync(new URL(`../../ui/words/en/${area}.json`, import.meta.url), "utf-8"));
const say = speaker({ ...words("pages"), ...words("pad") });
const NOW = Date.parse("2026-09-15T10:01:00+08:00");
const PAGE = {
  language: "en", windows: { 9: { name: "Comprehensive", hall: "North Hall" } }, services: { "LF-1": "Renew a licence" },
  queues: { life: { prefix: "A", names: { en: "Livelihood" } } },
};
const current = (more = {}) => ({
  public_id: "id-1", number: "A015", service: "LF-1", state: "called", since: "2026-09-15T10:00:18+08:00", steps: [],
  visitor_class: "elderly", note: "", ...more,
});
const board = (more = {}) => ({
  window: 9, state: "called", clerk: null, current: current(), next_up: ["A016"], held: [],
  queues: [{ queue: "life", waiting: 2, oldest_arrived_at: "2026-09-15T09:44:00+08:00" }],
  can: ["next", "recall", "start", "missed", "finish", "hold", "transfer", "pause"], ...more,
});
const view = (more, busy = false) => {
  const room = heard(unheard("w"), an_envelope(1, [], { board: board(more) }), NOW).room;
  return padView(PAGE, say, { room, window: 9, link: "live", busy, nowMs: NOW });
};
const lit = (pad) => pad.keys.filter((key) => key.lit).map((key) => key.key);

test("the keys that are lit are those that the server allows", () => {
  assert.deepEqual(lit(view()), ["recall", "start", "missed", "hold", "transfer", "finish"]);
  assert.deepEqual(lit(view({ can: ["next", "finish", "hold"] })), ["hold", "finish"]);
});

test("while a command is under way no key is lit", () => {
  const pad = view({}, true);
  assert.deepEqual([lit(pad), pad.next.lit], [[], false]);
});

test("the key for the next step stands there only when there is a step", () => {
  assert.equal(view().keys.length, KEYS.length - 1);
  assert.equal(view({ can: ["next-step"] }).keys.length, KEYS.length);
});

test("the big key says beforehand whom it ends and whom it calls", () => {
  const { next } = view();
  assert.deepEqual([next.ends, next.coming, next.text], ["finishes A015", "A016", null]);
});

test("with nobody waiting the big key says so", () => {
  assert.equal(view({ next_up: [] }).next.text, say("next.nobody"));
  assert.equal(view({ can: ["unpause"] }).next.text, say("next.blocked"));
});

test("the current ticket tells its business, its class and how long it has taken", () => {
  const ticket = view().current;
  assert.deepEqual([ticket.business, ticket.special, ticket.since], ["Renew a licence", "Elderly", "Called 0:42 ago, at 10:00"]);
});

test("how long the oldest has waited is counted in hall time", () => {
  assert.deepEqual(view().lines.map((line) => [line.prefix, line.waiting, line.oldest]), [["A", 2, "oldest 17 min"]]);
});

test("every command carries what the clerk sees as current", () => {
  assert.deepEqual(commandFor("hold", 9, "id-1", { note: "ID card" }), {
    method: "POST", path: "/windows/9/hold", body: { expect: "id-1", note: "ID card" },
  });
});

test("a held ticket can be resumed only when the server says so", () => {
  const held = [{ public_id: "id-2", number: "A009", note: "" }];
  assert.deepEqual([view({ held }).held[0].lit, view({ held, can: ["resume"] }).held[0].lit], [false, true]);
});

test("a span of time is read like a clock", () => {
  assert.deepEqual([spanText(0), spanText(1_086_000), spanText(3_723_000)], ["0:00", "18:06", "1:02:03"]);
});
