// What every page says of itself: how fresh it is, what time it is in the hall, and whether that is a demo's.

import { clockText } from "#ui/clock.js";
import { hallNow, isDemoTime } from "#ui/live_model.js";

/** `link` in words, whether the picture is old, the hall's clock, and the demo mark (null when it is real). */
export function signs(say, room, link, nowMs, freshAtMs = null) {
  const times = room?.times ?? null;
  const old = link !== "live" && (times !== null || link === "stale");
  return {
    old,
    link: say(times === null ? "link.connecting" : old ? "link.old" : "link.live"),
    clock: times && clockText(hallNow(times, nowMs), times.offset),
    demo: isDemoTime(times) ? demoText(say, times.speed) : null,
    oldSince: times && clockText(hallNow(times, freshAtMs ?? times.heardAtMs), times.offset),
  };
}

/** That the hall's time is not the real one, and how many times as fast it goes. */
export const demoText = (say, speed) =>
  speed === 1 ? say("demo.time") : say("demo.speed", { speed: Math.round(speed * 10) / 10 });
