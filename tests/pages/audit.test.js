// The audit trail: what is asked, and how a fact is told.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { speaker } from "../../ui/browser/words.js";
import { kindsOf, queryOf, rowsOf } from "../../queue_server/web/static/audit/model.js";

const words = JSON.parse(readFileSync(new URL("../../ui/words/en/audit.json", import.meta.url)));
const page = { language: "en", words, kinds: ["TicketCalled", "DayOpened", "NotYetNamed"] };
const say = speaker(words);
const CALLED = {
  seq: 7, at: "2026-09-15T10:00:45+08:00", subject: "clerk:DL009", kind: "TicketCalled", window: 9,
  object: { kind: "ticket", name: "B012" }, result: { window: 9, clerk: "DL009", number: "B012", queue: "shipin", favoured: false },
};
const row = (fact) => rowsOf(page, say, [{ ...CALLED, ...fact }])[0];

test("what a form leaves open is not asked", () => {
  assert.equal(queryOf({ day: "2026-09-15", person: "", number: " A012 ", window: "", kind: "" }), "day=2026-09-15&number=A012");
  assert.equal(queryOf({}, 0), "before=0");
});

test("a fact says when, who, what and about what", () => {
  const { day, time, who, did, about } = row({});
  assert.deepEqual([day, time, who.role, who.name, did, about.kind, about.name], ["2026-09-15", "10:00:45", "clerk", "DL009", "Called", "ticket", "B012"]);
});

test("a result does not repeat what its row says already", () => {
  assert.deepEqual(row({}).result, [{ name: "queue", value: "shipin" }, { name: "favoured", value: "no" }]);
});

test("things inside a result are told one by one", () => {
  const result = { issued: { queue: "shipin", steps: [{ state: "pending" }, { state: "done" }] }, queues: ["a", "b"] };
  assert.deepEqual(row({ result }).result.map(({ value }) => value), ["shipin", "pending", "done", "a, b"]);
});

test("what was said to everybody stands there in every language", () => {
  assert.deepEqual(row({ result: { notice: { zh: "东门关闭", en: "East door shut" } } }).result, [{ name: "notice", value: "东门关闭 / East door shut" }]);
  assert.deepEqual(row({ result: { notice: null } }).result, []);
});

test("a speaker or kind without words is named by its code", () => {
  assert.deepEqual([row({ subject: "import" }).who, row({ kind: "NotYetNamed" }).did], [{ role: "import", name: "" }, "NotYetNamed"]);
  assert.deepEqual(kindsOf(page, say).map(({ name }) => name), ["Called", "Day opened", "NotYetNamed"]);
});

test("a moment inside a result is told by the hall's clock", () => {
  const { result } = row({ result: { issued_at: "2026-09-15T02:00:09.968448+00:00" } });
  assert.equal(result[0].value, "2026-09-15 10:00:09");
});
