// Commands to the server: one at a time, each under a key of its own, sent again until somebody answers.

import { isDoublePress, outcome } from "#ui/commands_model.js";
import { backOff } from "#ui/live_model.js";
import { newKey } from "#ui/page.js";

const ANSWER_WITHIN_MS = 5000;

export class Commands {
  /** `onState` is told "idle", "sending" or "again" (sent, not answered, being sent again). */
  constructor({ api, language, onState, ask = fetch.bind(globalThis), now = Date.now }) {
    Object.assign(this, { api, language, onState, ask, now });
    this.token = null;
    this.busy = false;
    this.last = { path: null, ms: null };
  }

  /**
   * Send a command and wait for its answer: `{done, status, body}`. Null while another one is under way,
   * or when the same finger came down twice.
   */
  async send(method, path, body, { patient = true } = {}) {
    const press = { path, ms: this.now() };
    if (this.busy || isDoublePress(this.last, press)) return null;
    this.busy = true;
    this.last = press;
    try {
      return await this.untilAnswered(method, path, body, patient);
    } finally {
      this.busy = false;
      this.onState("idle");
    }
  }

  async untilAnswered(method, path, body, patient) {
    const key = newKey();
    this.onState("sending");
    for (let tries = 0; ; tries += 1) {
      const answer = await this.once(method, path, body, key);
      const result = answer ? outcome(answer.status, patient) : "again";
      if (result !== "again") return { done: result === "done", ...answer };
      this.onState("again");
      await new Promise((resolve) => setTimeout(resolve, backOff(tries, Math.random())));
    }
  }

  /** One try; null when nothing came back. */
  async once(method, path, body, key) {
    const headers = { "Content-Type": "application/json", "Accept-Language": this.language, "Idempotency-Key": key };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    try {
      const answer = await this.ask(`${this.api}${path}`, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const text = await answer.text();
      return { status: answer.status, body: text ? JSON.parse(text) : null };
    } catch (problem) {
      console.info("no answer yet", path, String(problem));
      return null;
    }
  }

  /** A question: no key, no retry; null when nothing came back or it was refused. */
  async look(path) {
    const headers = { "Accept-Language": this.language };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    try {
      const answer = await this.ask(`${this.api}${path}`, { headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      return answer.ok ? await answer.json() : null;
    } catch (problem) {
      console.info("no answer", path, String(problem));
      return null;
    }
  }
}
