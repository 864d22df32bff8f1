// The outward face of a window: who serves here, whom, and what a closed door means for you. It knows no visitor's
// name, and whatever it shows of a visit is gone with the ticket.

import { businessOf } from "#ui/business_model.js";
import { clockOf } from "#ui/clock.js";
import { runs } from "#ui/numbers.js";
import { signs } from "#ui/signs_model.js";
import { inAll, tongueAt } from "#ui/tongues.js";
import { nameIn } from "#ui/words.js";

/**
 * `hall` is the board of the hall while the door is shut, `items` are the names of items by language and code, as far as they are there.
 * `everyTongue` are all languages of the centre, also where the page was asked to speak one only: all must understand that they leave.
 * `kind`: "ticket", "idle", "paused", "closed", "leave" while the hall is evacuated, "connecting" before a board.
 */
export function faceView(page, tongues, { room, hall = null, link, nowMs, freshAtMs, items = {}, everyTongue = tongues }) {
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
    door: kind === "ticket" ? null : doorView(page, kind === "leave" ? everyTongue : tongues, kind, board, hall),
  };
}

function kindOf(board) {
  if (!board) return "connecting";
  if (board.evacuated) return "leave";
  if (isShut(board)) return board.state;
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

/** Whether the page must know what the other windows do: who stands before a shut door asks where to go. */
export const isShut = (board) => board?.state === "paused" || board?.state === "closed";

const AT_WORK = new Set(["idle", "called", "serving"]);

/** For "all", "some" or "none" of a window's queues another one of the hall calls now; "unknown" before the hall's board. */
export function othersOf(board, hall) {
  const tiles = (board?.queues ?? []).map(({ queue }) => hall?.queues.find((tile) => tile.queue === queue)).filter(Boolean);
  if (tiles.length === 0) return "unknown";
  const called = tiles.filter((tile) => tile.open_windows > 0).length;
  if (called === 0) return "none";
  return called === tiles.length ? "all" : "some";
}

/** The enquiry windows of the hall at which somebody sits now. */
export const desksOf = (page, hall) =>
  (hall?.windows ?? []).filter(({ window, state }) => page.consult.includes(window) && AT_WORK.has(state)).map(({ window }) => window);

/** A door that is not open for a number now: why, and what it means for who stands before it. */
function doorView(page, tongues, kind, board, hall) {
  const of = (textIn) => inAll(tongues, textIn);
  const others = othersOf(board, hall);
  const desks = desksOf(page, hall);
  const help = { icon: "ask", title: of(({ say }) => say("ask.title")), text: of(({ say }) => askText(say, desks)) };
  const safe = { icon: "safe", title: of(({ say }) => say("safe.title")), text: of(({ say }) => say(`safe.${others}`)) };
  const here = { icon: "here", title: of(({ say }) => say("here.title")), text: of(({ say }) => say("here.text")) };
  const cards = { paused: board?.current ? [safe, here, help] : [safe, help], closed: [safe, help] };
  const text = of((tongue) => doorText(page, tongue, kind, board, others));
  return { title: of(({ say }) => doorTitle(say, kind)), text, cards: cards[kind] ?? [] };
}

/** A desk where nobody sits helps nobody: then it is the guide. */
function askText(say, desks) {
  if (desks.length === 0) return say("ask.nobody");
  const windows = runs(desks, say("windows.or"));
  return say(windows.includes("–") ? "ask.text" : "ask.text_one", { windows });
}

function doorTitle(say, kind) {
  if (kind === "leave") return say("leave.title");
  return say(kind);
}

function doorText(page, { language, say }, kind, board, others) {
  if (kind === "leave") return say("leave.text");
  if (kind === "closed") return closedText(say, board, others === "all" || others === "some");
  if (kind === "paused") return pausedText(page, language, say, board.pause);
  return say(kind === "idle" ? "idle_text" : "connecting_text");
}

/** Where to look is said only while somebody calls. */
function closedText(say, { shut }, isCalled) {
  if (isCalled) return say(shut ? "shut_text" : "closed_text");
  return say(shut ? "shut_text.alone" : "closed_text.alone");
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
