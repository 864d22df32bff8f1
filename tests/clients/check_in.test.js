// What a visitor shows for a booking: a phone number under the finger, a document from a reader, a code on any screen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { bookedView, boxes, choicesView, shownBy, typed, typedSoFar } from "../../kiosk_client/page/check_in_model.js";
import { codeReader } from "../../kiosk_client/page/code_reader.js";
import { sentenceOf } from "../../kiosk_client/page/refusal_model.js";

const TODAY = "2026-09-15";
const ID = "11010519491231002X";
const say = (key) => key;

test("a phone number is whole with its eleventh digit", () => {
  assert.deepEqual(typedSoFar("1380013800", TODAY), { state: "typing", left: 1 });
  assert.equal(typedSoFar("13800138000", TODAY).state, "phone");
  assert.deepEqual(shownBy("13800138000", TODAY), { phone: "13800138000" });
  assert.equal(shownBy("1380013800", TODAY), null);
});

for (const text of ["23", "12", "00"]) {
  test(`no mobile number begins with ${text}, and it is said at once`, () => assert.equal(typedSoFar(text, TODAY).state, "wrong"));
}

test("a card that a reader types is a document when it is whole and right", () => {
  assert.equal(typedSoFar(ID.slice(0, 15), TODAY).state, "card");
  assert.deepEqual(shownBy(ID, TODAY), { id_number: ID, id_kind: "resident" });
  assert.equal(shownBy(`${ID.slice(0, 17)}1`, TODAY), null);
});

test("what is no digit is not kept", () => assert.equal(typed("138-0013 8000\n"), "13800138000"));

test("the boxes group a phone number as people do, and never show a document", () => {
  assert.deepEqual(boxes("1380").map((group) => group.join("")), ["138", "0", ""]);
  assert.equal(boxes(ID).flat().join(""), "•".repeat(11));
});

test("bookings to choose from are named by their time and item", () => {
  const kiosk = { language: "en", shelf: { service: { a: { names: { en: "Passport" } } }, queue: {}, hall: { N: { names: { en: "North" } } } } };
  const choices = [{ public_id: "x", starts_at: "2026-09-15T09:30:00+08:00", service: "a", hall: "N" }];
  assert.deepEqual(choicesView(kiosk, choices), [{ publicId: "x", time: "09:30", name: "Passport", place: "North" }]);
});

test("who is late is told that it is an ordinary number", () => {
  assert.equal(bookedView(say, { onTime: false }).title, "booked.late");
  assert.equal(bookedView(say, { onTime: true }).title, "booked.in_time");
});

test("a booking's code is heard on any screen, and is no ticket's", () => {
  const heard = [];
  const reader = codeReader((id) => heard.push(["ticket", id]), (id) => heard.push(["booking", id]));
  const type = (text) => [...text].forEach((key, at) => reader({ key, timeStamp: heard.length * 9000 + at }));
  type("https://hall.example/b/q3vPzJ0mT7yWc1RkXn5s2A");
  type("https://hall.example/t/q3vPzJ0mT7yWc1RkXn5s2A");
  assert.deepEqual(heard.map(([kind]) => kind), ["booking", "ticket"]);
});

test("a booking that is not found is said in the server's words, an unknown item is not", () => {
  assert.equal(sentenceOf({ code: "unknown_appointment", message: "not found" }), "not found");
  assert.equal(sentenceOf({ code: "unknown_service", message: "no such code" }), null);
});
