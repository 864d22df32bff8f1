// The clerk's view of a window: which keys are lit, whom the ticket is, who waits, what the desk says of itself.

import { businessOf as nameOfBusiness } from "#ui/business_model.js";
import { clockOf } from "#ui/clock.js";
import { STALE_AFTER_MS, hallNow } from "#ui/live_model.js";
import { signs } from "#ui/signs_model.js";
import { nameIn, shortName } from "#ui/words.js";
import { newest } from "./answers.js";
import { bigKey, stepsLeft } from "./big_key.js";

export const KEYS = ["recall", "start", "missed", "hold", "transfer", "next-step", "finish"];

/**
 * `room` is the window's room, `told` what a key was answered (`{seq, board}`), `busy` whether a command is
 * under way: then no key is lit. `begunMs` is when this clerk began at the window.
 */
export function padView(page, say, { room, window, link, busy, nowMs, freshAtMs, begunMs = 0, told = null, list = null }) {
  const board = newest(room, told);
  const can = mayPress(board);
  if (untilMs(board, room, nowMs) === 0) can.delete("undo");
  const hallMs = room?.times ? hallNow(room.times, nowMs) : null;
  const lit = (key) => can.has(key) && !busy;
  return {
    window,
    name: page.windows[window]?.name || page.windows[window]?.zone || "",
    hallCode: page.windows[window]?.hall_code ?? "",
    known: board !== null,
    busy,
    state: board?.state ?? null,
    clerk: board?.clerk ?? null,
    signs: signs(say, room, link, nowMs, freshAtMs),
    line: lineOf(room, link, nowMs - begunMs),
    expect: board?.current?.public_id ?? null,
    current: currentView(page, say, board, hallMs),
    keys: KEYS.filter((key) => key !== "next-step" || can.has(key)).map((key) => ({ key, name: say(`key.${key}`), lit: lit(key) })),
    big: bigKey(say, board, can, busy),
    canMiss: can.has("next") && can.has("missed"),
    noShow: lit("next") && lit("missed"),
    undo: undoView(say, board, room, nowMs, lit("undo")),
    standing: standing(page, say, board, hallMs),
    paused: board?.state === "paused" && !board.evacuated,
    pause: lit("pause"),
    unpause: lit("unpause"),
    canUnpause: can.has("unpause"),
    signOut: lit("sign-out"),
    pick: can.has("pick"),
    lines: linesView(page, say, board, hallMs),
    waiting: (board?.queues ?? []).reduce((sum, line) => sum + line.waiting, 0),
    coming: comingView(page, say, board, hallMs),
    head: board?.next_up?.[0] ?? null,
    why: whyView(page, say, board, list, hallMs),
    alarm: board?.alarm ?? null,
    held: heldView(page, say, board, hallMs, lit("resume")),
  };
}

/** Nobody comes to a window while its hall is left: these would act on visitors who are told to go. */
const NOT_WHILE_LEFT = new Set(["recall", "start", "missed", "transfer", "next-step", "resume", "pick"]);

/** What the server allows, without what would be wrong while everybody leaves. */
const mayPress = (board) => new Set((board?.can ?? []).filter((key) => !(board.evacuated && NOT_WHILE_LEFT.has(key))));

/** "live", "cut", or before the window is heard for the first time "connecting" and after a while "unreached". */
function lineOf(room, link, sinceMs) {
  if (room?.times) return link === "live" ? "live" : "cut";
  return sinceMs < STALE_AFTER_MS ? "connecting" : "unreached";
}

function currentView(page, say, board, hallMs) {
  const current = board?.current;
  if (!current) return null;
  return {
    number: current.number,
    state: current.state,
    stateWord: say(`ticket.${current.state}`),
    queue: current.queue,
    service: current.service,
    business: businessOf(page, current),
    special: classWord(say, current.visitor_class),
    span: hallMs === null ? "" : spanText(hallMs - Date.parse(current.since)),
    about: aboutText(say, current),
    missable: current.state === "called" && (current.recalls ?? 0) >= page.missed.recalls,
    note: current.note || null,
    steps: current.steps.map((step) => ({ name: page.services[step.service] ?? queueName(page, step.queue), state: step.state })),
    left: stepsLeft(current),
  };
}

/** How long it waited, when it was called, how often again: what is known, joined. */
function aboutText(say, current) {
  const parts = [];
  if (current.called_at && current.arrived_at) {
    const waitedMs = Date.parse(current.called_at) - Date.parse(current.arrived_at);
    if (waitedMs >= 60_000) parts.push(say("about.waited", { minutes: Math.floor(waitedMs / 60_000) }));
    parts.push(say("about.called", { time: clockOf(current.called_at) }));
  } else {
    parts.push(say(`about.since.${current.state}`, { time: clockOf(current.since) }));
  }
  if (current.recalls > 0) parts.push(say("about.recalls", { count: current.recalls }));
  return parts.join(say("joint"));
}

const classWord = (say, code) => (code && code !== "ordinary" ? say(`class.${code}`) : null);

/** The one thing, else the item; where none was chosen, or its name is not there yet, the queue. */
export function businessOf(page, ticket) {
  return nameOfBusiness(ticket, page) || ticket.scenario || "";
}

const queueName = (page, code) => shortName(nameIn(page.queues[code]?.names, page.language));

/** The items that a board speaks of: their names must be known. */
export function itemsOf(board) {
  const tickets = [board?.current, ...(board?.coming ?? [])].filter(Boolean);
  return [...tickets.map(({ service }) => service), ...(board?.current?.steps ?? []).map(({ service }) => service)];
}

/** Why nobody can be called now, or that there is nothing to do: a title, a sentence, and how it looks. */
function standing(page, say, board, hallMs) {
  if (!board) return { kind: "unknown", title: say("unknown.title"), text: say("unknown.text") };
  if (board.evacuated) return { kind: "evacuated", title: say("evacuated.title"), text: say("evacuated.text") };
  if (board.shut) return { kind: "shut", title: say("shut.title"), text: say(board.current ? "shut.text" : "shut.text_idle") };
  if (board.state === "paused") return { kind: "paused", title: say("paused.title"), text: pauseText(page, say, board, hallMs) };
  if (board.current) return null;
  const waiting = Math.max(board.queues.reduce((sum, line) => sum + line.waiting, 0), board.next_up.length);
  if (board.next_up.length > 0) return { kind: "somebody", title: say("idle.somebody", { count: waiting }), text: say("idle.somebody_text") };
  if (waiting > 0) return { kind: "nobody", title: say("idle.none_callable"), text: say("idle.none_callable_text", { count: waiting }) };
  return { kind: "nobody", title: say("idle.title"), text: say("idle.text") };
}

function pauseText(page, say, board, hallMs) {
  const reason = page.reasons.find(({ code }) => code === board.pause?.reason)?.name ?? "";
  const since = board.pause?.since;
  if (!since || hallMs === null) return say("paused.reason", { reason });
  return say("paused.since", { reason, time: clockOf(since), span: spanText(hallMs - Date.parse(since)) });
}

/** Real seconds left to take the last act back. */
function untilMs(board, room, nowMs) {
  if (!board?.undo || !room?.times) return null;
  const realMs = room.times.serverMs + (nowMs - room.times.heardAtMs);
  return Math.max(0, Date.parse(board.undo.until) - realMs); // told in whole seconds, cut off: dark before the server refuses
}

function undoView(say, board, room, nowMs, lit) {
  const leftMs = untilMs(board, room, nowMs);
  if (!board?.can.includes("undo") || leftMs === 0) return null;
  const seconds = leftMs === null ? null : Math.min(30, Math.ceil(leftMs / 1000));
  return { lit, what: board.undo ? say(`undo.${board.undo.verb}`) : "", seconds };
}

function linesView(page, say, board, hallMs) {
  return (board?.queues ?? []).map((line) => ({
    queue: line.queue,
    prefix: page.queues[line.queue]?.prefix ?? "",
    name: shortName(nameIn(page.queues[line.queue]?.names, page.language) || line.queue),
    waiting: line.waiting,
    oldest: line.oldest_arrived_at && hallMs !== null ? say("lists.oldest", { minutes: minutesSince(line.oldest_arrived_at, hallMs) }) : null,
  }));
}

function comingView(page, say, board, hallMs) {
  return (board?.coming ?? []).map((ticket) => ({
    number: ticket.number,
    special: classWord(say, ticket.visitor_class),
    queue: businessOf(page, ticket),
    waited: hallMs === null ? "" : say("minutes", { count: minutesSince(ticket.arrived_at, hallMs) }),
  }));
}

/** The sentences of the list that was asked for count only while its first is still the one that comes. */
function whyView(page, say, board, list, hallMs) {
  const number = board?.next_up?.[0];
  if (!number || !board.can.includes("next")) return null;
  const first = list?.first === number ? list.waiting[0] : null;
  const known = first ?? board.coming?.[0] ?? null;
  return {
    number,
    business: known ? businessOf(page, known) : "",
    special: known && classWord(say, known.visitor_class),
    waited: known && hallMs !== null && minutesSince(known.arrived_at, hallMs) > 0 ? say("why.waited", { minutes: minutesSince(known.arrived_at, hallMs) }) : "",
    note: first?.note || null,
    sentences: first ? list.sentences : [],
  };
}

const heldView = (page, say, board, hallMs, lit) =>
  (board?.held ?? []).map((held) => ({
    ...held,
    lit,
    queueName: queueName(page, held.queue),
    away: hallMs === null ? "" : say("minutes", { count: minutesSince(held.since, hallMs) }),
  }));

const minutesSince = (stamp, hallMs) => Math.max(0, Math.floor((hallMs - Date.parse(stamp)) / 60_000));

/** 18:06, or 1:02:03 after an hour. */
export function spanText(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  const two = (n) => String(n).padStart(2, "0");
  const [hours, minutes, seconds] = [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** The command behind a key: path and body, always with what the clerk sees as current. */
export function commandFor(key, window, expect, more = {}) {
  if (key === "sign-out") return { method: "DELETE", path: "/sessions/current", body: undefined };
  return { method: "POST", path: `/windows/${window}/${key}`, body: { expect, ...more } };
}
