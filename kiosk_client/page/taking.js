// Taking a number: what the item's key, the result's keys and the agent's answers do to the page.

import { steadyNow } from "#ui/now.js";
import { newKey } from "#ui/page.js";
import { checkInBooking, followPaper, followTicket, heldTicket, printAgain, putBack, takeNumber } from "./agent.js";
import { keysOf, wish } from "./item_model.js";
import { sentenceOf } from "./refusal_model.js";

/** Where a booking is shown, and where one goes back to when that was in vain. */
const STARTS = new Set(["check_in", "id_number", "bookings"]);

/**
 * The acts of taking. `screen()` is the screen that is on, `show` puts one on top, `change` replaces it (or takes a
 * function of it), `only` leaves it as the only one above home; `language()` is the page's.
 */
export function taking({ screen, show, change, only, back, language }) {
  const isOn = (key) => screen().name === "result" && screen().key === key;

  /** One touch: a ticket for each of `people`, one after the other, each under its own key. */
  async function take(thing, visitorClass, document = null, people = 1) {
    const key = newKey();
    const keys = keysOf(key, people);
    const jobs = [];
    show({ name: "asking", number: 1, count: people });
    for (const [i, one] of keys.entries()) {
      if (i > 0) change({ name: "asking", number: i + 1, count: people });
      const job = await takeNumber(wish(thing, visitorClass, language(), document, one));
      if (job.state !== "issued") {
        if (jobs.length === 0) return refused(job, () => take(thing, visitorClass, document, people));
        return shown(key, jobs, { count: people - jobs.length, message: sentenceOf(job.error) });
      }
      jobs.push(job);
    }
    return shown(key, jobs, null);
  }

  function refused(job, again) {
    if (job.state === "refused") change({ name: "refused", message: sentenceOf(job.error), code: job.error?.code ?? null });
    else change({ name: "offline", again: () => (back(), again()) });
  }

  function shown(key, jobs, missing, held = false, booked = null) {
    only({ name: "result", key, jobs, missing, held, booked, sinceMs: steadyNow() });
    for (const job of jobs) follow(key, job);
  }

  /** The paper until it is known what became of it, and the place in line while the number is shown. */
  function follow(key, job) {
    followPaper(job.key, (newer) => put(key, newer), () => isOn(key));
    followTicket(job.ticket.public_id, (ticket) => put(key, { key: job.key, ticket }), () => isOn(key));
  }

  function put(key, newer) {
    if (!isOn(key)) return;
    change((here) => ({ ...here, jobs: here.jobs.map((job) => (job.key === newer.key ? { ...job, ...newer } : job)) }));
  }

  /** Print all papers of a result once more; each is counted by the server first. What is not printed is said. */
  async function reprint({ key, jobs }) {
    const note = (again) => isOn(key) && change((here) => ({ ...here, again, held: false }));
    note("asked");
    let again = null;
    for (const job of jobs) {
      const newer = await printAgain(job.ticket.public_id, newKey());
      if (!newer.ticket) again = { message: sentenceOf(newer.error) };
      else followAgain(key, newer);
    }
    note(again);
  }

  function followAgain(key, job) {
    put(key, job);
    followPaper(job.key, (newer) => put(key, newer), () => isOn(key));
  }

  /** A ticket's code was held to the reader: how it stands, as if it had just been taken. */
  async function held(publicId) {
    if (screen().name === "asking") return;
    only({ name: "reading" });
    const job = await heldTicket(publicId, language());
    if (screen().name !== "reading") return;
    if (job.ticket) shown(newKey(), [job], null, true);
    else only({ name: "refused", title: "unfound", message: sentenceOf(job.error) });
  }

  /** A booking is shown by its code, a phone number or a document: its ticket, or which of several, or why not and when. */
  async function checkIn(wanted) {
    if (["asking", "checking"].includes(screen().name)) return;
    if (STARTS.has(screen().name)) show({ name: "checking" });
    else only({ name: "checking" });
    const job = await checkInBooking({ ...wanted, key: newKey(), language: language() });
    if (screen().name !== "checking") return;
    if (job.ticket) shown(newKey(), [job], null, job.again, job.again ? null : { onTime: job.on_time });
    else if (job.choices) change({ name: "bookings", choices: job.choices });
    else if (job.error) change({ name: "refused", title: "unchecked", message: sentenceOf(job.error), code: job.error.code });
    else change({ name: "offline", title: "unchecked", again: () => (back(), checkIn(wanted)) });
  }

  /** Back in line after a missed call; a refusal is said on the same screen. */
  async function revive({ key, jobs: [{ ticket }] }) {
    const newer = await putBack(ticket.public_id, newKey());
    if (newer.ticket) put(key, newer);
    if (isOn(key)) change((here) => ({ ...here, notBack: newer.ticket ? null : { message: sentenceOf(newer.error) } }));
  }

  return { take, reprint, held, checkIn, revive };
}
