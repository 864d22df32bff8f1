// Rating at the face: it is offered, it leads on, and it goes away by itself.

import assert from "node:assert/strict";
import test from "node:test";
import { OFFER_MS, answered, chosen, codeIn, hasLeft, lasting, offer } from "../../queue_server/web/static/face/rate_model.js";

const REASONS = { dissatisfied: { slow: { zh: "慢" } }, very_dissatisfied: {}, satisfied: { kind: { zh: "好" } } };

test("somebody has left when another number stands there, or none", () => {
  assert.deepEqual([hasLeft("A001", null), hasLeft("A001", "A002"), hasLeft("A001", "A001"), hasLeft(null, "A001")], [true, true, false, false]);
});

test("an offer that nobody touches goes away", () => {
  const offered = offer("A001", 1000);
  assert.equal(lasting(offered, 1000 + OFFER_MS - 1), offered);
  assert.equal(lasting(offered, 1000 + OFFER_MS), null);
});

test("a bad level with reasons asks for one, any other is sent at once", () => {
  const stage = (level) => chosen(offer("A001", 0), level, REASONS, 0).stage;
  assert.deepEqual(["satisfied", "dissatisfied", "very_dissatisfied"].map(stage), ["sending", "reasons", "sending"]);
});

test("what was kept is thanked for, what came too late goes away", () => {
  assert.equal(answered(offer("A001", 0), true, 0).stage, "thanks");
  assert.equal(answered(offer("A001", 0), false, 0), null);
});

test("a code stands behind the address and is nothing else", () => {
  assert.deepEqual([codeIn("#code=ABCD-1234"), codeIn("#code="), codeIn("#12"), codeIn("")], ["ABCD-1234", null, null, null]);
});
