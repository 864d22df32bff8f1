import assert from "node:assert/strict";
import { test } from "node:test";
import { KINDS, boxesOf, checked, kindFor, kindOfFirst, written } from "../../kiosk_client/page/document.js";
import { checkPassport, typed } from "../../kiosk_client/page/passport.js";

const TODAY = "2026-09-15";
const ID = "11010519491231002X";
const state = (number) => checkPassport(number).state;
const shown = (kind, number, all) => boxesOf({ kind, number }, all).map((group) => group.join(""));

test("whoever reads Chinese is asked for an ID card first, everybody else for a passport", () => {
  assert.deepEqual(["zh", "en", "fr"].map(kindFor), ["resident", "passport", "passport"]);
  assert.deepEqual([kindOfFirst("e", "zh"), kindOfFirst("1", "zh"), kindOfFirst("1", "en")], ["passport", "resident", "passport"]);
});

test("letters and digits of a passport are kept, in large letters", () => {
  assert.equal(typed("e 1234-5678ü"), "E12345678");
});

test("a passport has 5 to 15 characters and a digit among them", () => {
  assert.deepEqual(["E123", "PASSPORT", "E1234", "GBR123456789012", "GBR1234567890123"].map(state), ["typing", "digit", "right", "right", "long"]);
});

test("a passport shows its two ends, and room for what is to come", () => {
  assert.deepEqual(shown("passport", "E12345678"), ["E1•••••78", ""]);
  assert.deepEqual(shown("passport", "E12"), ["E12"]);
  assert.deepEqual(shown("passport", "E12345678", true)[0], "E12345678");
});

test("a passport of any length shows its two ends and nothing between them", () => {
  for (let length = 5; length <= 15; length += 1) {
    const one = shown("passport", "A123456789012345".slice(0, length)).join("");
    assert.match(one, /^A1•*[0-9]{2}$/);
    assert.equal(one.length, length);
  }
});

test("an ID card that is read where a passport was expected is an ID card", () => {
  const read = [...ID].reduce((document, letter) => written(document, document.number + letter, TODAY), { kind: "passport", number: "" });
  assert.deepEqual(read, { kind: "resident", number: ID });
  assert.equal(checked(read, TODAY).state, "right");
});

test("every kind has its rules", () => {
  for (const kind of KINDS) assert.equal(checked({ kind, number: "" }, TODAY).state, "typing");
});
