import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clockOf, clockText, dateText } from "#ui/clock.js";
import { minutes, parts, runs } from "#ui/numbers.js";
import { nameIn, shortName, speaker } from "#ui/words.js";

test("letters and digits of a number are told apart", () => {
  const all = ["A012", "BB1012", "A-K1-07", "007"].map(parts);
  assert.deepEqual(all.map(({ prefix, digits }) => `${prefix}|${digits}`), ["A|012", "BB|1012", "A|-K1-07", "|007"]);
});

test("neighbouring windows are named as a run", () => {
  assert.equal(runs([13, 6, 7, 8, 20]), "6–8, 13, 20");
  assert.equal(runs([13, 6, 7, 8, 20], "、"), "6–8、13、20");
});

test("a wait is a range in minutes, never one figure, as on the server", () => {
  const cases = JSON.parse(readFileSync(new URL("spans.json", import.meta.url), "utf-8"));
  for (const each of cases) assert.deepEqual(Object.values(minutes(each)), each.minutes);
  assert.equal(minutes(null), null);
});

test("the hall's clock shows the centre's time wherever the screen believes to be", () => {
  const ms = Date.parse("2026-09-15T10:01:20+08:00");
  assert.deepEqual([clockText(ms, "+08:00"), clockText(ms, "-03:30"), clockText(ms, "Z")], ["10:01", "22:31", "02:01"]);
  assert.equal(clockOf("2026-09-15T09:41:20+08:00"), "09:41");
});

test("the date is spelled as its reader does", () => {
  const ms = Date.parse("2026-09-15T10:01:20+08:00");
  assert.deepEqual([dateText(ms, "+08:00", "zh"), dateText(ms, "+08:00", "en")], ["9月15日 星期二", "Tue 15 September"]);
});

test("a sentence carries its values, and a missing one is a mistake", () => {
  const say = speaker({ ahead: "{count} before you" });
  assert.equal(say("ahead", { count: 9 }), "9 before you");
  assert.throws(() => say("ahead"));
  assert.throws(() => say("behind"));
});

test("a name falls back to the centre's first language, and a group's name is left off", () => {
  assert.deepEqual([nameIn({ zh: "北厅" }, "en"), nameIn(undefined, "en")], ["北厅", ""]);
  assert.deepEqual([shortName("综合受理·社会民生"), shortName("Comprehensive: Livelihood")], ["社会民生", "Livelihood"]);
});
