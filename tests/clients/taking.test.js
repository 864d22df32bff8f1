import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { speaker } from "#ui/words.js";
import { isSilent } from "../../kiosk_client/page/agent.js";
import { blockedView, deskOf } from "../../kiosk_client/page/blocked_model.js";
import { isOpen } from "../../kiosk_client/page/machine_model.js";
import { itemView, keysOf, wish } from "../../kiosk_client/page/item_model.js";
import { spokenItem, spokenResult, spelt } from "../../kiosk_client/page/spoken.js";
import { handAt, homeIn, quietEnds } from "../../kiosk_client/page/home_in.js";
import { sentenceOf } from "../../kiosk_client/page/refusal_model.js";
import { paperView, resultView } from "../../kiosk_client/page/result_model.js";

const words = (area) => JSON.parse(readFileSync(new URL(`../../ui/words/en/${area}.json`, import.meta.url), "utf-8"));
const say = speaker({ ...words("kiosk"), ...words("taking") });
const by = (rows, key = "code") => Object.fromEntries(rows.map((row) => [row[key], row]));
const named = (code, en, more) => ({ code, names: { zh: code, en }, ...more });
const service = (code, en, queue, more = {}) => named(code, en, {
  department: "food", queue, avg_service_s: 600, materials: [], online: false, immediate: false, cross_town: false, ...more,
});

const SHELF = {
  tickets_at_once: 2,
  walking_other_hall_s: 300,
  hall: by([named("N", "North Hall", { lunch: ["12:00", "14:00"] }), named("S", "South Hall", { lunch: null })]),
  zone: by([named("N1", "Enquiries"), named("S1", "Permits")]),
  department: by([named("food", "Food Bureau", { hall: "N" })]),
  queue: by([named("food", "Food", { hall: "N", windows: [1, 2, 3], real_name: false }), named("passports", "Passports", { hall: "S", windows: [4], real_name: true })]),
  service: by([
    service("F1", "Food licence: new", "food", { materials: ["营业执照", "身份证"], online: true, immediate: true }),
    service("P1", "Passport", "passports"),
    service("F9", "Food licence: old", "food", { retiring: true }),
  ]),
  scenario: by([named("open", "Open a restaurant", { steps: ["F1", "P1"] })]),
  windows: [1, 2, 3, 4].map((number) => ({ number, hall: number < 4 ? "N" : "S", zone: number < 4 ? "N1" : "S1", kind: number < 3 ? "consult" : "dedicated" })),
  classes: [{ code: "ordinary", head_start_s: 0 }, { code: "appointment", head_start_s: 900 }, { code: "elderly", head_start_s: 900 }, { code: "maternity", head_start_s: 0 }],
  machines: [named("Z1", "Machine", { area: "N-24H", hours: "08:30-17:30", services: ["F1"] })],
  facility: by([named("N-24H", "Day and night zone", { hall: "N" })]),
  kiosks: [{ code: "K1", hall: "N", area: "N-TIK" }, { code: "K2", hall: "N", area: "N-TIK" }, { code: "K3", hall: "N", area: "N-24H" }],
};
SHELF.window = by(SHELF.windows, "number");
const open = (more = {}) => ({ issuing: true, waiting: 4, open_windows: 2, wait: { low_s: 300, high_s: 900 }, quota_left: null, ...more });
const state = (more = {}, queue = {}) => ({
  kiosk: "K1", hall: "N", online: true, hall_time: "2026-09-15T10:02:00+08:00",
  halls: { N: { state: "open" }, S: { state: "open" } }, queues: { food: open(queue), passports: open(queue) }, ...more,
});
const context = (more, queue) => ({ shelf: SHELF, state: state(more, queue), say, language: "en" });
const item = (code, more, queue, chosen) => itemView(context(more, queue), { kind: "service", code }, chosen);
const blocked = (more, queue, code = "F1") => blockedView(context(more, queue), SHELF.service[code], SHELF.queue[SHELF.service[code].queue]);
const TICKET = { public_id: "a", number: "A012", service: "F1", queue: "food", hall: "N", zone: "N1", windows: [1, 2, 3], ahead: 9, wait: { low_s: 900, high_s: 1500 }, missed_rule: "Come back.", reprints: 0, state: "waiting" };
const job = (ticket = {}, print = "sent") => ({ key: "k", ticket: { ...TICKET, ...ticket }, print, qr: "/qr" });
const result = (jobs, missing = null, more = {}) => resultView(context(more), { jobs, missing });

test("before a number is taken, the page says where, how many and how long", () => {
  const view = item("F1");
  assert.deepEqual([view.hall, view.zone, view.windows, view.waiting, view.wait], ["North Hall", "Enquiries", "Windows 1–3", "4", "about 5–15 min"]);
});

test("what spares the queue is said only where it is true now", () => {
  const kinds = (time) => item("F1", { hall_time: `2026-09-15T${time}:00+08:00` }).hints.map(({ kind, title }) => [kind, title]);
  assert.deepEqual(kinds("10:02"), [["machine", say("machine.title")], ["online", say("online.title")]]);
  assert.deepEqual(kinds("07:00")[0], ["machine", say("machine.later", { time: "08:30" })]);
  assert.deepEqual(kinds("18:00")[0], ["machine", say("machine.tomorrow", { time: "08:30" })]);
  assert.deepEqual(item("P1").hints, []);
});

test("a machine that is out of order is not offered, and another one is named", () => {
  const machine = (code, hours, area) => named(code, `Machine ${code}`, { area, hours, services: ["F1"] });
  const shelf = { ...SHELF, machines: [machine("Z1", "08:30-17:30", "S-24H"), machine("Z2", "22:00-12:00", "N-24H")],
    facility: by([named("N-24H", "Day and night zone", { hall: "N" }), named("S-24H", "South corner", { hall: "S" })]) };
  const text = (machines) => itemView({ ...context({ machines }), shelf }, { kind: "service", code: "F1" }).hints.find(({ kind }) => kind === "machine")?.text;
  assert.match(text({}), /^Machine Z2: North Hall, Day and night zone, 22:00–12:00$/);
  assert.match(text({ Z2: "out_of_order" }), /^Machine Z1: South Hall/);
  assert.equal(text({ Z1: "out_of_order", Z2: "out_of_order" }), undefined);
});

test("hours may go past midnight and over the whole day", () => {
  const open = (hours) => ["00:00", "05:59", "06:00", "22:00", "23:59"].map((time) => isOpen(hours, time));
  assert.deepEqual(open("22:00-06:00"), [true, true, false, true, true]);
  assert.deepEqual(open("00:00-24:00"), [true, true, true, true, true]);
});

test("the way to the other hall is told where the windows are there", () => {
  assert.equal(item("F1").other, null);
  assert.deepEqual([item("P1").other.title, item("P1").other.zone], [say("other_hall.title", { hall: "South Hall" }), "S1"]);
});

test("an ID number is asked for where any step needs it, and then for one person at a time", () => {
  const scenario = itemView(context(), { kind: "scenario", code: "open" });
  assert.deepEqual([item("F1").realName, item("P1").realName, scenario.realName], [false, true, true]);
  assert.deepEqual([item("F1").people.length, item("P1").people.length], [2, 0]);
});

test("a class says what it means and how it is checked, once it is chosen", () => {
  assert.equal(item("F1").classText, null);
  assert.equal(item("F1", {}, {}, { visitorClass: "elderly" }).classText, `${say("class.means", { minutes: 15 })} ${say("class.checked")}`);
  assert.equal(item("F1", {}, {}, { visitorClass: "maternity" }).classText, say("class.checked_maternity"));
});

test("a visitor chooses among the classes of the catalogue that need no right to show", () => {
  assert.deepEqual(item("F1").classes.map(({ code }) => code), ["ordinary", "elderly", "maternity"]);
});

test("steps are told with their place", () => {
  const { steps } = itemView(context(), { kind: "scenario", code: "open" });
  assert.deepEqual(steps.map(({ where }) => where), ["North Hall, Enquiries", "South Hall, Permits"]);
});

test("an unknown wait is said in words, and that nobody serves it", () => {
  assert.equal(item("F1", {}, { wait: null }).wait, say("fact.wait_unknown"));
  const nobody = item("F1", {}, { wait: null, open_windows: 0 });
  assert.deepEqual([nobody.wait, nobody.notes[0].title, nobody.blocked], [say("fact.no_window"), say("no_window.title"), null]);
});

test("in the lunch break a number can be taken, and the page says when calls go on", () => {
  assert.equal(item("F1", {}, { on_lunch: true }).notes[0].title, say("lunch.title", { time: "14:00" }));
});

test("whom to ask is in the catalogue", () => {
  assert.deepEqual([deskOf(context(), "N"), deskOf(context(), "S")], [say("desk.windows", { windows: "1–2", hall: "North Hall" }), say("desk.staff")]);
});

test("a window where nobody is is not said to help; the guide is", () => {
  const desk = (...states) => deskOf(context({ halls: { N: { windows: states.map((one, at) => ({ window: at + 1, state: one })) } } }), "N");
  assert.equal(desk("serving", "idle"), say("desk.windows", { windows: "1–2", hall: "North Hall" }));
  assert.equal(desk("closed", "idle"), say("desk.window", { windows: "2", hall: "North Hall" }));
  assert.deepEqual([desk("closed", "paused"), deskOf(context({ halls: {} }), "N")], [say("desk.guide"), say("desk.windows", { windows: "1–2", hall: "North Hall" })]);
});

test("numbers are given where nothing stands against it", () => {
  assert.equal(blocked(), null);
});

test("a closed queue says when it opens: today, on a day, or that nobody knows", () => {
  const since = (opens) => blocked({}, { issuing: false, opens }).since;
  assert.deepEqual(["2026-09-15T14:00:00+08:00", "2026-09-16T08:30:00+08:00", null].map(since), [
    say("blocked.closed.today", { time: "14:00" }),
    say("blocked.closed.day", { time: "08:30", date: "Wed 16 September" }),
    say("blocked.closed.unknown"),
  ]);
});

test("a used-up quota comes back with the lunch break; after it the page says what the server knows, or whom to ask", () => {
  assert.equal(blocked({}, { quota_left: 0 }).since, say("blocked.quota_morning.since", { time: "12:00" }));
  const afternoon = (opens) => blocked({ hall_time: "2026-09-15T15:00:00+08:00" }, { quota_left: 0, opens });
  assert.equal(afternoon("2026-09-16T08:30:00+08:00").since, say("blocked.closed.day", { time: "08:30", date: "Wed 16 September" }));
  assert.deepEqual([afternoon(null).since, afternoon(null).now], ["", say("blocked.closed.ask", { desk: deskOf(context(), "N") })]);
});

test("without the server the page says since when, and whom to ask", () => {
  const view = blocked({ online: false, lost_at: "10:01" });
  assert.deepEqual([view.kind, view.since], ["offline", say("blocked.offline.since", { time: "10:01" })]);
  assert.match(view.now, /windows 1–2 in the North Hall/);
});

test("another hall's evacuation stops its numbers here", () => {
  const halls = { N: { state: "open" }, S: { state: "evacuation" } };
  assert.deepEqual([blocked({ halls }, {}, "P1").kind, blocked({ halls })], ["evacuation", null]);
});

test("what has left the files is not offered any more", () => {
  assert.equal(blocked({}, {}, "F9").kind, "gone");
});

test("one touch asks for one thing, each person's ticket under a key of its own", () => {
  assert.deepEqual(wish({ kind: "service", code: "F1" }, "elderly", "en", null, "key-1"), {
    key: "key-1", language: "en", service: "F1", visitor_class: "elderly",
  });
  const document = { kind: "passport", number: "E12345678" };
  assert.deepEqual(wish({ kind: "queue", code: "passports" }, "ordinary", "en", document, "key-1"), {
    key: "key-1", language: "en", queue: "passports", visitor_class: "ordinary", id_number: "E12345678", id_kind: "passport",
  });
  assert.deepEqual(keysOf("key-1", 3), ["key-1", "key-1.2", "key-1.3"]);
});

test("the number says who is before, how long and where", () => {
  const view = result([job()]);
  assert.deepEqual([view.tickets[0].ahead, view.tickets[0].wait, view.place.hall, view.place.windows], ["9 before you", "About 15–25 min", "North Hall", "Windows 1–3"]);
  assert.deepEqual(view.place.map, { hall: "N", zone: "N1", you: "N-TIK" });
});

test("a number for the other hall begins with the walk", () => {
  const view = result([job({ hall: "S", zone: "S1" })]);
  assert.deepEqual([view.place.other, view.place.map.you], [say("result.other_hall", { minutes: 5 }), null]);
});

const held = (ticket, more) => resultView(context(), { jobs: [job(ticket, "none")], missing: null, held: true, ...more });
const below = ({ place, word, rule, paper }) => [place?.go ?? null, place?.windows ?? null, place?.map.zone ?? null, word?.title ?? null, rule, paper?.kind ?? null];

test("a scanned paper that waits says where to wait, and that it can be printed again", () => {
  const view = held({});
  assert.deepEqual(below(view), [say("result.go"), "Windows 1–3", "N1", null, "Come back.", "held"]);
  assert.deepEqual([view.place.told, view.paper.mayReprint], [say("result.told"), true]);
});

for (const state of ["called", "serving"]) {
  test(`a scanned paper that is ${state} leads to its window alone, and to no place to wait`, () => {
    const view = held({ state, window: 4 });
    assert.deepEqual(below(view), ["", say("result.to_window", { window: 4 }), "S1", null, "Come back.", "held"]);
    assert.equal(view.place.told, "");
  });
}

test("a scanned paper on hold leads back to the same window, without a place in line", () => {
  const view = held({ state: "held", window: 3 });
  assert.deepEqual(below(view), [say("result.held.text"), "Window 3", "N1", null, "Come back.", "held"]);
  assert.deepEqual([view.tickets[0].called, view.place.told], [say("result.state.held"), ""]);
});

test("a scanned paper that missed its call says to join again first, and once that is refused, whom to ask", () => {
  assert.deepEqual(below(held({ state: "missed" })), [null, null, null, say("result.missed.first"), "Come back.", null]);
  const refused = held({ state: "missed" }, { notBack: { message: "Once only." } });
  assert.deepEqual([refused.mayRevive, refused.word.title, refused.word.text.at(-1)], [false, say("result.state.missed"), say("result.missed.ask")]);
});

for (const state of ["done", "cancelled", "expired"]) {
  test(`a scanned paper that is ${state} says that it is over and what to do: no place, rule, code or paper`, () => {
    const view = held({ state });
    assert.deepEqual(below(view), [null, null, null, say(`result.state.${state}`), null, null]);
    assert.deepEqual([view.word.text[0], view.tickets[0].qr], [say(`result.${state}.text`), null]);
    assert.ok(!spokenResult(say, "en", view).includes("Wait in"));
  });
}

test("a paper is offered again only where the key for it is drawn", () => {
  const told = (more, reprints = 0, print = "none") => paperView(say, [job({ reprints }, print)], { held: true, desk: "D", ...more });
  const offers = ({ title, text }) => [say("paper.held"), say("paper.unknown.text")].some((offer) => `${title}${text}`.includes(offer));
  const views = [told({}), told({}, 2), told({ again: "asked", held: false }), told({ again: "asked" }, 0, "unknown"), told({}, 0, "unknown")];
  assert.deepEqual(views.map((view) => [offers(view), view.mayReprint]), [[true, true], [false, false], [false, false], [false, false], [true, true]]);
});

test("a number that is called while it is shown says so", () => {
  const called = result([job({ state: "called", window: 9 })]).tickets[0];
  assert.deepEqual([called.called, called.turn], [say("result.called", { window: 9 }), true]);
});

test("if the second number is refused, the first stands and the page says why", () => {
  const view = result([job()], { count: 1, message: "Numbers are used up." });
  assert.deepEqual(view.missing, { title: say("result.missing", { got: 1, count: 1 }), text: "Numbers are used up." });
});

test("of several papers the one that needs help is told", () => {
  const kinds = [["sent", "failed"], ["queued", "sent"], ["confirmed", "sent"], ["unknown", "sent"]].map((states) => paperView(say, states.map((print) => job({}, print))));
  assert.deepEqual(kinds.map(({ kind }) => kind), ["failed", "printing", "printed", "unknown"]);
  assert.deepEqual(kinds.map(({ mayReprint }) => mayReprint), [false, false, true, true]);
});

test("a printer's trouble that one can see is named, nothing is printed again, and the way to another kiosk is told", () => {
  const told = (trouble, elsewhere) => paperView(say, [job({}, "failed"), { ...job({}, "unknown"), trouble }], { elsewhere });
  for (const trouble of ["paper_out", "cover_open", "cutter_error", "device_error"]) {
    const { title, text, mayReprint } = told(trouble, "Go to K2.");
    assert.equal(title, say("paper.because", { cause: say(`paper.cause.${trouble}`) }));
    assert.deepEqual([text, mayReprint], ["Go to K2.", false]);
  }
  assert.equal(told("paper_out", "").text, say("paper.failed.text"));
  assert.deepEqual([told("unreachable", "Go to K2.").title, told("unreachable", "Go to K2.").text], [say("paper.failed"), "Go to K2."]);
});

test("the kiosk to go to is the one that the server names, and only while the server can know the number", () => {
  const told = (more) => result([job({}, "failed")], null, more).paper.text;
  assert.equal(told({ next_kiosk: "K2" }), say("paper.elsewhere.near", { kiosk: "K2" }));
  assert.equal(told({ next_kiosk: "K3" }), say("paper.elsewhere.far", { kiosk: "K3", area: "Day and night zone" }));
  for (const nowhere of [{}, { next_kiosk: null }, { next_kiosk: "K2", online: false }]) assert.equal(told(nowhere), say("paper.failed.text"));
});

test("a copy says which one it is", () => {
  assert.equal(paperView(say, [job({ reprints: 1 })]).text, say("result.copy", { count: 2 }));
});

test("a copy that is not printed says why, and a third one is the staff's", () => {
  const again = (said, reprints = 0) => paperView(say, [job({ reprints }, "confirmed")], { again: said, desk: "D" });
  const told = ({ title, text, mayReprint }) => [title, text, mayReprint];
  assert.deepEqual(told(again({ message: null })), [say("paper.not_again"), say("paper.not_again.text", { desk: "D" }), true]);
  assert.deepEqual(told(again({ message: "It is over." })), [say("paper.not_again"), "It is over.", false]);
  assert.deepEqual(["asked", null].map((said) => again(said).mayReprint), [false, true]);
  assert.deepEqual(told(again(null, 2)).slice(1), [say("paper.no_more", { desk: "D" }), false]);
});

test("a missed number that is held to the reader can go back in line, and be printed once it is in it", () => {
  const missed = held({ state: "missed" });
  assert.deepEqual([missed.mayRevive, missed.tickets[0].called], [true, say("result.missed")]);
  const waiting = held({});
  assert.deepEqual([waiting.mayRevive, waiting.paper.kind, waiting.paper.mayReprint], [false, "held", true]);
  const refused = held({ state: "missed" }, { notBack: { message: null } });
  assert.deepEqual(refused.missing, { title: say("result.not_back"), text: say("result.not_back.text", { desk: deskOf(context(), "N") }) });
});

test("a refusal that speaks to programmers is not read to a visitor", () => {
  const sentence = (code) => sentenceOf({ code, message: "M" });
  assert.deepEqual(["closed", "unknown_service", "bad_value", "idempotency_key_reused"].map(sentence), ["M", null, null, null]);
  assert.equal(sentenceOf(undefined), null);
});

test("before a quiet minute ends, its last quarter asks whether somebody is there", () => {
  const at = (s) => quietEnds(0, s * 1000);
  assert.deepEqual([at(44), at(45), at(59.5), at(60)].map(({ seconds, over }) => [seconds, over]), [[null, false], [15, false], [1, false], [null, true]]);
});

test("the page goes home after half a minute; a touch stops the clock for a quiet minute", () => {
  assert.deepEqual(homeIn(0, -1, 10_000), { seconds: 20, share: 20 / 30, stopped: false });
  assert.equal(homeIn(0, -1, 30_000).seconds, 0);
  assert.deepEqual(homeIn(0, 5_000, 60_000), { seconds: 30, share: 1, stopped: true });
  assert.deepEqual([homeIn(0, 5_000, 75_000).seconds, homeIn(0, 5_000, 95_000).seconds], [20, 0]);
});

test("a reader that types is no hand; a touch, a key and a key that is held down are", () => {
  const hand = handAt(0);
  const read = (ms) => [0, 8, 16, 24].forEach((after) => hand.key(ms + after, { timeStamp: ms + after }));
  read(1000);
  assert.equal(hand.ms(), 0);
  hand.touch(2000);
  read(3000);
  assert.equal(hand.ms(), 2000);
  hand.key(4000, { timeStamp: 4000 });
  assert.equal(hand.ms(), 4000);
  hand.key(4030, { timeStamp: 4030, repeat: true });
  assert.equal(hand.ms(), 4030);
});

test("a number is spelt, because voices read 012 as twelve", () => {
  assert.deepEqual([spelt("BB012", "en"), spelt("A012", "zh")], ["B B 0 1 2", "A 零 一 二"]);
});

test("what is read aloud is what is shown, and ranges are read as ranges", () => {
  const said = spokenItem(say, "en", item("F1"));
  for (const part of ["Food licence: new", "North Hall", "about 5 to 15 min", say("online.title"), say("read.take")]) assert.ok(said.includes(part.replace(/\.$/, "")), part);
  assert.match(spokenResult(say, "en", result([job()])), /Your number is A 0 1 2\. 9 before you, About 15 to 25 min/);
});

test("a page without numbers says aloud why", () => {
  const said = spokenItem(say, "en", item("F1", {}, { quota_left: 0 }));
  assert.ok(said.includes(say("blocked.quota_morning")) && !said.includes(say("read.take")));
});

test("an agent that is silent for eight seconds is not online", () => {
  assert.deepEqual([7999, 8000].map((ms) => isSilent(0, ms)), [false, true]);
});

const ALONE = { online: false, own_numbers: true, seals: false, lost_at: "10:01" };
const nobodysWait = { waiting: undefined, wait: undefined, open_windows: undefined };

test("without the server a number is given all the same, and nobody's wait is invented", () => {
  const view = item("F1", ALONE, nobodysWait);
  assert.equal(view.blocked, null);
  assert.deepEqual([view.waiting, view.wait, view.take.hint], [say("fact.own"), say("fact.own.more"), say("take.own")]);
  assert.deepEqual(view.notes, [{ title: say("own.title"), text: say("own.text") }]);
});

test("without the server the hours, the quota and an evacuation stop a number as before", () => {
  assert.equal(blocked(ALONE, { issuing: false, opens: "2026-09-15T14:00:00+08:00" }).kind, "closed");
  assert.equal(blocked(ALONE, { quota_left: 0 }).kind, "quota");
  assert.equal(blocked({ ...ALONE, halls: { N: { state: "evacuation" } } }).kind, "evacuation");
});

test("a real name is taken without the server only where it can be sealed", () => {
  assert.equal(item("P1", ALONE).blocked.title, say("blocked.own_name"));
  assert.equal(item("P1", { ...ALONE, seals: true }).blocked, null);
});

test("a kiosk that can give no number of its own says so", () => {
  assert.equal(blocked({ ...ALONE, own_numbers: false }).title, say("blocked.offline"));
});

test("a number of the kiosk's own says that it is one, and by which time it counts", () => {
  const view = result([job({ number: "A-K1-07", offline: true, ahead: null, wait: null, issued_at: "2026-09-15T10:02:30+08:00" })], null, ALONE);
  assert.deepEqual(view.own, { title: say("result.own"), text: say("result.own.text", { time: "10:02" }) });
  assert.deepEqual([view.tickets[0].ahead, view.tickets[0].wait], [say("result.own.ahead"), ""]);
  assert.equal(view.place.hall, "North Hall");
});

test("once it is handed in, it is a number like any other", () => {
  const view = result([job({ number: "A-K1-07" })]);
  assert.deepEqual([view.own, view.tickets[0].ahead], [null, say("result.ahead", { count: 9 })]);
});

test("a number of the kiosk's own is read with its letters", () => {
  assert.equal(spelt("A-K1-07", "zh"), "A K 一 零 七");
  assert.equal(spelt("A-K1-07", "en"), "A K 1 0 7");
  const view = result([job({ number: "A-K1-07", offline: true, issued_at: "2026-09-15T10:02:30+08:00" })], null, ALONE);
  assert.match(spokenResult(say, "en", view), /Your number is A K 1 0 7\. People ahead not known\. Wait in the North Hall/);
});
