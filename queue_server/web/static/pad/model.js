// The clerk's view of a window: which keys are lit, what "next" will do, who waits.

import { clockOf } from "#ui/clock.js";
import { hallNow } from "#ui/live_model.js";
import { signs } from "#ui/signs_model.js";
import { nameIn, shortName } from "#ui/words.js";

export const KEYS = ["recall", "start", "missed", "hold", "transfer", "next-step", "finish"];
const QUEUES_SHOWN = 6;

/** `room` is the window's room, `busy` whether a command is under way: then no key is lit. */
export function padView(page, say, { room, window, link, busy, nowMs, freshAtMs }) {
  const board = room?.board ?? null;
  const can = new Set(busy ? [] : board?.can ?? []);
  const hallMs = room?.times ? hallNow(room.times, nowMs) : null;
  return {
    window,
    name: page.windows[window]?.name ?? "",
    hall: page.windows[window]?.hall ?? "",
    state: board?.state ?? null,
    stateWord: board ? say(`state.${board.state}`) : "",
    clerk: board?.clerk ?? null,
    signs: signs(say, room, link, nowMs, freshAtMs),
    connected: link === "live",
    expect: board?.current?.public_id ?? null,
    current: currentView(page, say, board, hallMs),
    keys: KEYS.filter((key) => key !== "next-step" || board?.can?.includes(key)).map((key) => ({
      key,
      name: say(`key.${key}`),
      lit: can.has(key),
    })),
    next: nextView(say, board, can),
    undo: can.has("undo"),
    paused: board?.state === "paused",
    pause: can.has("pause"),
    unpause: can.has("unpause"),
    signOut: can.has("sign-out"),
    lines: linesView(page, say, board, hallMs),
    waiting: (board?.queues ?? []).reduce((sum, line) => sum + line.waiting, 0),
    nextUp: board?.next_up ?? [],
    held: (board?.held ?? []).map((held) => ({ ...held, lit: can.has("resume") })),
  };
}

function currentView(page, say, board, hallMs) {
  const current = board?.current;
  if (!current) return null;
  const special = current.visitor_class && current.visitor_class !== "ordinary";
  return {
    number: current.number,
    state: current.state,
    stateWord: say(`state.${current.state}`),
    business: businessOf(page, current),
    special: special ? say(`class.${current.visitor_class}`) : null,
    since: say(`since.${current.state}`, {
      span: spanText(hallMs === null ? 0 : hallMs - Date.parse(current.since)),
      time: clockOf(current.since),
    }),
    note: current.note ? say("note", { note: current.note }) : null,
    steps: current.steps.map((step) => ({ name: page.services[step.service] ?? step.service, state: step.state })),
  };
}

/** The item; where none was chosen, the queue of the number's prefix. */
function businessOf(page, current) {
  if (current.service) return page.services[current.service] ?? current.service;
  const prefix = current.number.match(/^[^\d-]*/)[0];
  const queue = Object.values(page.queues).find((each) => each.prefix === prefix);
  return queue ? nameIn(queue.names, page.language) : "";
}

/** What the big key will do, said before it is pressed. */
function nextView(say, board, can) {
  const coming = board?.next_up?.[0] ?? null;
  const current = board?.current ?? null;
  return {
    lit: can.has("next"),
    coming,
    ends: current ? say("next.ends", { number: current.number }) : null,
    text: board && !board.can.includes("next") ? say("next.blocked") : coming ? null : say("next.nobody"),
  };
}

function linesView(page, say, board, hallMs) {
  return (board?.queues ?? []).slice(0, QUEUES_SHOWN).map((line) => ({
    prefix: page.queues[line.queue]?.prefix ?? "",
    name: shortName(nameIn(page.queues[line.queue]?.names, page.language) || line.queue),
    waiting: line.waiting,
    oldest:
      line.oldest_arrived_at && hallMs !== null
        ? say("lists.oldest", { minutes: Math.max(0, Math.floor((hallMs - Date.parse(line.oldest_arrived_at)) / 60_000)) })
        : null,
  }));
}

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
