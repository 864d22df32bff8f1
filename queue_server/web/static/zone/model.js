// The zone board's view: the newest call, every window of the zone, who is next, and why.

import { businessOf } from "#ui/business_model.js";
import { callsView } from "#ui/calls_model.js";
import { parts, runs } from "#ui/numbers.js";
import { signs } from "#ui/signs_model.js";
import { inAll, tongueAt } from "#ui/tongues.js";
import { nameIn, shortName } from "#ui/words.js";

export const LANDSCAPE = { name: "landscape", width: 1920, height: 1080, number: { width: 776, font: 320 } };
export const PORTRAIT = { name: "portrait", width: 1080, height: 1920, number: { width: 984, font: 428 } };

/** The picture that is drawn for a screen of this shape. */
export const pictureFor = ({ width, height }) => (width >= height ? LANDSCAPE : PORTRAIT);

/** More windows than these stand in two columns. */
export const ONE_COLUMN = 9;
const NEXT_SHOWN = 4;
const COUNTS_SHOWN = 8;
const QUIET_MS = 180_000;

/** Who may be called within so many seconds should get ready. */
const SOON_S = 600;

/** `queues` are the queue rooms of the zone, by queue code: their heads are who is next. */
export function zoneView(page, tongues, { show, room, queues, link, nowMs, freshAtMs }) {
  const board = room?.board ?? null;
  const tongue = tongueAt(tongues, nowMs);
  const numbers = (board?.windows ?? page.windows).map(({ window }) => window);
  const { newest } = callsView(show, room, nowMs, 0);
  const rests = (board?.state ?? "open") !== "open" && (newest?.ageMs ?? Infinity) > QUIET_MS;
  return {
    language: tongue.language,
    say: tongue.say,
    zone: inAll(tongues, ({ language }) => nameIn(page.zone.names, language)),
    windowsText: inAll(tongues, ({ say }) => say(numbers.length > 1 ? "zone.windows" : "zone.window", { windows: runs(numbers) })),
    signs: signs(tongue.say, room, link, nowMs, freshAtMs),
    leave: board?.state === "evacuation",
    board,
    newest: rests ? null : newest,
    none: rests || newest === null ? inAll(tongues, ({ say }) => say(noneKey(board))) : null,
    windows: (board?.windows ?? []).map((tile) => windowView(page, tongues, tile)),
    many: numbers.length > ONE_COLUMN,
    next: Object.keys(queues).length === 0 ? null : nextUp(queues, calledNumbers(board, newest)),
    counts: countsView(page, board, tongue.language),
    why: whyText(page, tongue.say, board),
    notice: board?.state === "evacuation" ? null : (board?.notice?.[tongue.language] ?? null),
  };
}

const noneKey = (board) => `none.${["closed", "lunch"].includes(board?.state) ? board.state : "open"}`;

/** A window's row: its number, or a word where nobody is served; the business, and what it means for visitors. */
function windowView(page, tongues, { window, state, number }) {
  const busy = number !== null && state !== "paused";
  const word = state === "paused" || state === "closed" ? state : "idle";
  return {
    window,
    state,
    number: busy ? number : null,
    word: busy ? null : inAll(tongues, ({ say }) => say(`zone.word.${word}`)),
    kind: busy ? inAll(tongues, (tongue) => kindOf(page, tongue, number)) : [],
    said: busy ? inAll(tongues, ({ say }) => say(`zone.said.${state}`)) : [],
  };
}

/** The business that a number's letters stand for; numbers of life events have letters of their own. */
const kindOf = (page, { language, say }, number) =>
  businessOf({ number }, { queues: page.queues, language }) || (parts(number).prefix === page.scenario_prefix ? say("zone.scenario") : "");

/** A queue's board may come a moment after the call that took its head away. */
const calledNumbers = (board, newest) => new Set([newest?.number, ...(board?.windows ?? []).map(({ number }) => number)]);

/** The heads of the queues whose turn may come soon, the soonest first, of equal ones that of the longer line. */
export function nextUp(queues, called = new Set()) {
  return Object.values(queues)
    .filter((board) => board.open_windows > 0)
    .map(({ waiting }) => ({ length: waiting.length, head: waiting.find(([number]) => !called.has(number)) }))
    .filter(({ head }) => head !== undefined && head[2] !== null && head[2] <= SOON_S)
    .sort((a, b) => a.head[2] - b.head[2] || b.length - a.length)
    .map(({ head: [number] }) => number)
    .slice(0, NEXT_SHOWN);
}

function countsView(page, board, language) {
  const rows = (board?.queues ?? []).filter(({ queue }) => queue in page.queues);
  const shown = rows.length > COUNTS_SHOWN ? rows.filter((row) => row.waiting > 0) : rows;
  const order = Object.keys(page.queues);
  const inOrder = [...shown].sort((a, b) => order.indexOf(a.queue) - order.indexOf(b.queue));
  return inOrder.slice(0, COUNTS_SHOWN).map((row) => ({
    queue: row.queue,
    prefix: page.queues[row.queue].prefix,
    name: shortName(nameIn(page.queues[row.queue].names, language)),
    count: row.waiting,
    isShut: row.open_windows === 0 && row.waiting === 0,
  }));
}

/** Why this order, and who may go ahead: only classes that the centre's policy gives a head start. */
function whyText({ favoured }, say, board) {
  const count = board?.queues.length ?? 0;
  const classes = favoured.map((each) => say(`zone.class.${each}`)).join(say("zone.and"));
  const ahead = classes && say("zone.why_favoured", { classes });
  return count > 1 ? say("zone.why_pooled", { count, favoured: ahead }) : say("zone.why_one", { favoured: ahead });
}
