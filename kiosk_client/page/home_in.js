// When the screen belongs to the next visitor: a result after half a minute, everything else after a quiet one.

export const HOME_AFTER_S = 30;
const QUIET_S = 60;
const WARNED_S = 15;
const READER_MS = 100;

/**
 * When a result goes home: 30 s after it was shown; a touch stops the clock, and only after a quiet minute it runs
 * again. `{seconds, share, stopped}`; share is what is left of the time, from 1 to 0.
 */
export function homeIn(sinceMs, touchedMs, nowMs) {
  const touched = touchedMs > sinceMs;
  const fromMs = touched ? touchedMs + QUIET_S * 1000 : sinceMs;
  const seconds = Math.max(0, Math.min(HOME_AFTER_S, HOME_AFTER_S - (nowMs - fromMs) / 1000));
  return { seconds: Math.ceil(seconds), share: seconds / HOME_AFTER_S, stopped: touched && nowMs < fromMs };
}

/**
 * When a hand last touched the screen or a key, in milliseconds. A reader's keys follow each other faster than a hand's: they
 * take back what the first of them did. A key that is held down is a hand.
 */
export function handAt(startMs) {
  let [atMs, beforeMs, lastKeyMs] = [startMs, startMs, -Infinity];
  const touch = (ms) => {
    atMs = beforeMs = ms;
  };
  const key = (ms, { timeStamp, repeat = false }) => {
    const isReader = timeStamp - lastKeyMs < READER_MS && !repeat;
    if (!isReader) beforeMs = atMs;
    atMs = isReader ? beforeMs : ms;
    lastKeyMs = timeStamp;
  };
  return { touch, key, ms: () => atMs };
}

/** Any other screen: `over` after a quiet minute; `seconds` are those of the warning before it, else null. */
export function quietEnds(touchedMs, nowMs) {
  const left = Math.ceil(QUIET_S - (nowMs - touchedMs) / 1000);
  return { over: left <= 0, seconds: left > 0 && left <= WARNED_S ? left : null };
}
