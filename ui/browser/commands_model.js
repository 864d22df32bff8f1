// What an HTTP answer to a command means, and when to ask again.

/** Statuses after which the same command is sent again: nobody has decided anything yet. */
const NOT_DECIDED = new Set([502, 503, 504]);

/**
 * "done", "refused" or "again". Sent again under the same key, a command is never done twice.
 * 429 is decided for a sign-in (too many tries) but not for a key of the PAD: `patient` says which.
 */
export function outcome(status, patient = true) {
  if (status >= 200 && status < 300) return "done";
  if (NOT_DECIDED.has(status) || (status === 429 && patient)) return "again";
  return "refused";
}

const DOUBLE_PRESS_MS = 600;

/** Two presses of the same key within 600 ms are one press of a finger that trembles; a clock set back makes none. */
export function isDoublePress(last, press) {
  const apartMs = press.ms - last.ms;
  return last.path === press.path && apartMs >= 0 && apartMs < DOUBLE_PRESS_MS;
}
