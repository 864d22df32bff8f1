import assert from "node:assert/strict";
import { test } from "node:test";
import { boxes, checkCharacter, checkNumber, typed } from "../../kiosk_client/page/id_number.js";

const TODAY = "2026-09-15";
const RIGHT = "11010519491231002X";
const state = (number) => checkNumber(number, TODAY).state;

test("a number that is right is said to be right", () => {
  assert.deepEqual(checkNumber(RIGHT, TODAY), { state: "right", left: 0 });
});

test("while it is typed, the page says how many characters are to come", () => {
  assert.deepEqual(checkNumber("110105", TODAY), { state: "typing", left: 12 });
});

test("a wrong last character is found", () => {
  assert.equal(state("110105194912310021"), "check");
  assert.equal(checkCharacter("11010519491231002"), "X");
});

test("a province that does not exist is said after two digits", () => {
  assert.equal(state("99"), "place");
});

test("a day that does not exist, or has not come, is said after the birthday", () => {
  assert.deepEqual(["11010519490231", "11010520270101", "11010518001231"].map(state), ["date", "date", "date"]);
});

test("residence permits of Hong Kong, Macao and Taiwan are numbers too", () => {
  const first = "81000019490101001";
  assert.equal(state(first + checkCharacter(first)), "right");
});

test("a foreigner's permanent resident card is a number too, a 9 and a place that does not exist is none", () => {
  const first = "93182619900307123";
  assert.equal(state(first + checkCharacter(first)), "right");
  assert.equal(state("9"), "typing");
});

test("only digits are kept, and X at the end", () => {
  assert.equal(typed("1101x05-1949 1231002x"), RIGHT);
  assert.equal(typed("11010519491231002x9"), RIGHT);
});

test("the birthday is hidden but for what was typed last", () => {
  assert.deepEqual(boxes("110105194").map((group) => group.join("")), ["110105", "••4", ""]);
  assert.deepEqual(boxes(RIGHT).map((group) => group.join("")), ["110105", "••••••••", "002X"]);
  assert.deepEqual(boxes(RIGHT, true).flat().join(""), RIGHT);
});
