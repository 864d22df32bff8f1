import assert from "node:assert/strict";
import { test } from "node:test";
import { standing } from "../../kiosk_client/page/trail.js";

const SHELF = {
  service: { F1: { queue: "food" }, F2: { queue: "dropped" } },
  scenario: { open: { steps: ["F1", "F2"] }, renew: { steps: ["F1"] } },
  queue: { food: {} },
  department: { food: {} },
  theme: {},
  hall: { N: {} },
};
const HOME = { name: "home" };
const item = (kind, code) => ({ name: "item", thing: { kind, code } });
const names = (...trail) => standing(SHELF, [HOME, ...trail]).map(({ name }) => name);

test("what the catalogue still knows stays on the screen", () => {
  const trail = [HOME, { name: "items", department: "food" }, item("service", "F1"), item("scenario", "renew"), { name: "place", hall: "N" }];
  assert.deepEqual(standing(SHELF, trail), trail);
});

test("an item that an import drops below its reader makes room for the word that it is gone", () => {
  assert.deepEqual(names({ name: "items", department: "food" }, item("service", "F9")), ["home", "items", "gone"]);
  assert.deepEqual(names(item("service", "F9"), { ...item("service", "F9"), name: "id_number" }), ["home", "gone"]);
});

test("so does one whose queue, step, theme or hall is gone", () => {
  for (const screen of [item("service", "F2"), item("scenario", "open"), item("queue", "old"), { theme: "old" }, { name: "place", hall: "S" }]) {
    assert.deepEqual(names(screen), ["home", "gone"]);
  }
});

test("what is gone further back is only left out", () => {
  assert.deepEqual(names(item("service", "F9"), item("service", "F1")), ["home", "item"]);
});
