// A page that runs for weeks and the catalogue that changes under it: it is read again, when nobody is in the middle of anything.

const ASK_EVERY_MS = 60_000;
const ANSWER_WITHIN_MS = 10_000;
const QUIET_FOR_MS = 20_000;
const LEFT_FOR_MS = 600_000;

/** Whether the server has another catalogue than the page was made with; false while it does not answer. */
async function hasChanged({ api, catalogue }, ask) {
  try {
    const answer = await ask(`${api}/catalogue?since=${catalogue}`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return answer.ok && (await answer.json()).version !== catalogue;
  } catch (problem) {
    console.info("whether the catalogue has changed is not known yet", String(problem));
    return false;
  }
}

/** Nobody has touched the page for a while, much longer where a field holds something, and no dialog is open. */
function nobodyWorks(touchedMs) {
  const written = [...document.querySelectorAll("input, textarea")].some(({ type, value }) => type !== "checkbox" && type !== "radio" && value !== "");
  const quietFor = performance.now() - touchedMs;
  return quietFor > (written ? LEFT_FOR_MS : QUIET_FOR_MS) && !document.querySelector("dialog[open], [aria-busy=true]");
}

/**
 * Read the page again after an import of the catalogue. `page` has its `api` and the version of its `catalogue`;
 * `isIdle` is asked besides whether nobody works at the page.
 */
export function renewed(page, { isIdle = () => true, ask = fetch.bind(globalThis), reload = () => location.reload() } = {}) {
  let touchedMs = performance.now();
  let changed = false;
  for (const event of ["pointerdown", "keydown"]) {
    addEventListener(event, () => (touchedMs = performance.now()), { capture: true });
  }
  setInterval(async () => {
    changed ||= await hasChanged(page, ask);
    if (changed && nobodyWorks(touchedMs) && isIdle()) reload();
  }, ASK_EVERY_MS);
}
