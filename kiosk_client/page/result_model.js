// What came of a touch: one or more numbers, where to go, what became of the paper, and when the page goes home.

import { clockOf } from "#ui/clock.js";
import { waitKind } from "#ui/numbers.js";
import { nameIn } from "#ui/words.js";
import { deskOf } from "./blocked_model.js";
import { bookedView } from "./check_in_model.js";
import { standsAt, walkMinutes, windowsText } from "./item_model.js";

const OVER = new Set(["done", "cancelled", "expired"]);
const AT_WINDOW = new Set(["called", "serving", "held"]);
const NEXT = ["waiting", "called", "serving", "held", "missed"];

/**
 * The result screen. `here` is `{jobs, missing}`: what the agent answered, and the refusal of what it did not give. Below the
 * numbers it says what is to do for the one that has most before it: `place` where to go, else `word` what to do or know.
 */
export function resultView({ shelf, state, say, language }, here) {
  const tickets = here.jobs.map((job) => job.ticket);
  const first = NEXT.map((one) => tickets.find((ticket) => ticket.state === one)).find(Boolean) ?? tickets[0];
  const thing = shelf.scenario[first.scenario] ?? shelf.service[first.service] ?? shelf.queue[first.queue];
  const mayRevive = here.jobs.length === 1 && first.state === "missed" && !here.notBack?.message;
  const over = OVER.has(first.state);
  const paper = paperView(say, here.jobs, { again: here.again, held: here.held, desk: deskOf({ shelf, state, say, language }, state.hall), elsewhere: elsewhereText({ shelf, state, say, language }) });
  return {
    business: nameIn(thing?.names, language),
    tickets: here.jobs.map((job) => ticketView(say, state, job, mayRevive)),
    own: ownView(say, first),
    booked: here.booked ? bookedView(say, here.booked) : null,
    each: tickets.length > 1 ? say("result.each", { count: tickets.length }) : null,
    missing: notBackText({ shelf, state, say, language }, here) ?? missingText({ shelf, state, say, language }, here),
    mayRevive,
    place: over || first.state === "missed" ? null : placeView({ shelf, state, say, language }, first),
    word: wordView(say, first, mayRevive),
    rule: over ? null : first.missed_rule,
    paper: over || first.state === "missed" ? null : paper,
  };
}

/** A number of the kiosk's own, until the server has it: that it counts all the same, and by which time. */
function ownView(say, { offline, issued_at: issued }) {
  return offline ? { title: say("result.own"), text: say("result.own.text", { time: clockOf(issued) }) } : null;
}

/** Where a ticket leads: to wait for its call, to the window that called it, back to the window that put it on hold. */
function placeView({ shelf, state, say, language }, ticket) {
  const window = AT_WINDOW.has(ticket.state) ? ticket.window : null;
  const zone = window ? (shelf.window?.[window]?.zone ?? ticket.zone) : ticket.zone;
  const hall = nameIn(shelf.hall[ticket.hall]?.names, language);
  const other = Boolean(state.hall) && ticket.hall !== state.hall;
  const walk = walkMinutes(shelf);
  const held = ticket.state === "held";
  return {
    go: held ? say("result.held.text") : window ? "" : say(other ? "result.walk" : "result.go"),
    hall,
    zone: nameIn(shelf.zone[zone]?.names, language),
    windows: window && !held ? say("result.to_window", { window }) : windowsText(say, window ? [window] : held ? [] : ticket.windows),
    told: ticket.state === "waiting" && ticket.windows.length > 1 ? say("result.told") : "",
    other: other ? (walk ? say("result.other_hall", { minutes: walk }) : say("map.other_hall", { hall })) : null,
    map: { hall: ticket.hall, zone, you: other ? null : standsAt(shelf, state) },
  };
}

/** What to do, or to know, where there is no place to go to. */
function wordView(say, { state }, mayRevive) {
  if (state === "missed") {
    const text = [say("result.missed.text"), ...(mayRevive ? [] : [say("result.missed.ask")])];
    return { title: say(mayRevive ? "result.missed.first" : "result.state.missed"), text };
  }
  if (!OVER.has(state)) return null;
  const text = [say(`result.${state}.text`), ...(state === "done" ? [say("result.done.new")] : [])];
  return { title: say(`result.state.${state}`), text };
}

function ticketView(say, state, { ticket, qr }, mayRevive) {
  const over = OVER.has(ticket.state);
  return { publicId: ticket.public_id, number: ticket.number, qr: over ? null : qr, ...standing(say, state, ticket, mayRevive) };
}

/** How the ticket stands: `ahead` and `wait` while it waits, `called` when it does not any more. */
function standing(say, state, ticket, mayRevive) {
  if (ticket.state === "called" && ticket.window) {
    return { called: say("result.called", { window: ticket.window }), turn: true };
  }
  if (ticket.state === "serving") return { called: say("result.moved"), turn: false };
  if (ticket.state === "held") return { called: say("result.state.held"), turn: false };
  if (ticket.state === "missed") return { called: say(mayRevive ? "result.missed" : "result.state.missed"), turn: false };
  if (OVER.has(ticket.state)) return { called: say("result.over"), turn: false };
  if (ticket.offline) return { called: null, turn: false, ahead: say("result.own.ahead"), wait: "" };
  const ahead = ticket.ahead ? say("result.ahead", { count: ticket.ahead }) : say("result.nobody");
  return { called: null, turn: false, ahead, wait: waitText(say, state, ticket) };
}

function waitText(say, state, ticket) {
  const { kind, ...figures } = waitKind(ticket.wait, state.queues?.[ticket.queue]?.open_windows);
  return say(kind === "range" ? "result.wait" : `result.${kind}`, figures);
}

/** Why a missed ticket did not go back in line. */
function notBackText({ shelf, state, say, language }, { notBack }) {
  if (!notBack) return null;
  const desk = deskOf({ shelf, state, say, language }, state.hall);
  return { title: say("result.not_back"), text: notBack.message ?? say("result.not_back.text", { desk }) };
}

/** The way to the kiosk that prints a photo of the code, held to its reader; empty without one, and without the server. */
function elsewhereText({ shelf, state, say, language }) {
  const other = state.online === false ? null : shelf.kiosks?.find((row) => row.code === state.next_kiosk);
  if (!other) return "";
  const area = nameIn(shelf.facility[other.area]?.names, language);
  return area && other.area !== standsAt(shelf, state)
    ? say("paper.elsewhere.far", { kiosk: other.code, area })
    : say("paper.elsewhere.near", { kiosk: other.code });
}

/** The tickets that were asked for and not given: how many, and why, in the server's own sentence. */
function missingText({ shelf, state, say, language }, { jobs, missing }) {
  if (!missing) return null;
  const desk = deskOf({ shelf, state, say, language }, state.hall);
  return {
    title: say("result.missing", { got: jobs.length, count: missing.count }),
    text: missing.message ?? say("result.missing_unreached", { desk }),
  };
}

const WORST = ["failed", "unknown", "none", "queued", "sent", "confirmed"];
const PAPER = { failed: "failed", unknown: "unknown", none: "none", queued: "printing", sent: "printed", confirmed: "printed" };

/** Troubles of a printer that a visitor can see for themselves; any other is only "cannot print". */
const SEEN_TROUBLES = new Set(["paper_out", "cover_open", "cutter_error", "device_error"]);

const MOST_COPIES = 2;

/** What else there is to know of a paper. */
function otherwiseText(say, kind, mayReprint, elsewhere) {
  if (kind === "failed" && elsewhere) return elsewhere;
  return say(kind === "unknown" && !mayReprint ? "paper.failed.text" : `paper.${kind}.text`);
}

/** What has been asked for is printing, though nobody has heard of it yet. */
function kindOf(worst, { again, held }) {
  if (worst !== "none") return PAPER[worst];
  return again === "asked" ? "printing" : held ? "held" : "none";
}

/**
 * The state of the papers together: the one that needs help most is told. `again` is what came of "print again": "asked", or
 * `{message}` where it was refused, null where nobody answered; `held` a ticket whose paper was printed elsewhere; `elsewhere`
 * how to get it printed at another kiosk, empty where it cannot be.
 */
export function paperView(say, jobs, { again = null, held = false, desk = "", elsewhere = "" } = {}) {
  if (again?.message !== undefined) {
    const text = again.message ?? say("paper.not_again.text", { desk });
    return { kind: "failed", title: say("paper.not_again"), text, trouble: true, mayReprint: again.message === null, printed: false };
  }
  const cause = jobs.map((job) => job.trouble).find((trouble) => SEEN_TROUBLES.has(trouble));
  if (cause) {
    const text = elsewhere || say("paper.failed.text");
    return { kind: "failed", title: say("paper.because", { cause: say(`paper.cause.${cause}`) }), text, trouble: true, mayReprint: false, printed: false };
  }
  const states = jobs.map((job) => job.print ?? "none");
  const worst = WORST.find((one) => states.includes(one)) ?? "none";
  const copies = Math.max(...jobs.map((job) => job.ticket.reprints ?? 0));
  const more = copies < MOST_COPIES ? "" : say("paper.no_more", { desk });
  const mayReprint = again === null && !more && (held || ["sent", "confirmed", "unknown"].includes(worst));
  const kind = kindOf(worst, { again, held });
  const many = kind === "printing" && jobs.length > 1;
  if (kind === "held" && !mayReprint) return { kind, title: say("paper.good"), text: more, trouble: false, mayReprint, printed: false };
  return {
    kind,
    title: many ? say("paper.printing_many", { count: jobs.length }) : say(`paper.${kind}`),
    text: more || (copies ? say("result.copy", { count: copies + 1 }) : otherwiseText(say, kind, mayReprint, elsewhere)),
    trouble: kind === "unknown" || kind === "failed",
    mayReprint: mayReprint && kind !== "printing" && kind !== "failed",
    printed: kind === "printed",
  };
}
