// The bookings of a day as staff read them: by time, masked, with what can be done by whom.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bookingsView, candidates, sheetView } from "../../queue_server/web/static/manage/bookings/model.js";
import { speaker } from "../../ui/browser/words.js";

const words = JSON.parse(readFileSync(new URL("../../ui/words/en/manage.json", import.meta.url), "utf-8"));
const say = speaker(words);
const page = { language: "en", services: { passport: "Passport" }, queues: { life: { names: { en: "Life" } } }, halls: { N: "North" } };
const aRow = (id, clock, more = {}) => ({
  public_id: id, state: "booked", kind: "hall", queue: "life", service: "passport", hall: "N", starts_at: `2026-09-15T${clock}:00+08:00`,
  can: [], appealed: false, excused: false, number: null, phone_mask: "138******00", id_mask: null, appeal: "", ...more,
});
const view = (appointments, more) => bookingsView(page, say, { date: "2026-09-15", appointments, more: 0 }, more);
const ids = ({ times }) => times.flatMap(({ rows }) => rows.map(({ id }) => id));

test("bookings stand by their times, those of one time together", () => {
  const shown = view([aRow("c", "10:00"), aRow("a", "09:30"), aRow("b", "09:30")]);
  assert.deepEqual(shown.times.map(({ time, rows }) => [time, rows.length]), [["09:30", 2], ["10:00", 1]]);
});

test("a row names the item, the masked visitor and its state in words", () => {
  const [{ rows: [row] }] = view([aRow("a", "09:30", { id_mask: "1101**********002X" })]).times;
  assert.deepEqual([row.business, row.place, row.told], ["Passport", "North", say("book.state.booked")]);
  assert.deepEqual(row.who, ["138******00", "1101**********002X"]);
});

test("a row says that its matter belongs to another town, and nothing otherwise", () => {
  const [{ rows: [there, here] }] = view([aRow("a", "09:30", { elsewhere: true }), aRow("b", "09:30")]).times;
  assert.deepEqual([there.town, here.town], [say("book.elsewhere"), null]);
});

test("an item that left the catalogue is named by its queue", () => {
  const [{ rows: [row] }] = view([aRow("a", "09:30", { service: null })]).times;
  assert.equal(row.business, "Life");
});

const DAY = [
  aRow("expected", "09:30"),
  aRow("missed", "10:00", { state: "missed" }),
  aRow("explained", "10:30", { state: "missed", appealed: true, appeal: "the bus" }),
  aRow("excused", "11:00", { state: "missed", appealed: true, excused: true }),
];

for (const [filter, expected] of [["all", ["expected", "missed", "explained", "excused"]], ["expected", ["expected"]],
  ["missed", ["missed", "explained", "excused"]], ["appeals", ["explained"]]]) {
  test(`the filter ${filter} shows what it says, and each count is what it would show`, () => {
    const shown = view(DAY, { filter });
    assert.deepEqual(ids(shown), expected);
    assert.equal(shown.counts.find(({ name }) => name === filter).count, expected.length);
  });
}

test("only a manager excuses, only what was missed and not excused yet", () => {
  const may = (mayExcuse) => view(DAY, { isManager: mayExcuse }).times.flatMap(({ rows }) => rows.filter((row) => row.mayExcuse).map(({ id }) => id));
  assert.deepEqual(may(true), ["missed", "explained"]);
  assert.deepEqual(may(false), []);
});

test("what is still booked is cancelled at the desk, what is only held comes free by itself", () => {
  const rows = [aRow("a", "09:30", { can: ["cancel"] }), aRow("b", "09:30", { state: "held", can: ["cancel"] }), aRow("c", "09:30")];
  assert.deepEqual(view(rows).times[0].rows.filter((row) => row.mayCancel).map(({ id }) => id), ["a"]);
});

test("whoever may be checked in now has the key for it", () => {
  const [{ rows: [row] }] = view([aRow("a", "09:30", { can: ["check_in"] })]).times;
  assert.equal(row.mayCheckIn, true);
});

const VISITS = [
  aRow("hall", "09:00"),
  aRow("given", "09:30", { kind: "home", assigned_to: "C1", comes: "Ye" }),
  aRow("open", "10:30", { kind: "home", assigned_to: null, comes: null }),
  aRow("gone", "11:00", { kind: "agent", state: "cancelled", assigned_to: null, comes: null }),
].map((row) => ({ ...row, ends_at: row.starts_at }));

test("visits that nobody is sent to stand before the others, and only where visits are asked for", () => {
  assert.deepEqual(ids(view(VISITS, { filter: "visits" })), ["open", "given", "gone"]);
  assert.deepEqual(ids(view(VISITS)), ["hall", "given", "open", "gone"]);
});

test("a day without visits is not asked for them", () => {
  assert.equal(view([aRow("a", "09:30")]).counts.some(({ name }) => name === "visits"), false);
  assert.equal(view(VISITS).visits, 2);
});

test("who asked for visits sees everything of a day that has none, and visits again on one that has", () => {
  const none = view([aRow("a", "09:30"), aRow("b", "10:00", { state: "missed" })], { filter: "visits" });
  assert.deepEqual([none.filter, ids(none)], ["all", ["a", "b"]]);
  assert.equal(view(VISITS, { filter: "visits" }).filter, "visits");
});

test("a filter whose key stays stays chosen where nothing fits it", () => {
  const none = view([aRow("a", "09:30")], { filter: "missed" });
  assert.deepEqual([none.filter, ids(none)], ["missed", []]);
});

test("a manager sends somebody and opens where to go, a guide does not", () => {
  const may = (isManager) => view(VISITS, { isManager }).times.flatMap(({ rows }) => rows.filter((row) => row.mayAssign && row.mayOpen).map(({ id }) => id));
  assert.deepEqual(may(true), ["given", "open"]);
  assert.deepEqual(may(false), []);
});

test("it is said who goes, or that nobody does", () => {
  const goes = view(VISITS).times.flatMap(({ rows }) => rows.map((row) => row.goes));
  assert.deepEqual(goes, ["", say("book.visit.assigned", { name: "Ye" }), say("book.visit.unassigned"), ""]);
});

test("who is trained for the queue stands first among those who can be sent", () => {
  const staff = [{ employee_no: "C1", skills: [] }, { employee_no: "C2", skills: ["life"] }, { employee_no: "C3", skills: ["life"] }];
  assert.deepEqual(candidates(staff, "life").map(({ employee_no }) => employee_no), ["C2", "C3", "C1"]);
});

const CONTACT = { name: "Ms Chen", phone: "13800138000", address: "1 Changfu Road", task: "" };
const aVisit = (public_id, assigned_to, comes, more = {}) => ({
  public_id, assigned_to, comes, kind: "home", queue: "life", service: "passport", language: "en", starts_at: "2026-09-15T09:30:00+08:00", ends_at: "2026-09-15T10:30:00+08:00", contact: CONTACT, ...more,
});
const paper = (...contacts) => sheetView(page, say, { date: "2026-09-15", contacts });
const headings = ({ sheets }) => sheets.map(({ name, visits }) => [name, visits.map(({ id }) => id)]);

test("a day's paper is one sheet for each who goes, what nobody goes to first", () => {
  const shown = paper(aVisit("given", "C1", "Ye"), aVisit("open", null, null, { contact: null }), aVisit("next", "C1", "Ye"));
  assert.equal(shown.date, "2026-09-15");
  assert.deepEqual(headings(shown), [[say("book.sheet.nobody"), ["open"]], ["Ye C1", ["given", "next"]]]);
  assert.deepEqual(shown.sheets[1].visits[0].contact.map(({ field }) => field), ["name", "phone", "address"]);
  assert.equal(shown.sheets[0].visits[0].contact, null);
});

test("two of the same name have a sheet each, with their numbers", () => {
  assert.deepEqual(headings(paper(aVisit("a", "C1", "Ye"), aVisit("b", "C2", "Ye"), aVisit("c", "C1", "Ye"))), [["Ye C1", ["a", "c"]], ["Ye C2", ["b"]]]);
});

test("a visit of somebody who has left stands under the number, and not where nobody was sent", () => {
  assert.deepEqual(headings(paper(aVisit("a", "C9", null), aVisit("b", null, null))), [[say("book.sheet.nobody"), ["b"]], ["C9", ["a"]]]);
});

test("the paper says when, for what, and the language where it is another than the reader's", () => {
  const { sheets: [{ visits }] } = paper(aVisit("a", "C1", "Ye", { language: "zh" }), aVisit("b", "C1", "Ye", { service: null }));
  assert.deepEqual(visits.map(({ time, until, business, kind, language }) => [time, until, business, kind, language]), [
    ["09:30", "10:30", "Passport", say("book.kind.home"), "Chinese"], ["09:30", "10:30", "Life", say("book.kind.home"), null],
  ]);
});
