// A clerk's quiet call for help: what its line on the desk says, and what it never says more than is known.

import { clockOf } from "#ui/clock.js";

export const HELP_HOLD_MS = 1000;
export const HELP_TWICE_MS = 3000;

/** Nothing is asked yet, but the key is on its way: what to do to ask. */
const HINTS = new Set(["holding", "short", "armed"]);

/**
 * The line `{kind, text, ends}`, null where there is nothing to say. `alarm` is the window's, null without one;
 * `sending` is what becomes of a press ("idle", "sending", "again"), `wants` whether it asks or ends; `phase` is how
 * the key is held; `lost` says that nobody was told. `ends`: whether the alarm can be ended here.
 */
export function helpLine(say, { alarm, sending = "idle", wants = "raise", phase = "idle", lost = false }) {
  if (sending === "again") return { kind: "unsent", text: say(`alarm.again.${wants}`), ends: false };
  if (sending === "sending" && !alarm) return { kind: "quiet", text: say("alarm.sending"), ends: false };
  if (alarm?.seen_by) return { kind: "seen", text: say("alarm.seen", { who: alarm.seen_by, time: clockOf(alarm.seen_at) }), ends: sending === "idle" };
  if (alarm) return { kind: "raised", text: say("alarm.raised", { time: clockOf(alarm.since) }), ends: sending === "idle" };
  if (lost) return { kind: "unsent", text: say("alarm.lost"), ends: false };
  return HINTS.has(phase) ? { kind: "quiet", text: say(`alarm.key.${phase}`), ends: false } : null;
}
