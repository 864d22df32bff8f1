// The visitor rates by touch what has just ended at this window. The face speaks with the device token of its PAD, got
// once by a registration code in its address; without one it offers nothing but the code to scan.

import { computed, effect, signal } from "@preact/signals";
import { html } from "#ui/html.js";
import { newKey } from "#ui/page.js";
import { Spoken } from "#ui/spoken.js";
import { inAll, inTongues } from "#ui/tongues.js";
import { nameIn } from "#ui/words.js";
import { LEVELS, answered, chosen, codeIn, hasLeft, lasting, offer } from "./rate_model.js";

const BEAT_EVERY_MS = 20_000;

export function ratingOn(page, tongues, source) {
  const kept = `yimen-pad-${page.centre}-${page.window}`;
  const state = signal(null);
  let token = localStorage.getItem(kept);
  let before = null;

  async function ask(method, path, body) {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": newKey() };
    if (token) headers.Authorization = `Bearer ${token}`;
    const sent = { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(8000) };
    const answer = await fetch(`${page.api}${path}`, sent).catch(() => null);
    if (answer?.status === 401 && token) localStorage.removeItem(kept), (token = null);
    return answer?.ok ? answer.json().catch(() => ({})) : null;
  }

  async function enrol() {
    const code = codeIn(location.hash);
    if (code === null) return;
    history.replaceState(null, "", location.pathname + location.search);
    const told = await ask("POST", "/devices/enrol", { code });
    if (told?.token) localStorage.setItem(kept, (token = told.token));
  }

  /** The server says whether what left was done, and can be rated. It holds up nothing: the next number stands above. */
  async function look() {
    const told = token && (await ask("GET", `/windows/${page.window}/to-rate`));
    if (told?.number) state.value = offer(told.number, Date.now());
  }

  async function send(now, reasons) {
    state.value = { ...now, stage: "sending" };
    const told = await ask("POST", `/windows/${page.window}/ratings`, { number: now.number, level: now.level, reasons });
    state.value = answered(now, told !== null, Date.now());
  }

  function touch(level) {
    const now = chosen(state.value, level, page.rating_reasons, Date.now());
    if (now.stage === "sending") send(now, []);
    else state.value = now;
  }

  effect(() => {
    const number = source.rooms.value[page.room]?.board?.current?.number ?? null;
    if (hasLeft(before, number)) look();
    before = number;
  });
  setInterval(() => token && ask("POST", "/devices/current/heartbeat", { state: "ok" }), BEAT_EVERY_MS);
  enrol();

  const shown = computed(() => lasting(state.value, source.now.value && Date.now()));
  const said = (key) => inTongues(tongues, key);
  const levelIn = (level) => said(`touch.${level}`);
  const reasonsOf = (level) => Object.entries(page.rating_reasons[level] ?? {});

  const Levels = ({ number }) => html`<h2><b class="num">${number}</b> <${Spoken} all=${said("touch.ask")} /></h2>
    <div class="levels">${LEVELS.map((level) => html`<button key=${level} onClick=${() => touch(level)}><${Spoken} all=${levelIn(level)} /></button>`)}</div>`;

  const Reasons = ({ now }) => html`<h2><${Spoken} all=${said("touch.reason")} /></h2>
    <div class="reasons">${reasonsOf(now.level).map(([code, names]) => html`<button key=${code} onClick=${() => send(now, [code])}><${Spoken} all=${inAll(tongues, ({ language }) => nameIn(names, language))} /></button>`)}</div>`;

  /** In the place of the code while there is something to rate; null otherwise. */
  return () => {
    const now = shown.value;
    if (now === null) return null;
    return html`<footer class=${`touch ${now.stage}`} role="group" aria-live="polite">
      ${now.stage === "levels" && html`<${Levels} number=${now.number} />`}
      ${now.stage === "reasons" && html`<${Reasons} now=${now} />`}
      ${now.stage === "sending" && html`<p><${Spoken} all=${said("touch.sending")} /></p>`}
      ${now.stage === "thanks" && html`<p><${Spoken} all=${said("touch.thanks")} /></p>`}
    </footer>`;
  };
}
