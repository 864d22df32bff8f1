// The zone board's view: the newest call, every window of the zone, who is next, and why.

import { businessOf } from "#ui/business_model.js";
import { callsView } from "#ui/calls_model.js";
import { parts, runs } from "#ui/numbers.js";
import { restView } from "#ui/rest_model.js";
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

/** `queues` are the queue rooms of the zone, by queue code: their first ones are who is next. */
export function zoneView(page, tongues, { show, room, queues, link, nowMs, freshAtMs }) {
  const board = room?.board ?? null;
  const tongue = tongueAt(tongues, nowMs);
  const numbers = (board?.windows ?? page.windows).map(({ window }) => window);
  const { newest, earlier } = callsView(show, room, nowMs, EVERY_CALL);
  const over = new Set([...(newest ? [newest] : []), ...earlier].filter(({ became }) => became === "over").map(placeOf));
  const shut = board?.state === "closed" && (newest?.ageMs ?? Infinity) > QUIET_MS;
  const rests = (board?.state ?? "open") !== "open" && (newest?.ageMs ?? Infinity) > QUIET_MS;
  return {
    language: tongue.language,
    say: tongue.say,
    zone: inAll(tongues, ({ language }) => nameIn(page.zone.names, language)),
    windowsText: inAll(tongues, ({ say }) => say(numbers.length > 1 ? "zone.windows" : "zone.window", { windows: runs(numbers, say("windows.and")) })),
    signs: signs(tongue.say, room, link, nowMs, freshAtMs),
    shut,
    rest: shut ? restView(page, tongues, "closed") : [],
    leave: board?.state === "evacuation",
    board,
    newest: rests ? null : newest,
    none: rests || newest === null ? inAll(tongues, ({ say }) => say(noneKey(board))) : null,
    windows: (board?.windows ?? []).map((tile) => windowView(page, tongues, tile, over)),
    many: numbers.length > ONE_COLUMN,
    next: Object.keys(queues).length === 0 ? null : nextUp(queues, calledNumbers(board, newest)).map((number) => ({ number, kind: lifeEvent(page, tongues, number) })),
    counts: countsView(page, board, tongue.language),
    why: whyText(page, tongue.say, board),
    notice: board?.state === "evacuation" ? null : (board?.notice?.[tongue.language] ?? null),
  };
}

/** More than a show ever keeps. */
const EVERY_CALL = 99;
const placeOf = ({ number, window }) => `${number}@${window}`;

/** Numbers of life events are in no list of the zone's queues: what they are stands beside them. */
const lifeEvent = (page, tongues, number) =>
  parts(number).prefix === page.scenario_prefix ? inAll(tongues, ({ say }) => say("zone.scenario")) : [];

const noneKey = (board) => `none.${["closed", "lunch"].includes(board?.state) ? board.state : "open"}`;

/** A call that was made long before the screen looked is not lit, neither above nor in its window's row. */
const shownState = ({ window, state, number }, over) => (state === "called" && over.has(placeOf({ number, window })) ? "over" : state);

/** A window's row: its number, or a word where nobody is served; the business, and what it means for visitors. */
function windowView(page, tongues, tile, over) {
  const { window, number } = tile;
  const state = shownState(tile, over);
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

/**
 * Whose turn may come soon, the soonest first; of equal ones whoever stands further ahead in a line, then of the longer line.
 * Several people of one line are told together: a zone with one line has more than one to prepare.
 */
export function nextUp(queues, called = new Set()) {
  return Object.values(queues)
    .filter((board) => board.open_windows > 0)
    .flatMap(({ waiting }) => soonIn(waiting, called))
    .sort((a, b) => a.high_s - b.high_s || a.place - b.place || b.length - a.length)
    .map(({ number }) => number)
    .slice(0, NEXT_SHOWN);
}

/** The front of one line, up to the first whose turn is far away or unknown. */
function soonIn(waiting, called) {
  const line = waiting.filter(([number]) => !called.has(number));
  const far = line.findIndex(([, , high_s]) => high_s === null || high_s > SOON_S);
  const soon = far < 0 ? line : line.slice(0, far);
  return soon.map(([number, , high_s], place) => ({ number, high_s, place, length: waiting.length }));
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
