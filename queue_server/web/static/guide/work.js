// A guide at work: one command at a time, what was found, and the papers that are on their way.

import { signal } from "@preact/signals";
import { newKey } from "#ui/page.js";
import { PENDING, numberFrom, refusalText } from "./model.js";

const PAPER_EVERY_MS = 1500;
const TICKET_EVERY_MS = 4000;
const KIOSKS_EVERY_MS = 8000;
const CATALOGUE_EVERY_MS = 60_000;

export class Work {
  /** `session` speaks to the server; signals say what is shown. */
  constructor({ page, say, session, live }) {
    Object.assign(this, { page, say, session, live });
    this.tab = signal("find");
    this.catalogue = signal(null);
    this.kiosks = signal([]);
    this.ticket = signal(null);
    this.taken = signal(null);
    this.returning = signal(null);
    this.said = signal(null);
    this.papers = signal({});
    this.kiosk = signal(localStorage.getItem("guide-kiosk"));
    setInterval(() => this.followPapers(), PAPER_EVERY_MS);
    setInterval(() => this.look(), TICKET_EVERY_MS);
    setInterval(() => this.lookAtKiosks(), KIOSKS_EVERY_MS);
    setInterval(() => this.catalogue.value ?? this.readCatalogue(), KIOSKS_EVERY_MS);
    setInterval(() => this.readCatalogue(), CATALOGUE_EVERY_MS);
    this.finds = 0;
  }

  get atWork() {
    return this.session.token !== null;
  }

  /** After a sign-in: what is known by name, and where paper can come out. */
  begin() {
    this.lookAtKiosks();
    this.readCatalogue();
  }

  /** The catalogue, where it is not the one that is known. */
  async readCatalogue() {
    if (!this.atWork || document.hidden) return;
    const known = this.catalogue.value;
    const answer = await this.session.commands.look(known ? `/catalogue?since=${known.version}` : "/catalogue");
    if (answer && !answer.unchanged) this.catalogue.value = answer;
  }

  /** After a sign-out nothing of a visitor stays on the tablet. */
  end() {
    this.finds += 1;
    this.show(null);
    this.taken.value = this.returning.value = this.said.value = null;
    this.papers.value = {};
  }

  async lookAtKiosks() {
    if (!this.atWork || document.hidden) return;
    const answer = await this.session.commands.look("/devices/kiosks");
    if (answer) this.kiosks.value = answer.kiosks;
  }

  choose(kiosk) {
    this.kiosk.value = kiosk;
    if (kiosk) localStorage.setItem("guide-kiosk", kiosk);
  }

  /** The newest ticket with a number. Only the last question is answered: an answer that comes late shows nothing. */
  async find(typed) {
    const number = numberFrom(typed);
    this.finds += 1;
    const find = this.finds;
    this.said.value = null;
    const answer = await this.session.commands.once("GET", `/tickets?number=${encodeURIComponent(number)}`, undefined, newKey());
    if (find !== this.finds) return;
    if (answer?.status === 200) return this.show(answer.body);
    this.show(null);
    this.said.value = { bad: true, text: answer ? refusalText(this.say, answer) : this.say("no_answer") };
    if (answer?.status === 401) this.session.check();
  }

  show(ticket) {
    const old = this.ticket.value;
    if (old && old.public_id !== ticket?.public_id) this.live.unwatch(`ticket:${old.public_id}`);
    if (ticket) this.live.watch(`ticket:${ticket.public_id}`);
    this.ticket.value = ticket;
  }

  /** The shown ticket as it is now. */
  async look() {
    const shown = this.ticket.value;
    if (!shown || !this.atWork || document.hidden) return;
    const now = await this.session.commands.look(`/tickets/${shown.public_id}`);
    if (now && this.ticket.value?.public_id === now.public_id) this.ticket.value = now;
  }

  /** Do something with the shown ticket; true when it is done. */
  async act(verb, body = {}) {
    const { public_id, number } = this.ticket.value;
    const answer = await this.send("POST", `/tickets/${public_id}/${verb}`, body);
    if (!answer?.done) return false;
    this.show(answer.body);
    this.follow(answer.body, body.at, answer.body.reprints);
    this.said.value = { bad: false, text: this.say(`done.${verb}`, { number }) };
    return true;
  }

  /** Take a ticket for somebody; true when there is one. */
  async take(wanted) {
    const answer = await this.send("POST", "/tickets", wanted);
    if (!answer?.done) return false;
    this.taken.value = answer.body;
    this.returning.value = null;
    this.follow(answer.body, wanted.at, 0);
    this.tab.value = "take";
    return true;
  }

  /** Lead somebody whose turn did not come through the questions of a new number. */
  giveAgain(ticket) {
    this.said.value = this.taken.value = null;
    this.returning.value = ticket;
    this.tab.value = "take";
  }

  async evacuate(hall, on) {
    this.said.value = null;
    const answer = await this.session.hurry("PUT", `/halls/${hall}/evacuation`, { on }, { finger: `${hall} ${on}` });
    if (answer && !answer.done) this.said.value = { bad: true, text: refusalText(this.say, answer) };
    return answer?.done ?? false;
  }

  /** What became of the press before the page was loaded anew: a number that was taken is shown. */
  settled({ path }, answer) {
    if (answer === null) this.said.value = { bad: true, text: this.say("settled.unknown") };
    else if (!answer.done) this.said.value = { bad: true, text: refusalText(this.say, answer) };
    else if (path === "/tickets") {
      this.taken.value = answer.body;
      this.tab.value = "take";
    } else this.said.value = { bad: false, text: this.say("settled.done") };
  }

  /** One command; a refusal is said, a press that bounced is not. An identity number is kept nowhere. */
  async send(method, path, body) {
    this.said.value = null;
    const answer = await this.session.send(method, path, body, { secret: Boolean(body?.id_number) });
    if (answer && !answer.done) this.said.value = { bad: true, text: refusalText(this.say, answer) };
    return answer;
  }

  /** Keep an eye on the paper that was ordered with this answer, if any was. */
  follow({ public_id, paper_order: order }, kiosk, copy_no) {
    if (!order) return;
    this.papers.value = { ...this.papers.value, [public_id]: { order, kiosk, copy_no, state: "ordered" } };
  }

  /** Ask what became of the papers that are on their way. */
  async followPapers() {
    if (!this.atWork) return;
    for (const [public_id, paper] of Object.entries(this.papers.value)) {
      if (!PENDING.has(paper.state)) continue;
      const answer = await this.session.commands.look(`/devices/papers/${paper.order}`);
      if (answer) this.papers.value = { ...this.papers.value, [public_id]: { ...paper, state: answer.state } };
    }
  }
}
