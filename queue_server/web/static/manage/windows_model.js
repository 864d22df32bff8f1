// Every window: what it does and since when, who could take what, and what an arrangement would mean.

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const MOST_MINUTES = 99;

/** All windows by number; `board` is the windows board. */
export function windowsView(page, board, hallMs) {
  const known = (board?.windows ?? []).filter(({ window }) => window in page.windows);
  const beyond = new Map((board?.beyond ?? []).map(({ window, queues }) => [window, queues]));
  return new Map(known.map((row) => [row.window, windowView(page, row, hallMs, beyond.get(row.window) ?? [])]));
}

function windowView(page, row, hallMs, beyond) {
  const place = page.windows[row.window];
  return {
    ...row,
    ...place,
    minutes: row.since === null ? null : Math.max(0, Math.floor((hallMs - Date.parse(row.since)) / MINUTE_MS)),
    planned: place.queues,
    queues: row.queues ?? place.queues,
    beyond,
    changed: row.queues !== null,
    reason: row.pause === null ? null : page.reasons[row.pause] ?? row.pause,
  };
}

/** The time in a state as a tile has room for it: 7′, 2h. */
export function shortTime(minutes) {
  if (minutes === null) return "";
  return minutes > MOST_MINUTES ? `${Math.floor(minutes / HOUR_MINUTES)}h` : `${minutes}′`;
}

/** Halls with their zones with their windows, in the catalogue's order. */
export function mapOf(page, windows) {
  return page.halls.map((hall) => {
    const zones = page.zones.filter((zone) => zone.hall === hall.code).map((zone) => ({
      ...zone,
      windows: [...windows.values()].filter((each) => each.zone === zone.code),
    }));
    return { ...hall, zones, count: zones.reduce((sum, zone) => sum + zone.windows.length, 0) };
  });
}

/**
 * What can be done for a queue today: windows that call it now, could but rest, have it and nobody sits there,
 * are shut, or have somebody who could take it although the window has it not. A window whose clerk has not the
 * skill for the queue neither calls it nor rests.
 */
export function helpFor(queue, windows) {
  const all = [...windows.values()];
  const having = all.filter(({ queues }) => queues.includes(queue));
  return {
    calling: having.filter((each) => !each.beyond.includes(queue) && !each.shut && !["closed", "paused"].includes(each.state)),
    resting: having.filter((each) => !each.beyond.includes(queue) && !each.shut && each.state === "paused"),
    empty: having.filter((each) => !each.shut && each.state === "closed"),
    shut: having.filter(({ shut }) => shut),
    could: all.filter(({ could }) => could.includes(queue)),
  };
}

/** Today's queues after one was ticked on or off; new ones come last, so that the home queue stays first. */
export const toggled = (queues, queue) =>
  queues.includes(queue) ? queues.filter((each) => each !== queue) : [...queues, queue];

/** Whether two lists of queues are the same arrangement. */
export const sameQueues = (a, b) => a.length === b.length && a.every((queue, i) => queue === b[i]);

/**
 * What is wrong with a choice of queues: "none" chosen, "same" as now, "nobody" who sits there could call any.
 * Null when it can be sent. `skills` is null where nobody sits there.
 */
export function wrongWith(chosen, now, skills) {
  if (chosen.length === 0) return "none";
  if (sameQueues(chosen, now)) return "same";
  return skills !== null && !chosen.some((queue) => skills.includes(queue)) ? "nobody" : null;
}

/** What the clerk who sits at a window can do: what is served there now, and what could be taken. */
export const skillsOf = (view, served) => (view.clerk === null ? null : [...new Set([...served, ...view.could])]);
