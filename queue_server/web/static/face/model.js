// The outward face of a window: who serves here, whom, and what a closed door means for you. It knows no visitor's
// name, and whatever it shows of a visit is gone with the ticket.

import { businessOf } from "#ui/business_model.js";
import { clockOf } from "#ui/clock.js";
import { signs } from "#ui/signs_model.js";
import { inAll, tongueAt } from "#ui/tongues.js";
import { nameIn } from "#ui/words.js";

/**
 * `items` are the names of items by language and code, as far as they are there.
 * `kind`: "ticket", "idle", "paused", "closed", "leave" while the hall is evacuated, "connecting" before a board.
 */
export function faceView(page, tongues, { room, link, nowMs, freshAtMs, items = {} }) {
  const board = room?.board ?? null;
  const kind = kindOf(board);
  const tongue = tongueAt(tongues, nowMs);
  return {
    kind,
    language: tongue.language,
    say: tongue.say,
    window: page.window,
    names: inAll(tongues, ({ language }) => nameIn(page.names, language)),
    centre: inAll(tongues, ({ language }) => nameIn(page.centre_names, language)),
    signs: signs(tongue.say, room, link, nowMs, freshAtMs),
    clerk: board?.clerk ? clerkView(page, tongues, board.clerk) : null,
    ticket: kind === "ticket" ? ticketView(page, tongues, board, items) : null,
    door: kind === "ticket" ? null : doorView(page, tongues, kind, board),
  };
}

function kindOf(board) {
  if (!board) return "connecting";
  if (board.evacuated) return "leave";
  if (board.state === "paused" || board.state === "closed") return board.state;
  return board.current ? "ticket" : "idle";
}

function clerkView(page, tongues, { employee_no, name, department, photo, languages = [] }) {
  return {
    employee_no,
    name,
    photo: isOurs(photo) ? photo : null,
    department: inAll(tongues, ({ language }) => nameIn(page.departments[department], language)),
    speaks: spokenBy(tongues, page, languages),
  };
}

/** A picture is shown when it is our own: a path of this server, never an address of somebody else. */
export const isOurs = (photo) => typeof photo === "string" && /^\/(?!\/)[\w./-]+$/.test(photo) && !photo.includes("..");

/** What the clerk speaks, in every language of the page; a code without a name is left out. */
function spokenBy(tongues, page, codes) {
  return codes
    .filter((code) => `language.${code}` in Object.values(page.voices)[0])
    .map((code) => ({ code, names: inAll(tongues, ({ say }) => say(`language.${code}`)) }));
}

function ticketView(page, tongues, { state, current }, items) {
  return {
    called: state === "called",
    number: current.number,
    title: inAll(tongues, ({ say }) => say(state === "called" ? "called" : "serving")),
    business: inAll(tongues, ({ language }) => nameOf(page, items, current, language)),
    step: stepIn(tongues, current),
  };
}

/** The item; for a visit that is known by its queue only, or while its name is not there, the queue. */
const nameOf = (page, items, ticket, language) =>
  businessOf(ticket, { services: items[language], queues: queuesOf(page), language });

const queuesOf = (page) => page.queues.map(([prefix, names]) => ({ prefix, names }));

function stepIn(tongues, { steps }) {
  const index = steps.findIndex((step) => step.state === "current");
  return index < 0 ? null : inAll(tongues, ({ say }) => say("step", { step: index + 1, steps: steps.length }));
}

/** A door that is not open for a number now: why, and what it means for who stands before it. */
function doorView(page, tongues, kind, board) {
  const of = (textIn) => inAll(tongues, textIn);
  const help = { icon: "ask", title: of(({ say }) => say("ask.title")), text: of(({ say }) => askText(page, say)) };
  const safe = { icon: "safe", title: of(({ say }) => say("safe.title")), text: of(({ say }) => say("safe.text")) };
  const here = { icon: "here", title: of(({ say }) => say("here.title")), text: of(({ say }) => say("here.text")) };
  const cards = { paused: board?.current ? [safe, here, help] : [safe, help], closed: [safe, help] };
  return { title: of(({ say }) => doorTitle(say, kind)), text: of((tongue) => doorText(page, tongue, kind, board)), cards: cards[kind] ?? [] };
}

const askText = (page, say) => (page.ask_at ? say(/\D/.test(page.ask_at) ? "ask.text" : "ask.text_one", { windows: page.ask_at }) : say("ask.nobody"));

function doorTitle(say, kind) {
  if (kind === "leave") return say("leave.title");
  return say(kind);
}

function doorText(page, { language, say }, kind, board) {
  if (kind === "leave") return say("leave.text");
  if (kind === "closed") return say(board.shut ? "shut_text" : "closed_text");
  if (kind === "paused") return pausedText(page, language, say, board.pause);
  return say(kind === "idle" ? "idle_text" : "connecting_text");
}

function pausedText(page, language, say, pause) {
  if (!pause) return "";
  const names = page.pause_reasons[pause.reason];
  const parts = [
    names ? say("paused_reason", { reason: nameIn(names, language) }) : "",
    pause.since ? say("paused_since", { time: clockOf(pause.since) }) : "",
  ].filter(Boolean);
  return parts.join(language === "zh" ? "，" : ", ");
}
