// Commands to the server: one at a time, each under a key of its own, sent again until somebody answers.
//
// With a `shelf` a command that is not answered yet outlives the page: it is written there before it is sent, and
// `settle` sends it on under the same key after a reload, so that a press is neither lost nor done twice.

import { isDoublePress, outcome } from "#ui/commands_model.js";
import { backOff } from "#ui/live_model.js";
import { steadyNow } from "#ui/now.js";
import { newKey } from "#ui/page.js";

const ANSWER_WITHIN_MS = 5000;

const backsOff = (tries) => backOff(tries, Math.random());

/** Where nothing is kept. */
const NO_SHELF = { put: () => {}, take: () => null };

export class Commands {
  /**
   * `onState` is told "idle", "sending" or "again" (sent, not answered, being sent again).
   * `shelf` keeps one command: `put(command)`, `put(null)`, `take()`. `pauseMs(tries)` is how long to wait before the next try.
   */
  constructor({ api, language, onState, ask = fetch.bind(globalThis), now = steadyNow, shelf = NO_SHELF, pauseMs = backsOff }) {
    Object.assign(this, { api, language, onState, ask, now, shelf, pauseMs });
    this.token = null;
    this.busy = false;
    this.last = { path: null, ms: null };
  }

  /**
   * Send a command and wait for its answer: `{done, status, body}`. Null while another one is under way,
   * or when the same finger came down twice. `finger` names the key where one key sends several commands;
   * what is `secret` is never put on the shelf; `about` is kept with the command and comes back from `settle`.
   */
  async send(method, path, body, { patient = true, finger = path, secret = false, about = null } = {}) {
    const press = { path: finger, ms: this.now() };
    if (this.busy || isDoublePress(this.last, press)) return null;
    this.last = press;
    return this.settled({ method, path, body, key: newKey(), patient, about }, secret);
  }

  /** The command of before the reload, sent on under its old key: `{command, answer}`; null without one. */
  async settle() {
    const command = this.busy ? null : this.shelf.take();
    return command && { command, answer: await this.settled(command) };
  }

  async settled(command, secret = false) {
    this.busy = true;
    if (!secret) this.shelf.put(command);
    try {
      const answer = await this.untilAnswered(command);
      this.shelf.put(null);
      return answer;
    } finally {
      this.busy = false;
      this.onState("idle");
    }
  }

  async untilAnswered({ method, path, body, key, patient }) {
    this.onState("sending");
    for (let tries = 0; ; tries += 1) {
      const answer = await this.once(method, path, body, key);
      const result = answer ? outcome(answer.status, patient) : "again";
      if (result !== "again") return { done: result === "done", ...answer };
      this.onState("again");
      await new Promise((resolve) => setTimeout(resolve, this.pauseMs(tries)));
    }
  }

  /** One try; null when nothing came back, or `dropped` (an AbortSignal) says so. A question needs no key. */
  async once(method, path, body, key, dropped = null) {
    const headers = { "Content-Type": "application/json", "Accept-Language": this.language };
    if (key) headers["Idempotency-Key"] = key;
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    try {
      const answer = await this.ask(`${this.api}${path}`, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: inTime(dropped),
      });
      return { status: answer.status, body: readable(await answer.text()) };
    } catch (problem) {
      console.info("no answer yet", path, String(problem));
      return null;
    }
  }

  /** A question: no key, no retry; null when nothing came back, it was refused, or `dropped` (an AbortSignal) says so. */
  async look(path, dropped = null) {
    const headers = { "Accept-Language": this.language };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    try {
      const answer = await this.ask(`${this.api}${path}`, { headers, signal: inTime(dropped) });
      return answer.ok ? await answer.json() : null;
    } catch (problem) {
      console.info("no answer", path, String(problem));
      return null;
    }
  }
}

/** Ends what takes too long, or what somebody drops before. */
function inTime(dropped) {
  const late = AbortSignal.timeout(ANSWER_WITHIN_MS);
  return dropped ? AbortSignal.any([late, dropped]) : late;
}

/** The body as JSON; null where there is none, or where somebody on the way answered in another form. */
function readable(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** A shelf in the tab's own storage: it survives a reload and ends with the tab. */
export const shelfIn = (storage, name) => ({
  put: (command) => (command === null ? storage.removeItem(name) : storage.setItem(name, JSON.stringify(command))),
  take: () => JSON.parse(storage.getItem(name) ?? "null"),
});
