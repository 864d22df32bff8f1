// Windows that ask for help, as guides and managers see them.

import { clockOf } from "#ui/clock.js";

/** Every alarm of the board as a row, in the board's order: what nobody has seen stands first. */
export const helpRows = (say, page, board) =>
  (board?.alarms ?? []).map((alarm) => ({
    id: alarm.id,
    isSeen: alarm.seen_by !== null,
    window: say("staff.alarm.at", { window: alarm.window }),
    place: [nameOf(page.halls, alarm.hall), nameOf(page.zones, alarm.zone)].filter(Boolean).join(" · "),
    asks: say("staff.alarm.asks", { name: alarm.name ?? "", clerk: alarm.clerk, time: clockOf(alarm.since) }),
    seen: alarm.seen_by === null ? null : say("staff.alarm.seen", { who: alarm.seen_by, time: clockOf(alarm.seen_at) }),
  }));

/** How many wait for somebody to come. */
export const unseen = (board) => (board?.alarms ?? []).filter(({ seen_by }) => seen_by === null).length;

/** A place by its code; pages have their places as rows or by code. */
function nameOf(places, code) {
  if (code === null || !places) return "";
  const found = Array.isArray(places) ? places.find((each) => each.code === code) : places[code];
  return typeof found === "string" ? found : (found?.name ?? code);
}
