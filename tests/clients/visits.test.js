// A kiosk gives numbers; what is done at home or by an agent is booked, and a kiosk offers none of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { books } from "../../kiosk_client/page/home_model.js";
import { shelves } from "../../kiosk_client/page/shelf.js";

const queue = (code, visit) => ({ code, visit, bookable: visit !== "hall" });
const service = (code, of) => ({ code, queue: of, department: "dep", names: { zh: code }, retiring: false });
const shelf = shelves({
  queues: [queue("life", "hall"), queue("home", "home"), queue("agent", "agent"), { code: "old" }],
  services: [service("A", "life"), service("B", "home"), service("C", "agent"), service("D", "old")],
  scenarios: [],
});

test("items of visits are offered nowhere", () => {
  assert.deepEqual(shelf.offered.map(({ code }) => code), ["A", "D"]);
  assert.equal(shelf.itemsOfQueue.get("home"), undefined);
  assert.deepEqual(shelf.items.get("dep").map(({ code }) => code), ["A", "D"]);
});

test("queues of visits are no queues of the hall, and keep their names", () => {
  assert.deepEqual(shelf.queues.map(({ code }) => code), ["life", "old"]);
  assert.equal(shelf.queue.home.visit, "home");
});

test("where visits alone can be booked, nobody checks in", () => assert.equal(books(shelf), false));
