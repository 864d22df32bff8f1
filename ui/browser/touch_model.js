// When a press counts: pure, so that hands that tremble can be tested without a screen.

/** The same key, or the same spot after the page has changed, is deaf for this long. */
export const DEAF_MS = 600;
/** Keys that one types with may be struck again as fast as people type, but not as fast as a finger bounces. */
export const BOUNCE_MS = 90;
/** Whoever rests on a key longer than this is leaning, not pressing. */
export const LEANING_MS = 4000;
/** Two touches closer than this, in CSS pixels, are the same spot: a finger's width. */
export const SPOT_PX = 48;

/**
 * Whether a press counts after the one that counted last. A press is `{key, quick, x, y, ms}`; `quick` marks keys
 * that one types with; without a place (a press of the keyboard) only the key is compared.
 */
export function counts(last, press) {
  if (!last) return true;
  const apart = press.ms - last.ms;
  if (press.quick && last.quick) return press.key !== last.key || apart >= BOUNCE_MS;
  return apart >= DEAF_MS || !(press.key === last.key || sameSpot(last, press));
}

const sameSpot = (a, b) => a.x !== undefined && b.x !== undefined && Math.hypot(a.x - b.x, a.y - b.y) < SPOT_PX;

/** Whether a finger that came down at `began` may still press its key when it leaves at `ended` (milliseconds). */
export const isPress = (began, ended) => ended - began < LEANING_MS;
