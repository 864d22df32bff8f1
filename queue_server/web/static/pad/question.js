// A question to the server that is asked again: after a change, while somebody looks at its answer, until there is one.

export const AGAIN_MS = 5000;

export class Question {
  /**
   * `look()` asks once: null when nothing came. `take(answer)` is told what came, null too.
   * `goesOn()` says whether to ask again by the clock.
   */
  constructor({ look, take, goesOn, againMs = AGAIN_MS }) {
    Object.assign(this, { look, take, goesOn, againMs });
    this.underWay = false;
    this.changed = false;
    this.timer = null;
  }

  /** Ask now. Never twice at the same time: a change while one question is under way asks once more after it. */
  async ask() {
    clearTimeout(this.timer);
    this.changed = true;
    if (this.underWay) return;
    this.underWay = true;
    while (this.changed) {
      this.changed = false;
      this.take(await this.look());
    }
    this.underWay = false;
    if (this.goesOn()) this.timer = setTimeout(() => this.goesOn() && this.ask(), this.againMs);
  }
}
