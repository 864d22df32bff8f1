// What the items of a centre are called in one language: asked for when it is needed, and again when a code comes
// that nobody knows, because the catalogue may have changed under a page that runs for weeks.

import { signal } from "@preact/signals";
import { backOff } from "#ui/live_model.js";

const ANSWER_WITHIN_MS = 10_000;
const AGAIN_AFTER_MS = 60_000;

export class ItemNames {
  /** `centre` and `language` name them; `names.value` holds them by code and is empty before an answer. */
  constructor({ centre, language, fetched = fetch.bind(globalThis), now = Date.now }) {
    Object.assign(this, { address: `/c/${centre}/items/${language}`, fetched, now });
    this.names = signal({});
    this.underWay = false;
    this.heardMs = null;
  }

  /** See to it that these codes have names. A code that the catalogue does not know is asked for once a minute. */
  want(codes = []) {
    const known = this.heardMs !== null && codes.every((code) => !code || code in this.names.value);
    const early = this.heardMs !== null && this.now() - this.heardMs < AGAIN_AFTER_MS;
    if (!known && !early && !this.underWay) this.ask();
  }

  /** Ask until there is an answer. */
  async ask() {
    this.underWay = true;
    for (let tries = 0; !(await this.answered()); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, backOff(tries, Math.random())));
    }
    this.underWay = false;
  }

  async answered() {
    try {
      const answer = await this.fetched(this.address, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      if (!answer.ok) throw new Error(answer.status);
      this.names.value = await answer.json();
      this.heardMs = this.now();
      return true;
    } catch (problem) {
      console.info("no names of items yet", String(problem));
      return false;
    }
  }
}
