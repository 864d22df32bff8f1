// What came of a touch: one or more numbers, where to go, what became of the paper, and when the page goes home.

import { waitKind } from "#ui/numbers.js";
import { nameIn } from "#ui/words.js";
import { deskOf } from "./blocked_model.js";
import { standsAt, walkMinutes, windowsText } from "./item_model.js";

const OVER = new Set(["done", "cancelled", "expired"]);

/** The result screen. `here` is `{jobs, missing}`: what the agent answered, and the refusal of what it did not give. */
export function resultView({ shelf, state, say, language }, here) {
  const tickets = here.jobs.map((job) => job.ticket);
  const [first] = tickets;
  const thing = shelf.scenario[first.scenario] ?? shelf.service[first.service] ?? shelf.queue[first.queue];
  const other = Boolean(state.hall) && first.hall !== state.hall;
  const walk = walkMinutes(shelf);
  return {
    business: nameIn(thing?.names, language),
    tickets: here.jobs.map((job) => ticketView(say, state, job)),
    each: tickets.length > 1 ? say("result.each", { count: tickets.length }) : null,
    missing: notBackText({ shelf, state, say, language }, here) ?? missingText({ shelf, state, say, language }, here),
    mayRevive: here.jobs.length === 1 && first.state === "missed",
    go: say(other ? "result.walk" : "result.go"),
    hall: nameIn(shelf.hall[first.hall]?.names, language),
    zone: nameIn(shelf.zone[first.zone]?.names, language),
    windows: windowsText(say, first.windows),
    told: first.windows.length > 1 ? say("result.told") : "",
    other: other ? (walk ? say("result.other_hall", { minutes: walk }) : say("map.other_hall", { hall: nameIn(shelf.hall[first.hall]?.names, language) })) : null,
    map: { hall: first.hall, zone: first.zone, you: other ? null : standsAt(shelf, state) },
    rule: first.missed_rule,
    paper: paperView(say, here.jobs, { again: here.again, held: here.held, desk: deskOf({ shelf, say, language }, state.hall) }),
  };
}

function ticketView(say, state, { ticket, qr }) {
  return { publicId: ticket.public_id, number: ticket.number, qr, ...standing(say, state, ticket) };
}

/** How the ticket stands: `ahead` and `wait` while it waits, `called` when it does not any more. */
function standing(say, state, ticket) {
  if (ticket.state === "called" && ticket.window) {
    return { called: say("result.called", { window: ticket.window }), turn: true };
  }
  if (ticket.state === "serving") return { called: say("result.moved"), turn: false };
  if (ticket.state === "missed") return { called: say("result.missed"), turn: false };
  if (OVER.has(ticket.state)) return { called: say("result.over"), turn: false };
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
  const desk = deskOf({ shelf, say, language }, state.hall);
  return { title: say("result.not_back"), text: notBack.message ?? say("result.not_back.text", { desk }) };
}

/** The tickets that were asked for and not given: how many, and why, in the server's own sentence. */
function missingText({ shelf, state, say, language }, { jobs, missing }) {
  if (!missing) return null;
  const desk = deskOf({ shelf, say, language }, state.hall);
  return {
    title: say("result.missing", { got: jobs.length, count: missing.count }),
    text: missing.message ?? say("result.missing_unreached", { desk }),
  };
}

const WORST = ["failed", "unknown", "none", "queued", "sent", "confirmed"];
const PAPER = { failed: "failed", unknown: "unknown", none: "none", queued: "printing", sent: "printed", confirmed: "printed" };

const MOST_COPIES = 2;

/**
 * The state of the papers together: the one that needs help most is told. `again` is what came of "print again": "asked", or
 * `{message}` where it was refused, null where nobody answered; `held` a ticket whose paper was printed elsewhere.
 */
export function paperView(say, jobs, { again = null, held = false, desk = "" } = {}) {
  if (again?.message !== undefined) {
    const text = again.message ?? say("paper.not_again.text", { desk });
    return { kind: "failed", title: say("paper.not_again"), text, trouble: true, mayReprint: again.message === null, printed: false };
  }
  const states = jobs.map((job) => job.print ?? "none");
  const worst = WORST.find((one) => states.includes(one)) ?? "none";
  const kind = held && worst === "none" ? "held" : PAPER[worst];
  const copies = Math.max(...jobs.map((job) => job.ticket.reprints ?? 0));
  const many = kind === "printing" && jobs.length > 1;
  const more = copies < MOST_COPIES ? "" : say("paper.no_more", { desk });
  return {
    kind,
    title: many ? say("paper.printing_many", { count: jobs.length }) : say(`paper.${kind}`),
    text: more || (copies ? say("result.copy", { count: copies + 1 }) : say(`paper.${kind}.text`)),
    trouble: kind === "unknown" || kind === "failed",
    mayReprint: again === null && !more && ["printed", "unknown", "held"].includes(kind),
    printed: kind === "printed",
  };
}
