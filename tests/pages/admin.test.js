import assert from "node:assert/strict";
import { test } from "node:test";
import { adminView, halves, isEnrolled, leftOf, revokeText } from "../../queue_server/web/static/admin/model.js";
import { stateOf } from "../../queue_server/web/static/manage/device_words.js";
import { signOf } from "../../queue_server/web/static/staff/devices_model.js";

const NINE = Date.parse("2026-11-23T09:00:00+08:00");
const page = { language: "zh" };
const say = (key) => key;

function a_room(devices) {
  const times = { heardAtMs: 0, serverMs: NINE, hallMs: NINE, offset: "+08:00", speed: 1 };
  return { devices: { board: { devices }, times } };
}

test("revoking says what is true of each kind", () => {
  const saying = (key, { window }) => `${key} ${window}`;
  const meant = [["QK-N1", "kiosk"], ["PAD-7", "pad"], ["LED-N0", "screen"], ["X", null]].map(([code, kind]) => revokeText(saying, { code, kind }));
  assert.deepEqual(meant.slice(0, 3), ["revoke.means.kiosk QK-N1", "revoke.means.pad 7", "revoke.means.screen LED-N0"]);
  assert.match(meant[3], /^revoke.means.other/);
});

test("a code counts down by the server's clock and then is gone", () => {
  const at = new Date(NINE + 600_000).toISOString();
  assert.deepEqual([leftOf(at, NINE), leftOf(at, NINE + 599_500), leftOf(at, NINE + 600_000)],
    [{ minutes: 10, seconds: 0 }, { minutes: 0, seconds: 1 }, null]);
});

test("a code is read in two halves", () => {
  assert.deepEqual(halves("ABCDEFGH"), ["ABCD", "EFGH"]);
});

test("a device says its time today, and its date on another day", () => {
  const rooms = a_room([{ code: "a", enrolled: true, state: "ok", since: "2026-11-23T08:15:00+08:00" }, { code: "b", enrolled: true, state: "ok", since: "2026-11-20T08:15:00+08:00" }, { code: "c", enrolled: true, state: "unknown", since: "2026-11-20T08:15:00+08:00" }]);
  const { devices } = adminView(page, say, { rooms, link: "live", nowMs: 0, freshAtMs: 0 });
  assert.deepEqual(devices.map(({ sinceText }) => sinceText), ["08:15", "11月20日 星期五 08:15", "—"]);
});

test("nothing is ready before the devices were heard of", () => {
  assert.equal(adminView(page, say, { rooms: {}, link: "connecting", nowMs: NINE, freshAtMs: null }).ready, false);
});

test("a device that speaks is known to be enrolled", () => {
  assert.deepEqual([isEnrolled([{ code: "QK-N1" }], "QK-N1"), isEnrolled([], "QK-N1")], [true, false]);
});

test("an unknown state is shown as it was told, and unknown is not broken", () => {
  assert.deepEqual([stateOf(say, "ok"), stateOf(say, "melting"), signOf("unknown"), signOf("no_printer"), signOf("printer_failed")],
    ["device.ok", "melting", "unknown", "unknown", "bad"]);
});
