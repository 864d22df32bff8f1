// The administrator's desk: devices as they told of themselves, and what can be enrolled.

import { clockText, dateText } from "#ui/clock.js";
import { hallNow } from "#ui/live_model.js";
import { signs } from "#ui/signs_model.js";
import { KINDS } from "../staff/devices_model.js";

/** `rooms` are the rooms of staff by name. */
export function adminView(page, say, { rooms, link, nowMs, freshAtMs }) {
  const room = rooms.devices;
  const times = room?.times ?? null;
  const devices = room?.board?.devices ?? null;
  return {
    ready: devices !== null,
    signs: signs(say, room, link, nowMs, freshAtMs),
    date: times && dateText(hallNow(times, nowMs), times.offset, page.language),
    devices: (devices ?? []).filter(({ enrolled }) => enrolled).map((device) => ({ ...device, sinceText: device.state === "unknown" ? "—" : sinceText(device.since, times, nowMs, page.language) })),
    serverMs: times === null ? nowMs : times.serverMs + nowMs - times.heardAtMs,
  };
}

const dayOf = (ms, offset) => dateText(ms, offset, "en");

/** The clock time today, with the date before on any other day; "—" where nothing is known. */
function sinceText(since, times, nowMs, language) {
  if (since === null || times === null) return "—";
  const at = Date.parse(since);
  const clock = clockText(at, times.offset);
  const isToday = dayOf(at, times.offset) === dayOf(hallNow(times, nowMs), times.offset);
  return isToday ? clock : `${dateText(at, times.offset, language)} ${clock}`;
}

/** What revoking a device means: each kind speaks in its own way. `PAD-7` is the PAD of window 7. */
export function revokeText(say, { code, kind }) {
  return KINDS.includes(kind) ? say(`revoke.means.${kind}`, { code, window: code.replace(/^PAD-/, "") }) : say("revoke.means.other", { code });
}

/** Whether a device of this code speaks now. */
export const isEnrolled = (devices, code) => devices.some((device) => device.code === code);

/** What is left of an enrolment code: `{minutes, seconds}`, null when it has run out. */
export function leftOf(expiresAt, serverMs) {
  const seconds = Math.ceil((Date.parse(expiresAt) - serverMs) / 1000);
  return seconds <= 0 ? null : { minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
}

/** A code in two halves: easier to read to each other. */
export const halves = (code) => [code.slice(0, code.length / 2), code.slice(code.length / 2)];
