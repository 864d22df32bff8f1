// A screen that somebody works at stays lit, where the browser can do that and the page came safely (https, localhost).

/** Ask for the light, and ask again whenever the page is looked at again. Elsewhere nothing happens. */
export function stayAwake(lock = navigator.wakeLock, page = document) {
  if (!lock) return;
  let held = null;
  const ask = async () => {
    if (page.visibilityState !== "visible" || (held && !held.released)) return;
    try {
      held = await lock.request("screen");
    } catch (problem) {
      console.info("the screen may go dark here", String(problem));
    }
  };
  page.addEventListener("visibilitychange", ask);
  ask();
}
