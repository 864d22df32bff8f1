// The zone board's view: the newest call, every window of the zone, who is next, and why.

import { callsView } from "#ui/calls_model.js";
import { runs } from "#ui/numbers.js";
import { signs } from "#ui/signs_model.js";
import { nameIn, shortName } from "#ui/words.js";

export const FEW_WINDOWS = 8;
const NEXT_SHOWN = 4;
const COUNTS_SHOWN = 6;

/** `queues` are the queue rooms of the zone, by queue code: their heads are who is next. */
export function zoneView(page, say, { room, queues, link, nowMs, freshAtMs }) {
  const board = room?.board ?? null;
  const { newest } = callsView(room, nowMs, 0);
  const numbers = (board?.windows ?? page.windows).map(({ window }) => window);
  return {
    zone: nameIn(page.zone.names, page.language),
    windowsText: say(numbers.length > 1 ? "zone.windows" : "zone.window", { windows: runs(numbers) }),
    signs: signs(say, room, link, nowMs, freshAtMs),
    leave: board?.state === "evacuation" ? nameIn(board.notice, page.language) || say("leave.text") : null,
    newest,
    none: newest === null ? say(noneKey(board)) : null,
    windows: (board?.windows ?? []).map((tile) => windowView(page, say, tile)),
    many: numbers.length > FEW_WINDOWS,
    next: nextUp(queues, calledNumbers(board, newest)),
    counts: countsView(page, board),
    why: whyText(page, say, board),
    unknown: board?.queues.some(({ queue }) => !(queue in page.queues)) ?? false,
  };
}

const noneKey = (board) => `none.${["closed", "lunch"].includes(board?.state) ? board.state : "open"}`;

function windowView(page, say, { window, state, number }) {
  const busy = number !== null && state !== "paused";
  const prefix = number?.match(/^[^\d-]*/)[0];
  const queue = Object.values(page.queues).find((each) => each.prefix === prefix);
  return {
    window,
    state,
    number: busy ? number : null,
    word: busy ? null : say(`zone.word.${state === "paused" || state === "closed" ? state : "idle"}`),
    kind: busy ? (queue ? shortName(nameIn(queue.names, page.language)) : scenarioWord(page, say, prefix)) : "",
    said: state === "paused" || state === "closed" ? "" : say(`zone.said.${state}`),
  };
}

const scenarioWord = (page, say, prefix) => (prefix === page.scenario_prefix ? say("zone.scenario") : "");

/** A queue's board may come a moment after the call that took its head away. */
const calledNumbers = (board, newest) => new Set([newest?.number, ...(board?.windows ?? []).map(({ number }) => number)]);

/** The head of each queue, the longest lines first: who should get ready. */
export function nextUp(queues, called = new Set()) {
  return Object.values(queues)
    .filter((board) => board.open_windows > 0)
    .sort((a, b) => b.waiting.length - a.waiting.length)
    .map((board) => board.waiting.find(([number]) => !called.has(number))?.[0])
    .filter((number) => number !== undefined)
    .slice(0, NEXT_SHOWN);
}

function countsView(page, board) {
  const rows = (board?.queues ?? []).filter(({ queue }) => queue in page.queues);
  const shown = rows.length > COUNTS_SHOWN ? rows.filter((row) => row.waiting > 0) : rows;
  const order = Object.keys(page.queues);
  const inOrder = [...shown].sort((a, b) => order.indexOf(a.queue) - order.indexOf(b.queue));
  return inOrder.slice(0, COUNTS_SHOWN).map((row) => ({
    prefix: page.queues[row.queue].prefix,
    name: shortName(nameIn(page.queues[row.queue].names, page.language)),
    count: row.waiting,
  }));
}

const whyText = (page, say, board) =>
  (board?.queues.length ?? 0) > 1
    ? say("zone.why_pooled", { count: board.queues.length })
    : say("zone.why_one");
