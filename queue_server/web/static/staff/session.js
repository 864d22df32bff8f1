// A guide, manager, administrator or auditor at work in this tab: signs in, speaks with one token, signs out.
//
// The token stays in the tab (sessionStorage): the pages of one centre share it, and closing the tab forgets it.

import { signal } from "@preact/signals";
import { Commands, shelfIn } from "#ui/commands.js";
import { newKey } from "#ui/page.js";
import { freshShelf, isExpired, keptAs, refusalOf, remembered } from "./session_model.js";

const CHECK_EVERY_MS = 60_000;

export class StaffSession {
  /**
   * `page` is a page's data (centre, api, language), `say` speaks its words with the area `staff`.
   * Signals: `person` `{token, user, role}` or null, `message` what the door says, `sending` as Commands has it,
   * `hurrying` the same of what goes by `hurry`.
   * `onChange(token)` is told at once, and then whenever somebody else speaks: for `live.speakAs`.
   * `onSettled(command, answer)` is told what became of a command that the page left without an answer when it was
   * loaded anew; the answer is null where it was left too long ago to be sent again.
   */
  constructor({ page, say, onChange = () => {}, onSettled = () => {}, storage = sessionStorage, commands = null, urgent = null }) {
    Object.assign(this, { say, onChange, onSettled, storage, kept: keptAs(page.centre) });
    this.shelf = freshShelf(shelfIn(storage, `${this.kept}-command`));
    this.person = signal(remembered(storage.getItem(this.kept)));
    this.message = signal(null);
    this.sending = signal("idle");
    this.commands = commands ?? new Commands({ api: page.api, language: page.language, shelf: this.shelf, onState: (state) => this.enter(state) });
    this.hurrying = signal("idle");
    this.urgentShelf = freshShelf(shelfIn(storage, `${this.kept}-urgent`));
    this.urgent = urgent ?? new Commands({ api: page.api, language: page.language, shelf: this.urgentShelf, onState: (state) => (this.hurrying.value = state) });
    this.speak();
    if (this.person.value) {
      this.check();
      this.settle();
    }
    setInterval(() => this.check(), CHECK_EVERY_MS);
  }

  get token() {
    return this.person.value?.token ?? null;
  }

  get role() {
    return this.person.value?.role ?? null;
  }

  enter(state) {
    this.sending.value = state;
  }

  async signIn(user, password) {
    this.message.value = null;
    const answer = await this.commands.send("POST", "/staff-sessions", { user, password }, { patient: false, secret: true });
    if (answer === null) return;
    this.message.value = refusalOf(this.say, answer);
    if (answer.done) this.begin({ token: answer.body.token, user: answer.body.user, role: answer.body.role });
  }

  /** To the department's own sign-in; the tab keeps what it must show when it comes back. */
  async signOnElsewhere() {
    this.message.value = null;
    this.sending.value = "sending";
    const answer = await this.commands.once("GET", "/staff-sessions/sign-on");
    this.sending.value = "idle";
    if (answer?.status !== 200) return void (this.message.value = refusalOf(this.say, answer ?? { body: null }));
    this.storage.setItem(`${this.kept}-binding`, answer.body.binding);
    location.assign(answer.body.url);
  }

  /** Back from there: `told` is what the provider sent, null where this page was opened in another way. */
  async signOn(told) {
    const binding = this.storage.getItem(`${this.kept}-binding`);
    this.storage.removeItem(`${this.kept}-binding`);
    if (told === null) return;
    if (told.code === null || binding === null) return void (this.message.value = this.say("staff.sign_on_refused"));
    const body = { code: told.code, state: told.state, binding };
    const answer = await this.commands.send("POST", "/staff-sessions/sign-on", body, { patient: false, secret: true });
    this.message.value = refusalOf(this.say, answer);
    if (answer?.done) this.begin({ token: answer.body.token, user: answer.body.user, role: answer.body.role });
  }

  /** This tab forgets its token whatever happens; a server that could not be told forgets it at its hour. */
  async signOut() {
    this.sending.value = "sending";
    const answer = await this.commands.once("DELETE", "/staff-sessions/current", undefined, newKey());
    this.sending.value = "idle";
    this.end(answer === null ? this.say("staff.left_untold") : null);
  }

  /** A command as `Commands.send` has it; a token that is worth nothing leads back to the door. */
  async send(method, path, body, options) {
    const answer = await this.commands.send(method, path, body, options);
    if (isExpired(answer)) this.end(this.say("staff.expired"));
    return answer;
  }

  /** What must not wait behind another command that is still being sent again: it goes a way of its own. */
  async hurry(method, path, body, options) {
    const answer = await this.urgent.send(method, path, body, options);
    if (isExpired(answer)) this.end(this.say("staff.expired"));
    return answer;
  }

  /** What was pressed before the page was loaded anew is neither lost nor done twice: it has its old key. */
  async settle() {
    await null; // whoever is told of it is made after the session
    await Promise.all([this.settleOn(this.urgentShelf, this.urgent), this.settleOn(this.shelf, this.commands)]);
  }

  async settleOn(shelf, commands) {
    if (this.token === null) return;
    const forgotten = shelf.takeStale();
    if (forgotten) return this.onSettled(forgotten, null);
    const settled = await commands.settle();
    if (settled === null) return;
    if (isExpired(settled.answer)) this.end(this.say("staff.expired"));
    else this.onSettled(settled.command, settled.answer);
  }

  /** Ask whether the token still counts: at the start, every minute, and when a room refuses. */
  async check() {
    const token = this.token;
    if (token === null) return;
    const answer = await this.commands.once("GET", "/staff-sessions/current");
    if (isExpired(answer) && this.token === token) this.end(this.say("staff.expired"));
  }

  begin(person) {
    this.storage.setItem(this.kept, JSON.stringify(person));
    this.person.value = person;
    this.speak();
  }

  end(text) {
    this.storage.removeItem(this.kept);
    this.shelf.put(null);
    this.urgentShelf.put(null);
    this.person.value = null;
    this.message.value = text;
    this.speak();
  }

  speak() {
    this.commands.token = this.urgent.token = this.token;
    this.onChange(this.token);
  }
}
