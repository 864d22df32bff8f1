// A ticket's page between two looks at the server: each phone finds itself in its queue's board.

import { clockSeconds } from "#ui/clock.js";
import { hallNow } from "#ui/live_model.js";
import { waitKind } from "#ui/numbers.js";

const STRUCTURE = ["state", "queue", "window", "recalls", "away_until"];

/** Whether the ticket has moved so that the page must be fetched anew; counts and waits are not such a move. */
export function hasMoved(shown, board) {
  if (!board) return false;
  if (STRUCTURE.some((name) => (shown[name] ?? null) !== (board[name] ?? null))) return true;
  return String(shown.windows) !== String(board.windows) || String(shown.steps) !== String(stepStates(board));
}

const stepStates = (board) => board.steps.map((step) => step.state);

/** Whether the hall is being left or has closed now, or is open again: the page says so first. */
export const hallTurned = (shown, queue) =>
  queue !== undefined && (Boolean(queue.evacuated) !== shown.evacuated || Boolean(queue.closed) !== shown.closed);

/** While no window calls, others come to the desk and leave it: the page is read anew after `askAgainS` seconds. */
const againOf = (shown, queue, askAgainS) => shown.again_s || (shown.state === "waiting" && queue?.open_windows === 0 ? askAgainS : 0);

/** Whether the page must be read anew because others, or the clock, change what it says. */
export function isDue(shown, queue, askAgainS, fetchedMs, nowMs) {
  const again = againOf(shown, queue, askAgainS);
  return again > 0 && nowMs - fetchedMs >= again * 1000;
}

const [PAUSE_MS, FAILED_PAUSE_MS] = [2000, 1000];

/** How long after the last try the page is read anew: a new state at once, a failed try a second later. */
export function pauseOf(shown, board, failed) {
  if (shown.state === board?.state) return PAUSE_MS;
  return failed ? FAILED_PAUSE_MS : 0;
}

/** Whether this is a call that the visitor has not been told yet: the first one, or once more. */
export const isNewCall = (before, after) =>
  after.state === "called" && (before.state !== "called" || after.recalls > before.recalls);

/** People ahead and the wait, from the queue's board; null while this number is not in it, or lets others pass. */
export function placeIn(say, queue, { number, no_window, closed, away_until }) {
  if (away_until) return null;
  const index = queue?.waiting.findIndex(([each]) => each === number) ?? -1;
  if (index < 0) return null;
  const [, low_s, high_s] = queue.waiting[index];
  return {
    ahead: index,
    low_s,
    row: rowOf(index),
    wait: waitSpoken(say, low_s === null || closed ? null : { low_s, high_s }, queue.open_windows > 0 && !closed ? null : no_window),
    title: say(index ? "title.ahead" : "title.none", { number, count: index }),
  };
}

const MOST_DRAWN = 6;
const [STEP, DOOR_AT, MORE_GAP] = [34, 284, 30];

/** Where the row's figures stand: the same as the server draws it. */
export function rowOf(ahead) {
  const drawn = Math.min(ahead, MOST_DRAWN);
  const more = ahead > MOST_DRAWN;
  const me = DOOR_AT - STEP * (drawn + 1) - (more ? MORE_GAP : 0) - 8;
  return { drawn, more, me, left: me - 2 };
}

/** A sentence around its figure; what is not known is said in words, without one: `noWindow` while nobody calls. */
export function waitSpoken(say, wait, noWindow) {
  const { kind, high, span } = waitKind(wait);
  if (kind === "soon") return around(say("wait.soon", { high: "\0" }), String(high));
  if (kind === "range") return around(say("wait.range", { span: "\0" }), span);
  return { before: noWindow ?? say("wait.unknown"), figure: "", after: "" };
}

function around(sentence, figure) {
  const [before, after] = sentence.split("\0");
  return { before: before.trim(), figure, after: after.trim() };
}

/** The line that says how fresh the page is. */
export function freshText(say, times, link, nowMs, freshAtMs) {
  if (!times) return null;
  const old = link !== "live";
  const at = clockSeconds(hallNow(times, old ? freshAtMs ?? times.heardAtMs : nowMs), times.offset);
  return { old, text: say(old ? "fresh.old" : "fresh.live", { time: at }) };
}

/** The same line once nothing changes any more: it is no trouble that the line to the hall is closed. */
export function overText(say, times, nowMs) {
  return times && { old: false, over: true, text: say("fresh.over", { time: clockSeconds(hallNow(times, nowMs), times.offset) }) };
}
