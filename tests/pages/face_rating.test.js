// Rating at the face: it is offered, it leads on, and it goes away by itself.

import assert from "node:assert/strict";
import test from "node:test";
import { OFFER_MS, QUIET_MS, again, answered, chosen, codeIn, hasLeft, heardAs, lasting, mayTouch, offer, sent, staying } from "../../queue_server/web/static/face/rate_model.js";

const REASONS = { dissatisfied: { slow: { zh: "慢" } }, very_dissatisfied: {}, satisfied: { kind: { zh: "好" } } };

test("somebody has left when another number stands there, or none", () => {
  assert.deepEqual([hasLeft("A001", null), hasLeft("A001", "A002"), hasLeft("A001", "A001"), hasLeft(null, "A001")], [true, true, false, false]);
});

test("an offer that nobody touches goes away", () => {
  const offered = offer(null, "A001", 1000);
  assert.equal(lasting(offered, 1000 + OFFER_MS - 1), offered);
  assert.equal(lasting(offered, 1000 + OFFER_MS), null);
});

test("a bad level with reasons asks for one, any other is sent at once", () => {
  const stage = (level) => chosen(offer(null, "A001", 0), level, REASONS, 0).stage;
  assert.deepEqual(["satisfied", "dissatisfied", "very_dissatisfied"].map(stage), ["sending", "reasons", "sending"]);
});

test("what was kept is thanked for; what was not is told where else to go", () => {
  const sending = sent(offer(null, "A001", 0), 0);
  assert.equal(answered(sending, sending, true, 0).stage, "thanks");
  assert.equal(answered(sending, sending, false, 0).stage, "lost");
});

test("an answer that comes late says nothing to the next visitor", () => {
  const sending = sent(offer(null, "A001", 0), 0);
  const next = offer(null, "A002", 0);
  assert.equal(answered(next, sending, true, 0), next);
  assert.equal(answered(null, sending, true, 0), null);
});

test("keys that have just come are not touched yet", () => {
  const offered = offer(null, "A001", 1000);
  assert.deepEqual([mayTouch(offered, 1000 + QUIET_MS - 1), mayTouch(offered, 1000 + QUIET_MS), mayTouch(null, 0)], [false, true, false]);
  assert.equal(mayTouch(chosen(offered, "dissatisfied", REASONS, 5000), 5001), false);
});

test("who gives a reason or is being heard is not interrupted by the next offer", () => {
  const reasons = chosen(offer(null, "A001", 0), "dissatisfied", REASONS, 0);
  const sending = sent(reasons, 0);
  assert.deepEqual([offer(reasons, "A002", 1), offer(sending, "A002", 1)], [reasons, sending]);
  assert.equal(offer(offer(null, "A001", 0), "A002", 1).number, "A002");
});

test("from the reasons one gets back to the levels", () => {
  const { stage, number, level } = again(chosen(offer(null, "A001", 0), "dissatisfied", REASONS, 0), 1);
  assert.deepEqual([stage, number, level], ["levels", "A001", undefined]);
});

test("once the next one is served, or the end was taken back, nothing is left to touch", () => {
  const offered = offer(null, "A001", 0);
  const board = (state, number) => ({ state, current: number && { number } });
  assert.equal(staying(offered, board("called", "A002")), offered);
  assert.equal(staying(offered, board("idle", null)), offered);
  assert.equal(staying(offered, board("serving", "A002")), null);
  assert.equal(staying(offered, board("called", "A001")), null);
});

test("what is being heard is heard to its end, whoever stands there", () => {
  const sending = sent(offer(null, "A001", 0), 0);
  assert.equal(staying(sending, { state: "serving", current: { number: "A002" } }), sending);
});

test("only what the server did not answer is sent again", () => {
  assert.deepEqual([201, 409, 503, undefined].map(heardAs), ["done", "refused", "unheard", "unheard"]);
});

test("a code stands behind the address and is nothing else", () => {
  assert.deepEqual([codeIn("#code=ABCD-1234"), codeIn("#code="), codeIn("#12"), codeIn("")], ["ABCD-1234", null, null, null]);
});
