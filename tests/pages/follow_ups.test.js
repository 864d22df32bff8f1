// Follow-ups: what a line says, how urgent it is, and what a form sends.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { speaker } from "../../ui/browser/words.js";
import { bodyOf, dueOf, hintOf, orderView, rowView, whatOf } from "../../queue_server/web/static/manage/follow-ups/model.js";

const area = (name) => JSON.parse(readFileSync(new URL(`../../ui/words/en/${name}.json`, import.meta.url)));
const say = speaker({ ...area("rating"), ...area("follow_ups") });
const page = {
  language: "en",
  departments: { dep: "Market office", other: "Tax office" },
  services: { "LF-1": "Food licence" },
  reasons: { dissatisfied: { slow: "It took long" } },
  measures: { explained: "Explained" },
};
const ROW = {
  id: 7, source: "rating", reference: null, department: "dep", stage: "open", not_reached: false, appeal: null, opened_at: "2026-09-15T10:31:02+08:00",
  contact_by: "2026-09-16", resolve_by: "2026-09-22", latest_by: "2026-10-13", due: "2026-09-16", overdue: false, past_limit: false,
  services: ["LF-1"], queue: "shipin", window: 9, level: "dissatisfied", reasons: ["slow"],
};
const ONE = { ...ROW, clerk: "DL009", rated_at: ROW.opened_at, done_at: null, words: "", can: ["contact"],
  history: [{ at: ROW.opened_at, by: "visitor", deed: "opened", measures: [], department: "", text: "" }] };
const due = (row, today) => dueOf(page, say, { ...ROW, ...row }, today);

test("a line says what was wrong, about what, and where", () => {
  const { what, items, where } = rowView(page, say, ROW, "2026-09-15");
  assert.deepEqual([what, items, where], ["Dissatisfied: It took long", "Food licence", "window 9, Market office"]);
});

test("an order of the hotline says its reference", () => {
  assert.equal(whatOf(page, say, { ...ROW, source: "hotline", reference: "DG-1", level: null }), "Hotline order DG-1");
});

test("what is not known by name any more is told by its code", () => {
  assert.equal(rowView(page, say, { ...ROW, services: ["OLD-1"], department: "gone" }, "2026-09-15").items, "OLD-1");
});

test("a day is near, today, or past", () => {
  assert.deepEqual(due({}, "2026-09-15"), { level: "time", text: "contact by 16 Sept" });
  assert.deepEqual(due({}, "2026-09-16"), { level: "today", text: "contact today" });
  assert.deepEqual(due({}, "2026-09-17"), { level: "late", text: "1 day late" });
  assert.deepEqual(due({}, "2026-10-01"), { level: "late", text: "15 days late" });
});

test("what is resolved waits for a second person, until that is late too", () => {
  const resolved = { stage: "resolved", due: "2026-10-13" };
  assert.equal(due(resolved, "2026-10-13").level, "verify");
  assert.equal(due({ ...resolved, past_limit: true }, "2026-10-14").level, "late");
});

test("what is past its limit says so, whatever is to be done next", () => {
  assert.deepEqual(due({ past_limit: true }, "2026-10-14"), { level: "late", text: "1 day past the limit" });
  assert.deepEqual(due({ past_limit: true }, "2026-10-20"), { level: "late", text: "7 days past the limit" });
});

test("whom nobody has reached is marked in the list and in the order", () => {
  const one = { ...ONE, stage: "contacted", not_reached: true };
  assert.equal(rowView(page, say, one, "2026-09-15").notReached, "the visitor was not reached yet");
  assert.equal(orderView(page, say, one, "2026-09-15", "chen").stage, "not reached, to resolve");
  assert.equal(rowView(page, say, ROW, "2026-09-15").notReached, "");
});

test("what is closed is due no more", () => {
  assert.equal(due({ stage: "closed", due: null }, "2027-01-01").level, "done");
});

test("who resolved it is told why nobody lets them verify", () => {
  const mine = [{ at: ROW.opened_at, by: "manager:chen", deed: "resolved", measures: [], department: "", text: "" }];
  assert.match(hintOf(say, { ...ONE, stage: "resolved", history: mine, can: ["appeal"] }, "chen"), /another manager/);
  assert.equal(hintOf(say, { ...ONE, stage: "resolved", history: mine, can: ["verify"] }, "wang"), "");
});

test("who resolved it or brought the appeal is told why neither judges it", () => {
  const did = (deed) => [{ at: ROW.opened_at, by: "manager:chen", deed, measures: [], department: "", text: "" }];
  assert.match(hintOf(say, { ...ONE, stage: "resolved", appeal: "made", history: did("resolved"), can: [] }, "chen"), /You resolved/);
  assert.match(hintOf(say, { ...ONE, stage: "resolved", appeal: "rejected", history: did("appealed"), can: [] }, "chen"), /You brought the appeal/);
});

test("history names who did it by name, and the visitor by nothing", () => {
  const { history } = orderView(page, say, ONE, "2026-09-15", "chen");
  assert.deepEqual([history[0].by, history[0].deed], ["visitor", "opened"]);
});

test("who touched at the window's face is a visitor, not the device", () => {
  const { history } = orderView(page, say, { ...ONE, history: [{ ...ONE.history[0], by: "device:PAD-9" }] }, "2026-09-15", "chen");
  assert.equal(history[0].by, "visitor, by touch at the window");
});

test("times that are not known are left out", () => {
  const names = orderView(page, say, ONE, "2026-09-15", "chen").facts.map(({ name }) => name);
  assert.ok(!names.includes("Done at"));
});

test("a form sends what its act asks, and nothing else", () => {
  const form = (values) => Object.entries(values).reduce((all, [name, value]) => (all.append(name, value), all), new FormData());
  assert.deepEqual(bodyOf("contact", form({ reached: "no", text: " rang twice " })), { reached: false, text: "rang twice" });
  assert.deepEqual(bodyOf("resolve", form({ measure: "explained" })), { measures: ["explained"], text: "" });
  assert.deepEqual(bodyOf("verify", form({ text: "ok", measure: "x" })), { text: "ok" });
  assert.deepEqual(bodyOf("decide", form({ accepted: "yes" })), { accepted: true, text: "" });
});
