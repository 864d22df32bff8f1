// A page that runs for weeks and the catalogue that changes under it: it is read again, when nobody is in the middle of anything.

import { steadyNow } from "#ui/now.js";

const ASK_EVERY_MS = 60_000;
const ANSWER_WITHIN_MS = 10_000;
const QUIET_FOR_MS = 20_000;
const LEFT_FOR_MS = 600_000;

const WORN_AFTER_MS = 18 * 3_600_000;

/** The version of the server's catalogue; null while it does not answer: then a page that is read again would be gone. */
async function versionNow({ api, catalogue }, ask) {
  try {
    const answer = await ask(`${api}/catalogue?since=${catalogue}`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return answer.ok ? (await answer.json()).version : null;
  } catch (problem) {
    console.info("whether the catalogue has changed is not known yet", String(problem));
    return null;
  }
}

/** Nobody has touched the page for a while, much longer where a field holds something, and no dialog is open. */
function nobodyWorks(touchedMs) {
  const written = [...document.querySelectorAll("input, textarea")].some(({ type, value }) => type !== "checkbox" && type !== "radio" && value !== "");
  const quietFor = performance.now() - touchedMs;
  return quietFor > (written ? LEFT_FOR_MS : QUIET_FOR_MS) && !document.querySelector("dialog[open], [aria-busy=true]");
}

/**
 * Read the page again after an import of the catalogue, and once a night: whatever a browser piles up in weeks is gone with
 * the old page. `page` has its `api` and the version of its `catalogue`; `isIdle` is asked besides whether nobody works at
 * the page, `rests` whether its place is closed or nobody is signed in: only then is a page read again for its age.
 */
export function renewed(page, { isIdle = () => true, rests = () => false, ask = fetch.bind(globalThis), reload = () => location.reload() } = {}) {
  const beganMs = steadyNow();
  let touchedMs = performance.now();
  let changed = false;
  for (const event of ["pointerdown", "keydown"]) {
    addEventListener(event, () => (touchedMs = performance.now()), { capture: true });
  }
  setInterval(async () => {
    const version = await versionNow(page, ask);
    changed ||= version !== null && version !== page.catalogue;
    const worn = version !== null && steadyNow() - beganMs > WORN_AFTER_MS && rests();
    if ((changed || worn) && nobodyWorks(touchedMs) && isIdle()) reload();
  }, ASK_EVERY_MS);
}
