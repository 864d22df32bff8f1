// The visitor rates by touch what has just ended at this window. The face speaks with the device token of its PAD, got
// once by a registration code in its address; without one it offers nothing but the code to scan.

import { computed, effect, signal } from "@preact/signals";
import { html } from "#ui/html.js";
import { newKey } from "#ui/page.js";
import { Spoken } from "#ui/spoken.js";
import { inAll, inTongues } from "#ui/tongues.js";
import { nameIn } from "#ui/words.js";
import { LEVELS, again, answered, chosen, codeIn, hasLeft, heardAs, lasting, mayTouch, offer, sent, staying } from "./rate_model.js";

const BEAT_EVERY_MS = 20_000;
const AGAIN_AFTER_MS = 1_000;
const SET_UP_MS = 20_000;

export function ratingOn(page, tongues, source) {
  const kept = `yimen-pad-${page.centre}-${page.window}`;
  const state = signal(null);
  const setUp = signal(null);
  let token = localStorage.getItem(kept);
  let before = null;

  /** The answer's `{status, body}`, or null when none came. */
  async function ask(method, path, body, key = newKey()) {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": key };
    if (token) headers.Authorization = `Bearer ${token}`;
    const asked = { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(8000) };
    const answer = await fetch(`${page.api}${path}`, asked).catch(() => null);
    if (answer?.status === 401 && token) localStorage.removeItem(kept), (token = null);
    return answer && { status: answer.status, body: await answer.json().catch(() => ({})) };
  }

  /** The code leaves the address once the server has heard it: until then the page, read again, tries again. */
  async function enrol() {
    const code = codeIn(location.hash);
    if (code === null) return;
    const answer = await ask("POST", "/devices/enrol", { code });
    const how = heardAs(answer?.status);
    if (how !== "unheard") history.replaceState(null, "", location.pathname + location.search);
    if (answer?.body.token) localStorage.setItem(kept, (token = answer.body.token));
    setUp.value = how;
    setTimeout(() => (setUp.value = null), SET_UP_MS);
  }

  const board = () => source.rooms.peek()[page.room]?.board;

  /** The server says whether what left was done, and can be rated. It holds up nothing: the next number stands above. */
  async function look() {
    const answer = token && (await ask("GET", `/windows/${page.window}/to-rate`));
    const number = answer?.body.number;
    if (number) state.value = staying(offer(lasting(state.value, Date.now()), number, Date.now()), board());
  }

  /** Heard twice it counts once, by its key; where nothing is heard, the visitor is told where else to rate. */
  async function send(now, reasons) {
    const [key, body] = [newKey(), { number: now.number, level: now.level, reasons }];
    const post = () => ask("POST", `/windows/${page.window}/ratings`, body, key);
    state.value = sent(now, Date.now());
    let answer = await post();
    if (heardAs(answer?.status) === "unheard") {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
      answer = await post();
    }
    state.value = answered(state.value, now, answer?.status === 201, Date.now());
  }

  /** A touch, unless the keys have only just come. */
  const touched = (act) => () => mayTouch(state.value, Date.now()) && act(state.value);

  function touch(level, now) {
    const next = chosen(now, level, page.rating_reasons, Date.now());
    if (next.stage === "sending") send(next, []);
    else state.value = next;
  }

  effect(() => {
    const board = source.rooms.value[page.room]?.board;
    const number = board?.current?.number ?? null;
    state.value = staying(state.peek(), board);
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
    <div class="levels">${LEVELS.map((level) => html`<button key=${level} onClick=${touched((now) => touch(level, now))}><${Spoken} all=${levelIn(level)} /></button>`)}</div>`;

  const Reasons = ({ now }) => html`<h2><${Spoken} all=${said("touch.reason")} /></h2>
    <div class="reasons">${reasonsOf(now.level).map(([code, names]) => html`<button key=${code} onClick=${touched((now) => send(now, [code]))}><${Spoken} all=${inAll(tongues, ({ language }) => nameIn(names, language))} /></button>`)}
      <button class="back" onClick=${touched((now) => (state.value = again(now, Date.now())))}><${Spoken} all=${said("touch.back")} /></button></div>`;

  /** In the place of the code while there is something to rate; null otherwise. */
  const Touch = () => {
    const now = shown.value;
    if (now === null) return null;
    return html`<footer class=${`touch ${now.stage}`} role="group" aria-live="polite">
      ${now.stage === "levels" && html`<${Levels} number=${now.number} />`}
      ${now.stage === "reasons" && html`<${Reasons} now=${now} />`}
      ${now.stage === "sending" && html`<p><${Spoken} all=${said("touch.sending")} /></p>`}
      ${now.stage === "thanks" && html`<p><${Spoken} all=${said("touch.thanks")} /></p>`}
      ${now.stage === "lost" && html`<p><${Spoken} all=${said("touch.lost")} /></p>`}
    </footer>`;
  };

  const SET_UP_SAYS = { done: () => said("set_up.done"), refused: () => said("set_up.refused"), unheard: () => said("set_up.unheard") };

  /** For the administrator who opened the page with a code: what came of it; null otherwise. */
  const SetUp = () => setUp.value && html`<p class="set-up" role="status"><${Spoken} all=${SET_UP_SAYS[setUp.value]()} /></p>`;

  return { Touch, SetUp };
}
