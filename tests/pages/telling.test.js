// A PAD that tells that it is there, without a page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { telling } from "../../queue_server/web/static/pad/telling.js";

/** A PAD whose server answers with these orders, one list after the other; `later` runs what waits. */
function a_pad(...orders) {
  const pad = { told: [], reloads: 0, idle: true, waiting: [], answers: true };
  telling({
    send: async (body) => (pad.told.push(body), pad.answers ? { status: 200, body: { orders: orders.shift() ?? [] } } : null),
    isIdle: () => pad.idle,
    reload: () => (pad.reloads += 1),
    upMs: () => 12_340,
    every: () => {},
    after: (work) => pad.waiting.push(work),
  });
  pad.later = () => pad.waiting.shift()();
  return pad;
}

test("a PAD tells that it is well and how long it has been there", async () => {
  const pad = a_pad();
  await pad.later();
  assert.deepEqual(pad.told, [{ state: "ok", up_s: 12.3, orders_told: [] }]);
});

test("an ordered restart is told as begun before the page loads anew", async () => {
  const pad = a_pad([{ order: "o1", kind: "restart" }]);
  await pad.later();
  assert.deepEqual([pad.told[1].orders_told, pad.reloads], [[{ order: "o1", state: "begun" }], 1]);
});

test("a busy clerk is not interrupted", async () => {
  const pad = a_pad([{ order: "o1", kind: "restart" }]);
  pad.idle = false;
  await pad.later();
  assert.equal(pad.reloads, 0);
  pad.idle = true;
  pad.later();
  assert.equal(pad.reloads, 1);
});

test("a page that is not answered loads nothing anew", async () => {
  const pad = a_pad();
  pad.answers = false;
  await pad.later();
  assert.equal(pad.reloads, 0);
});
