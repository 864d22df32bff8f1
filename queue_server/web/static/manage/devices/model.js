// The devices of the centre as a manager reads them: by hall and kind, the worst first, and what became of orders.

import { clockOf, clockText, dateText, dayOf } from "#ui/clock.js";
import { hallNow } from "#ui/live_model.js";
import { runs } from "#ui/numbers.js";
import { signs } from "#ui/signs_model.js";
import { KINDS, isTrouble } from "../../staff/devices_model.js";
import { remedyOf, stateOf } from "../device_words.js";

/** From what needs somebody most to what needs nobody. */
export const LEVELS = ["bad", "silent", "ok", "off", "never"];

/** How a state is to be read. */
export function levelOf(state) {
  if (state === "silent") return "silent";
  if (isTrouble(state)) return "bad";
  return state === "unknown" ? "never" : state === "off" ? "off" : "ok";
}

/** `room` is the room of devices. Times are the hall's; `serverMs` is the server's real clock. */
export function devicesView(page, say, { room, link, nowMs, freshAtMs }) {
  const times = room?.times ?? null;
  const rows = room?.board?.devices ?? null;
  if (rows === null) return { ready: false, signs: signs(say, room, link, nowMs, freshAtMs), date: null, counts: [], halls: [] };
  const hallMs = hallNow(times, nowMs);
  const at = { say, page, offset: times.offset, hallMs, serverMs: times.serverMs + nowMs - times.heardAtMs };
  const devices = rows.filter((row) => !row.part_of).map((row) => deviceView(at, row, rows.filter((part) => part.part_of === row.code)));
  return {
    ready: true,
    signs: signs(say, room, link, nowMs, freshAtMs),
    date: dateText(hallMs, times.offset, page.language),
    counts: LEVELS.map((level) => ({ level, count: devices.filter((device) => device.worst === level).length })),
    halls: hallsOf(page, say, devices),
  };
}

function hallsOf(page, say, devices) {
  const halls = [...page.halls, { code: null, name: say("watch.no_hall") }];
  return halls
    .map(({ code, name }) => {
      const here = devices.filter(({ hall }) => (page.halls.some((each) => each.code === hall) ? hall : null) === code);
      return { code, name, kinds: KINDS.map((kind) => kindOf(say, kind, here)).filter((each) => each !== null) };
    })
    .filter(({ kinds }) => kinds.length > 0)
    .sort((a, b) => worst(a.kinds) - worst(b.kinds));
}

const worst = (kinds) => Math.min(...kinds.map(({ rank }) => rank));

/** The devices of one kind in one hall. Those of which nothing is known or wanted now stand in one line. */
function kindOf(say, kind, devices) {
  const all = devices.filter((device) => device.kind === kind);
  if (all.length === 0) return null;
  const isFolded = ({ worst: level, orders }) => kind !== "machine" && ["off", "never"].includes(level) && orders.length === 0;
  const rows = all.filter((device) => !isFolded(device)).sort((a, b) => rankOf(a) - rankOf(b) || a.number - b.number || (a.code < b.code ? -1 : 1));
  const folded = ["off", "never"]
    .map((level) => ({ level, devices: all.filter((device) => isFolded(device) && device.worst === level) }))
    .filter((each) => each.devices.length > 0)
    .map((each) => ({ level: each.level, text: codesText(kind, each.devices), count: each.devices.length }));
  return { kind, rows, folded, rank: Math.min(...all.map(rankOf)) };
}

const rankOf = (device) => LEVELS.indexOf(device.worst);

/** PADs by their windows' numbers, others by their codes. */
const codesText = (kind, devices) => (kind === "pad" ? runs(devices.map(({ number }) => number)) : devices.map(({ code }) => code).join(", "));

function deviceView(at, row, parts) {
  const views = parts.map((part) => rowView(at, part));
  const own = rowView(at, row);
  const broken = own.level === "ok" && views.some((part) => part.level === "bad");
  const told = views.some((part) => part.told === row.state); // a part says more of the same trouble
  const state = broken ? at.say("watch.part_bad") : own.state;
  return { ...own, state, remedy: told ? "" : own.remedy, level: broken ? "mixed" : own.level, worst: broken ? "bad" : own.level, parts: views, number: Number(/^PAD-(\d+)$/.exec(row.code)?.[1] ?? 0) };
}

function rowView({ say, page, offset, hallMs, serverMs }, row) {
  const stamp = (text) => text && stampText(text, { offset, hallMs, language: page.language });
  const error = row.last_error;
  return {
    code: row.code,
    kind: row.kind,
    hall: row.hall ?? null,
    partOf: row.part_of ?? null,
    level: levelOf(row.state),
    state: stateOf(say, row.state),
    told: row.state,
    detail: row.detail,
    remedy: isTrouble(row.state) ? remedyOf(say, row.state) : "",
    since: row.state === "unknown" ? null : stamp(row.since),
    paper: row.paper ?? null,
    version: row.version ?? "",
    error: error && error.state !== row.state ? { state: stateOf(say, error.state), at: stamp(error.at) } : null,
    can: row.can ?? [],
    name: page.machines?.[row.code] ?? null,
    orders: (row.orders ?? []).slice(-1).map((order) => orderView(say, order, serverMs)),
  };
}

/** The clock time of today, with the date before on any other day. */
export function stampText(text, { offset, hallMs, language }) {
  const ms = Date.parse(text);
  const clock = clockText(ms, offset);
  return dayOf(ms, offset) === dayOf(hallMs, offset) ? clock : `${dateText(ms, offset, language)} ${clock}`;
}

/** How far an order is, and whether it still goes on. What was not taken in time is taken no more, and said so. */
export function orderView(say, order, serverMs) {
  const late = serverMs > Date.parse(order.until);
  const times = { asked: clockOf(order.asked_at), time: clockOf(order.changed_at ?? order.asked_at) };
  const state = order.state === "asked" && late ? "not_taken" : order.state === "begun" && late ? "lost" : order.state;
  return {
    kind: order.kind,
    state,
    text: say(`watch.order.${state}`, { ...times, what: say(`watch.${order.kind}`) }) + (order.detail ? ` ${order.detail}` : ""),
    going: ["asked", "begun"].includes(state),
  };
}
