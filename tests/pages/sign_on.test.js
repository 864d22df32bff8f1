// What comes back from the department's sign-in.

import assert from "node:assert/strict";
import test from "node:test";
import { toldBack } from "../../queue_server/web/static/staff/session_model.js";

test("a code comes back with its state", () => {
  assert.deepEqual(toldBack("#code=c&state=s.1.p"), { code: "c", state: "s.1.p" });
});

test("an error brings no code, whatever stands beside it", () => {
  assert.deepEqual(toldBack("#error=access_denied&state=s&code=c"), { code: null, state: "s" });
});

test("any other address tells nothing", () => {
  assert.deepEqual(["", "#", "#top", "#code=c"].map(toldBack), [null, null, null, null]);
});
