import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { heard, unheard } from "#ui/live_model.js";
import { speaker } from "#ui/words.js";
import { newsOf, toldBy } from "../../queue_server/web/static/pad/answers.js";
import { KEYS, commandFor, itemsOf, padView, spanText } from "../../queue_server/web/static/pad/model.js";
import { an_envelope } from "./makers.js";

const words = (area) => JSON.parse(readFileSync(new URL(`../../ui/words/en/${area}.json`, import.meta.url), "utf-8"));
const say = speaker({ ...words("pages"), ...words("pad") });
const NOW = Date.parse("2026-09-15T10:01:00+08:00");
const PAGE = {
  language: "en", windows: { 9: { name: "Comprehensive", hall: "North Hall", hall_code: "N" } }, services: { "LF-1": "Renew a licence" },
  scenarios: { open: "Open a restaurant" }, queues: { life: { prefix: "A", names: { en: "Livelihood" } } },
  reasons: [{ code: "rest", name: "Short break" }], missed: { recalls: 2 },
};
const current = (more = {}) => ({
  public_id: "id-1", number: "A015", service: "LF-1", scenario: null, queue: "life", state: "called", recalls: 0, steps: [],
  since: "2026-09-15T10:00:18+08:00", arrived_at: "2026-09-15T09:51:00+08:00", called_at: "2026-09-15T10:00:18+08:00",
  visitor_class: "elderly", note: "", ...more,
});
const board = (more = {}) => ({
  window: 9, state: "called", clerk: null, current: current(), next_up: ["A016"], held: [], coming: [], undo: null, pause: null,
  shut: false, evacuated: false, queues: [{ queue: "life", waiting: 2, oldest_arrived_at: "2026-09-15T09:44:00+08:00" }],
  can: ["next", "recall", "start", "missed", "finish", "hold", "transfer", "pause"], ...more,
});
const view = (more, { busy = false, ...rest } = {}) => {
  const room = heard(unheard("w"), an_envelope(1, [], { board: board(more) }), NOW).room;
  return padView(PAGE, say, { room, window: 9, link: "live", busy, nowMs: NOW, ...rest });
};
const lit = (pad) => pad.keys.filter((key) => key.lit).map((key) => key.key);
const step = (state) => ({ service: "LF-1", queue: "life", hall: "N", state });

test("the keys that are lit are those that the server allows", () => {
  assert.deepEqual(lit(view()), ["recall", "start", "missed", "hold", "transfer", "finish"]);
  assert.deepEqual(lit(view({ can: ["next", "finish", "hold"] })), ["hold", "finish"]);
});

test("while a command is under way no key is lit", () => {
  const pad = view({}, { busy: true });
  assert.deepEqual([lit(pad), pad.big.lit, pad.noShow], [[], false, false]);
});

test("the key for the next step stands there only when there is a step", () => {
  assert.equal(view().keys.length, KEYS.length - 1);
  assert.equal(view({ can: ["next-step"] }).keys.length, KEYS.length);
});

test("the big key says beforehand whom it ends and whom it calls", () => {
  const { big } = view();
  assert.deepEqual([big.acts, big.ends, big.coming, big.text], [["next"], "finishes A015", "A016", null]);
});

test("with nobody waiting the big key says so", () => {
  assert.equal(view({ next_up: [] }).big.text, say("next.nobody"));
});

test("with steps to come the big key sends the ticket on instead of dropping them", () => {
  const steps = [step("done"), step("current"), step("pending")];
  const { big } = view({ current: current({ steps }), can: ["next", "finish", "next-step"] });
  assert.deepEqual([big.acts, big.ends], [["next-step", "next"], "A015 goes to its next step"]);
});

test("the last step is finished as any ticket is", () => {
  const steps = [step("done"), step("current")];
  assert.deepEqual(view({ current: current({ steps }), can: ["next", "finish", "next-step"] }).big.acts, ["next"]);
});

test("where nobody may be called the big key ends the ticket, and after a pause it goes on", () => {
  assert.deepEqual(view({ can: ["finish", "hold"] }).big.acts, ["finish"]);
  const paused = view({ current: null, state: "paused", can: ["unpause", "sign-out"] });
  assert.deepEqual([paused.big.acts, paused.big.verb], [["unpause"], "End pause"]);
});

test("with nothing to be done the big key is dark and says why", () => {
  const { big } = view({ current: null, shut: true, can: ["sign-out"] });
  assert.deepEqual([big.lit, big.text], [false, "no calls now"]);
});

test("the current ticket tells its business, its class and how long it has taken", () => {
  const ticket = view().current;
  assert.deepEqual([ticket.business, ticket.special, ticket.span], ["Renew a licence", "Elderly", "0:42"]);
  assert.equal(ticket.about, "waited 9 min, called at 10:00");
});

test("recalls are counted, and when there were enough the missed key is due", () => {
  const ticket = view({ current: current({ recalls: 2 }) }).current;
  assert.deepEqual([ticket.about.endsWith("recalled: 2"), ticket.missable, view().current.missable], [true, true, false]);
});

test("a scenario is known by its own name", () => {
  assert.equal(view({ current: current({ scenario: "open" }) }).current.business, "Open a restaurant");
});

test("until the names of the items are there a ticket and its steps are known by their queue", () => {
  const room = heard(unheard("w"), an_envelope(1, [], { board: board({ current: current({ steps: [step("current")] }) }) }), NOW).room;
  const { current: ticket } = padView({ ...PAGE, services: {} }, say, { room, window: 9, link: "live", busy: false, nowMs: NOW });
  assert.deepEqual([ticket.business, ticket.steps[0].name], ["Livelihood", "Livelihood"]);
});

test("the names that a board needs are those of its tickets and steps", () => {
  const coming = [{ service: "PM-2" }, { service: null }];
  assert.deepEqual(itemsOf(board({ current: current({ steps: [step("current")] }), coming })), ["LF-1", "PM-2", null, "LF-1"]);
});

test("before its room is heard the desk shows what the sign-in was answered, and says that it connects", () => {
  const told = { seq: -1, board: board() };
  const pad = (begunMs) => view({}, { room: undefined, told, link: "stale", begunMs });
  assert.deepEqual([pad(NOW - 1000).line, pad(NOW - 1000).current.number], ["connecting", "A015"]);
  assert.deepEqual([pad(NOW - 60_000).line, view().line, view({}, { link: "stale" }).line], ["unreached", "live", "cut"]);
});

test("a window without a name in the page's language is known by its zone", () => {
  const page = { ...PAGE, windows: { 9: { name: "", zone: "Comprehensive Windows" } } };
  assert.equal(padView(page, say, { room: undefined, window: 9, link: "live", busy: false, nowMs: NOW }).name, "Comprehensive Windows");
});

test("how long the oldest has waited is counted in hall time", () => {
  assert.deepEqual(view().lines.map((line) => [line.prefix, line.waiting, line.oldest]), [["A", 2, "17 min"]]);
});

test("those who come next are told with their class and how long they have waited", () => {
  const coming = [{ number: "A016", queue: "life", visitor_class: "disabled", arrived_at: "2026-09-15T09:50:00+08:00" }];
  assert.deepEqual(view({ coming }).coming, [{ number: "A016", special: "Disabled", queue: "Livelihood", waited: "11 min" }]);
});

test("the reasons of a list count only while its first is the one that comes", () => {
  const first = { number: "A016", service: "LF-1", scenario: null, queue: "life", visitor_class: "ordinary", arrived_at: "2026-09-15T09:50:00+08:00", note: "" };
  const list = (number) => ({ first: number, waiting: [{ ...first, number }], sentences: ["because"] });
  assert.deepEqual(view({}, { list: list("A016") }).why.sentences, ["because"]);
  assert.deepEqual(view({}, { list: list("A099") }).why.sentences, []);
});

test("undo shows the real seconds that are left, and goes when they are over", () => {
  const can = ["next", "undo"];
  const undo = (until) => view({ can, undo: { verb: "finish", until } }).undo;
  assert.equal(undo("2026-09-15T10:01:12+08:00").seconds, 12);
  assert.equal(undo("2026-09-15T10:01:00+08:00"), null);
});

test("an answer counts until the board has come that tells it too", () => {
  const told = (seq) => ({ seq, board: board({ current: current({ number: "A016" }) }) });
  assert.deepEqual([view({}, { told: told(1) }).current.number, view({}, { told: told(0) }).current.number], ["A016", "A015"]);
});

const done = (number) => ({ done: true, status: 200, body: board({ current: current({ number }) }) });
const wrong = (number) => ({ done: false, status: 409, body: { error: { message: "It has changed.", board: board({ current: current({ number }) }) } } });

test("an answer that was remembered, or came late, does not cover what was heard while the key was under way", () => {
  for (const answer of [done("A001"), wrong("A001")]) {
    const told = toldBy(answer, 100);
    const room = heard(unheard("w"), an_envelope(150, [], { board: board() }), NOW).room;
    assert.equal(view({}, { room, told }).current.number, "A015");
  }
});

test("an answer that is there before the socket is shown at once", () => {
  const room = heard(unheard("w"), an_envelope(100, [], { board: board() }), NOW).room;
  assert.equal(view({}, { room, told: toldBy(done("A016"), 100) }).current.number, "A016");
});

test("after a reload an answer counts only until the window is heard", () => {
  const told = toldBy(done("A001"), -1);
  assert.deepEqual([view({}, { room: undefined, told }).current.number, view({}, { told }).current.number], ["A001", "A015"]);
});

test("an answer without a board tells none", () => {
  assert.equal(toldBy({ done: false, status: 500, body: null }, 100), null);
});

test("what was done is told with its number, and without one it is left to the board", () => {
  assert.equal(newsOf(say, done("A016"), { act: "finish", number: "A015" }).text, "A015 is finished");
  assert.deepEqual([newsOf(say, done("A016"), { act: "finish" }), newsOf(say, done("A016"), { act: "recall", number: "A015" })], [null, null]);
});

test("a refusal is told in the server's words; without any nothing is said of the window", () => {
  assert.equal(newsOf(say, wrong("A001"), { act: "finish" }).text, "It has changed.");
  assert.match(newsOf(say, { done: false, status: 500, body: null }, { act: "finish" }).text, /not known whether this was done/);
});

const standing = (more) => view({ current: null, ...more }).standing.kind;

test("why nobody is at the window is said for each reason", () => {
  assert.deepEqual(
    [standing({ next_up: [], queues: [] }), standing({}), standing({ evacuated: true, state: "paused" }), standing({ shut: true }), standing({ state: "paused" })],
    ["nobody", "somebody", "evacuated", "shut", "paused"],
  );
});

test("while the hall is left the large key presses nothing, and nobody is started, missed or sent on", () => {
  const pad = view({ evacuated: true, state: "paused", can: ["start", "missed", "transfer", "hold", "finish", "unpause"] });
  assert.deepEqual([pad.big.key, pad.big.acts, pad.big.lit, pad.big.text], ["leave", [], false, say("next.leave_text")]);
  assert.deepEqual(lit(pad), ["hold", "finish"]);
});

test("a pause tells its reason and since when", () => {
  const { text } = view({ current: null, state: "paused", pause: { reason: "rest", since: "2026-09-15T09:58:00+08:00" } }).standing;
  assert.equal(text, "Short break, since 09:58, 3:00 so far. Everybody keeps their place.");
});

test("people who wait but cannot be called are not promised, nor is guessed where they are", () => {
  assert.equal(view({ current: null, next_up: [] }).standing.text, "2 waiting; this window can call none of them now.");
});

test("every command carries what the clerk sees as current", () => {
  assert.deepEqual(commandFor("hold", 9, "id-1", { note: "ID card" }), {
    method: "POST", path: "/windows/9/hold", body: { expect: "id-1", note: "ID card" },
  });
});

test("a held ticket can be resumed only when the server says so", () => {
  const held = [{ public_id: "id-2", number: "A009", queue: "life", since: "2026-09-15T09:58:00+08:00", note: "" }];
  assert.deepEqual([view({ held }).held[0].lit, view({ held, can: ["resume"] }).held[0].lit], [false, true]);
});

test("a page that has not heard the hall's clock yet counts no time", () => {
  const told = { board: board() };
  const at = padView(PAGE, say, { room: null, told, window: 9, link: "connecting", busy: false, nowMs: NOW, begunMs: NOW });
  assert.deepEqual([at.current.number, at.current.span], ["A015", ""]);
});

test("a span of time is read like a clock", () => {
  assert.deepEqual([spanText(0), spanText(1_086_000), spanText(3_723_000)], ["0:00", "18:06", "1:02:03"]);
});
