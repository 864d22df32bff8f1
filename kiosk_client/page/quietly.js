// Work for moments in which the page has nothing else to do.

const SLICE_MS = 4;

/** Do these one after the other while the page is idle; the answer is a function that gives up the rest. */
export function quietly(tasks) {
  const left = [...tasks];
  let waiting = null;
  const go = (idle) => {
    while (left.length > 0 && idle.timeRemaining() > SLICE_MS) left.shift()();
    waiting = left.length > 0 ? requestIdleCallback(go) : null;
  };
  waiting = requestIdleCallback(go);
  return () => waiting !== null && cancelIdleCallback(waiting);
}

const SOON_MS = 300;

/** Do this when the page has nothing to draw, and after a moment in any case. */
export const soon = (act) => requestIdleCallback(act, { timeout: SOON_MS });
