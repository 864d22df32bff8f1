// What a manager has to do something about, most urgent first. Nothing is forecast: an alarm is a fact of now.

import { troubled } from "../staff/devices_model.js";
import { need } from "./queues_model.js";
import { helpFor } from "./windows_model.js";

/** `halls` is the state of each hall by code: that a queue waits over lunch, or while all leave, is nobody's fault. */
export function alarmsOf(rows, windows, devices, halls) {
  const late = rows
    .filter((row) => halls[row.hall] === "open" && (row.level === "over" || row.unserved))
    .sort((a, b) => need(b) - need(a))
    .map((row) => queueAlarm(row, windows));
  const broken = troubled(devices ?? []).map((device) => ({
    key: `device:${device.part_of ? `${device.part_of}/` : ""}${device.code}`,
    kind: "device",
    device,
    since: device.since,
  }));
  return [...late, ...broken];
}

function queueAlarm(row, windows) {
  const over = row.level === "over";
  return {
    key: `queue:${row.queue}:${over ? "late" : "unserved"}`,
    kind: over ? "late" : "unserved",
    row,
    since: over ? new Date(Date.parse(row.oldest_arrived_at) + row.target_s * 1000).toISOString() : null,
    help: helpFor(row.queue, windows),
  };
}

/** Keys of alarms that were not there before; null before anything was known: then nothing rings. */
export function fresh(before, alarms) {
  return before === null ? [] : alarms.map(({ key }) => key).filter((key) => !before.has(key));
}
