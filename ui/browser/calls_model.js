// Calls as screens show them: the newest one large, the ones before it below.

import { hallNow } from "#ui/live_model.js";
import { parts } from "#ui/numbers.js";

const HOT_FOR_MS = 25_000;

/**
 * The newest call and up to `count` earlier ones, newest first. A number that was called again counts once.
 * `hot` marks an earlier call that was made moments ago: the newest must not hide it.
 */
export function callsView(room, nowMs, count) {
  const seen = new Set();
  const shown = [];
  for (const call of [...(room?.calls ?? [])].reverse()) {
    const key = `${call.number}@${call.window}`;
    if (!seen.has(key)) shown.push(callView(call, room.times, nowMs));
    seen.add(key);
  }
  return { newest: shown[0] ?? null, earlier: shown.slice(1, count + 1) };
}

function callView(call, times, nowMs) {
  const realAgeMs = (hallNow(times, nowMs) - Date.parse(call.at)) / times.speed;
  return {
    seq: call.seq,
    number: call.number,
    window: call.window,
    long: parts(call.number).digits.length > 3,
    hot: realAgeMs < HOT_FOR_MS,
  };
}
