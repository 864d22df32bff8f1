// Rating by touch at the face: what is offered, what a touch leads to, and when it goes away by itself. Pure.

export const LEVELS = ["very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied"];

/** An offer that nobody touches goes away, and so do the reasons and the thanks. */
export const OFFER_MS = 45_000;
export const REASONS_MS = 30_000;
export const THANKS_MS = 6_000;

/** The code behind the # of the address with which an administrator sets a face up, and null without one. */
export const codeIn = (hash) => /^#code=([A-Za-z0-9-]{4,32})$/.exec(hash)?.[1] ?? null;

/** Whether somebody has just left this window: another number stands there, or none. */
export const hasLeft = (before, now) => before !== null && before !== now;

export const offer = (number, nowMs) => ({ stage: "levels", number, until: nowMs + OFFER_MS });

/** After a level was touched: a level with reasons asks for one, any other is sent. */
export function chosen(state, level, reasons, nowMs) {
  const asked = Object.keys(reasons[level] ?? {}).length > 0 && ["dissatisfied", "very_dissatisfied"].includes(level);
  return asked ? { ...state, stage: "reasons", level, until: nowMs + REASONS_MS } : { ...state, stage: "sending", level };
}

/** Kept: a word of thanks. Not kept: it was too late, and nothing more is said, for nobody can do anything. */
export const answered = (state, isKept, nowMs) => (isKept ? { ...state, stage: "thanks", until: nowMs + THANKS_MS } : null);

/** What is left of it now. */
export const lasting = (state, nowMs) => (state && state.until && nowMs >= state.until ? null : state);
