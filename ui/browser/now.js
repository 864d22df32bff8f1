// A clock that only goes forward: how long ago something was must not depend on somebody who corrects the machine's time.

/** Milliseconds since 1970 as the page's own clock has counted them on since the page was opened. */
export const steadyNow = () => performance.timeOrigin + performance.now();
