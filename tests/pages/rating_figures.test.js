// Figures of ratings: names, shares, and what is not known.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { speaker } from "../../ui/browser/words.js";
import { nameOf, percent, queryOf, rowView, sentenceOf } from "../../queue_server/web/static/manage/ratings/model.js";

const area = (name) => JSON.parse(readFileSync(new URL(`../../ui/words/en/${name}.json`, import.meta.url)));
const say = speaker({ ...area("rating"), ...area("figures") });
const page = { departments: { dep: "Market office" }, services: { "LF-1": "Food licence" }, staff: { C1: "Li Wen" }, reasons: { dissatisfied: { slow: "It took long" } } };
const ROW = {
  key: "9", visits: 41, rated: 12, not_rated: 28, set_aside: 1, rated_share: 0.2927, good: 11, good_share: 0.9167,
  levels: [{ level: "very_satisfied", count: 11 }, { level: "dissatisfied", count: 1 }],
  reasons: [{ level: "dissatisfied", reason: "slow", count: 1 }],
};

test("a share is a percentage, and a dash where there is none", () => {
  assert.deepEqual([percent(0.9167), percent(1), percent(0), percent(null)], ["91.7%", "100.0%", "0.0%", "—"]);
});

test("levels stand from the best to the worst, and one that nobody gave is none", () => {
  assert.deepEqual(rowView(page, say, "window", ROW).levels, [11, 0, 0, 1, 0]);
});

test("reasons are told by name and how often", () => {
  assert.equal(rowView(page, say, "window", ROW).reasons, "It took long (1)");
});

test("few ratings are said to be few, and none are not", () => {
  assert.equal(rowView(page, say, "window", { ...ROW, rated: 3 }).isFew, true);
  assert.equal(rowView(page, say, "window", { ...ROW, rated: 0 }).isFew, false);
});

test("a row has its name, or its code where the name is gone", () => {
  assert.equal(nameOf(page, say, "clerk", "C1"), "Li Wen C1");
  assert.equal(nameOf(page, say, "clerk", "C9"), "C9");
  assert.equal(nameOf(page, say, "item", ""), "no particular item");
});

test("the span is told in a sentence that promises nothing", () => {
  assert.match(sentenceOf(say, ROW), /^41 visits done, 12 rated \(29.3%\), 91.7% of these good/);
  assert.equal(sentenceOf(say, { ...ROW, rated: 0 }), "41 visits done, none rated.");
  assert.equal(sentenceOf(say, { ...ROW, visits: 0 }), "No visit was done in this time.");
});

test("only what is chosen is asked", () => {
  assert.equal(queryOf({ by: "clerk", first: "2026-09-01", last: "" }), "by=clerk&first=2026-09-01");
});
