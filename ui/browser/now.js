// A clock that never goes back: how long ago something was must not depend on somebody who corrects the machine's time.

const TOLERATED_MS = 250;

/**
 * Milliseconds since 1970 that only grow. `wall` is the machine's time, which may be set back; `steady` counts on by
 * itself but may stand still while a machine sleeps. A step forward is taken as sleep and counts; a step back does not.
 */
export function clockFrom(wall, steady) {
  let shift = 0;
  let last = { now: wall(), steady: steady() };
  return () => {
    const at = steady();
    const least = last.now + (at - last.steady);
    if (wall() + shift < least - TOLERATED_MS) shift = least - wall();
    last = { now: Math.max(last.now, wall() + shift), steady: at };
    return last.now;
  };
}

/** The page's clock. */
export const steadyNow = clockFrom(Date.now, () => performance.now());
