// The manager's live hall: everything that the page shows, as plain values.

import { hallNow } from "#ui/live_model.js";
import { signs } from "#ui/signs_model.js";
import { dateText } from "#ui/clock.js";
import { alarmsOf } from "./alarms_model.js";
import { grouped, need, queueRows } from "./queues_model.js";
import { mapOf, windowsView } from "./windows_model.js";

const STATES = ["serving", "called", "idle", "paused", "closed"];

/** `rooms` are the rooms of staff by name, `order` how queues are sorted: "place" or "need". */
export function deskView(page, say, { rooms, link, nowMs, freshAtMs, order }) {
  const desk = rooms.desk;
  const times = desk?.times ?? null;
  const hallMs = times === null ? nowMs : hallNow(times, nowMs);
  const rows = queueRows(page, desk?.board, hallMs);
  const windows = windowsView(page, rooms.windows?.board, hallMs);
  const halls = hallsOf(page, rooms.windows?.board);
  const devices = rooms.devices?.board?.devices ?? null;
  const states = Object.fromEntries(halls.map(({ code, state }) => [code, state]));
  return {
    ready: Boolean(desk?.board && rooms.windows?.board),
    signs: signs(say, desk, link, nowMs, freshAtMs),
    date: times && dateText(hallMs, times.offset, page.language),
    offset: times?.offset ?? "Z",
    rows,
    groups: grouped(page, rows, order),
    windows,
    map: mapOf(page, windows),
    counts: countsOf(windows),
    totals: desk?.board?.totals ?? null,
    halls,
    devices,
    alarms: alarmsOf(rows, windows, devices, states),
    sentence: sentenceOf(say, rows, halls, desk?.board?.totals),
  };
}

function hallsOf(page, board) {
  return (board?.halls ?? []).map((each) => ({
    code: each.hall,
    name: page.halls.find(({ code }) => code === each.hall)?.name ?? each.hall,
    state: each.state,
    notice: each.notice,
  }));
}

function countsOf(windows) {
  const counts = Object.fromEntries(STATES.map((state) => [state, 0]));
  for (const { state } of windows.values()) counts[state] += 1;
  return STATES.map((state) => ({ state, count: counts[state] }));
}

/** One sentence that says how the hall is: only what the figures say. */
export function sentenceOf(say, rows, halls, totals) {
  if (!totals) return "";
  const left = halls.filter(({ state }) => state === "evacuation").map(({ name }) => name);
  if (left.length > 0) return say("say.evacuation", { halls: left.join(say("say.and")) });
  if (totals.waiting === 0) return say(totals.open_windows === 0 ? "say.quiet_closed" : "say.quiet", { windows: totals.open_windows });
  const late = rows.filter(({ level }) => level === "over");
  const worst = [...(late.length > 0 ? late : rows)].sort((a, b) => need(b) - need(a))[0];
  const values = { waiting: totals.waiting, count: late.length, queue: worst?.name ?? "", minutes: worst?.oldest ?? 0, target: worst?.target ?? 0 };
  if (late.length > 1) return say("say.late_several", values);
  if (late.length === 1) return say("say.late_one", values);
  return say("say.fine", values);
}
