// SHA-256 as the standard has it, and a search that stops when it is told to.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { hasWorked, tries } from "../../queue_server/web/static/booking/proof_model.js";
import { sha256 } from "../../queue_server/web/static/booking/sha256.js";

const hex = (words) => [...words].map((word) => word.toString(16).padStart(8, "0")).join("");

for (const length of [0, 3, 55, 56, 63, 64, 119, 120, 500]) {
  test(`the hash of ${length} letters is the standard's`, () => {
    const text = "q".repeat(length);
    assert.equal(hex(sha256(text)), createHash("sha256").update(text).digest("hex"));
  });
}

test("a search that may not go on says where it stopped, and goes on there", () => {
  const stopped = tries("challenge", 32, 0, () => false);
  assert.deepEqual(stopped, { from: 64 });
  const { answer } = tries("challenge", 8, 0, () => true);
  assert.ok(hasWorked("challenge", answer, 8));
  assert.deepEqual(tries("challenge", 8, answer, () => false), { answer });
});
