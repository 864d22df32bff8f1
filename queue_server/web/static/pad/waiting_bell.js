// When the desk rings: somebody waits while the window is free.

export const AGAIN_AFTER_MS = 60_000;
export const QUIET = Object.freeze({ idle: false, somebody: false, sinceMs: 0, again: false });

/**
 * The bell after a look at the board, and whether it rings now: once when nobody becomes somebody while the window
 * is free, and once more when a minute later it is still so. A clerk who has just finished knows that people wait.
 */
export function bellAfter(bell, { idle, somebody, nowMs }) {
  if (!(idle && somebody)) return { bell: { ...QUIET, idle, somebody }, rings: false };
  if (!(bell.idle && bell.somebody)) {
    return { bell: { idle, somebody, sinceMs: nowMs, again: false }, rings: bell.idle && !bell.somebody };
  }
  const rings = !bell.again && nowMs - bell.sinceMs >= AGAIN_AFTER_MS;
  return { bell: { ...bell, again: bell.again || rings }, rings };
}
