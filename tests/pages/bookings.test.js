// The bookings of a day as staff read them: by time, masked, with what can be done by whom.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bookingsView } from "../../queue_server/web/static/manage/bookings/model.js";
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
