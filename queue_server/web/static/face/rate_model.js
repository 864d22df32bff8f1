// Rating by touch at the face: what is offered, what a touch leads to, and when it goes away by itself. Pure.

export const LEVELS = ["very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied"];

/** An offer that nobody touches goes away, and so do the reasons, the thanks and the word that nothing was kept. */
export const OFFER_MS = 45_000;
export const REASONS_MS = 30_000;
export const THANKS_MS = 6_000;
export const LOST_MS = 12_000;

/** Keys that have just come are not touched yet: the second touch of a hand that shakes lands on nothing (ui.md). */
export const QUIET_MS = 600;

/** The code behind the # of the address with which an administrator sets a face up, and null without one. */
export const codeIn = (hash) => /^#code=([A-Za-z0-9-]{4,32})$/.exec(hash)?.[1] ?? null;

/** What the server made of what was sent: "done", "refused", or "unheard" when it did not say; then it may be sent again. */
export const heardAs = (status) => (status >= 200 && status < 300 ? "done" : status >= 400 && status < 500 ? "refused" : "unheard");

/** Whether somebody has just left this window: another number stands there, or none. */
export const hasLeft = (before, now) => before !== null && before !== now;

const at = (state, stage, nowMs, lastsMs) => ({ ...state, stage, since: nowMs, until: lastsMs && nowMs + lastsMs });

/** A number to rate. Who is just giving a reason, or is being heard, is not interrupted by it. */
export const offer = (state, number, nowMs) =>
  ["reasons", "sending"].includes(state?.stage) ? state : at({ number }, "levels", nowMs, OFFER_MS);

export const mayTouch = (state, nowMs) => state !== null && nowMs - state.since >= QUIET_MS;

/** After a level was touched: a level with reasons asks for one, any other is sent. */
export function chosen(state, level, reasons, nowMs) {
  const asked = Object.keys(reasons[level] ?? {}).length > 0 && ["dissatisfied", "very_dissatisfied"].includes(level);
  return asked ? at({ ...state, level }, "reasons", nowMs, REASONS_MS) : sent({ ...state, level }, nowMs);
}

/** From the reasons back to the levels. */
export const again = ({ number }, nowMs) => at({ number }, "levels", nowMs, OFFER_MS);

/** It stands until there is an answer. */
export const sent = (state, nowMs) => at(state, "sending", nowMs, null);

/** Kept: a word of thanks. Not kept: where else to rate. Said only where `rated`, what was sent, stands there still. */
export function answered(state, rated, isKept, nowMs) {
  if (state?.stage !== "sending" || state.number !== rated.number) return state;
  return isKept ? at(state, "thanks", nowMs, THANKS_MS) : at(state, "lost", nowMs, LOST_MS);
}

/** What the window's board leaves of it: nothing to touch once the next visitor is served, or the end was taken back. */
export function staying(state, board) {
  const gone = board?.state === "serving" || (state && board?.current?.number === state.number);
  return gone && ["levels", "reasons"].includes(state?.stage) ? null : state;
}

/** What is left of it now. */
export const lasting = (state, nowMs) => (state && state.until && nowMs >= state.until ? null : state);
