// Why there is no number now. Each answer has three parts: what is not possible, since or until when, what to do now.
// The server decides again when it is asked; what stands here spares the visitor the asking.

import { clockOf, dateText } from "#ui/clock.js";
import { runs } from "#ui/numbers.js";
import { nameIn } from "#ui/words.js";

const CONSULT = "consult";
const AWAY = new Set(["closed", "paused"]);

/** The enquiry windows of a hall where somebody is now; all of them while its board is not known. */
export function enquiryWindows({ shelf, state }, hall) {
  const planned = plannedEnquiry(shelf, hall);
  const board = state?.halls?.[hall]?.windows;
  const away = new Set((board ?? []).filter(({ state: door }) => AWAY.has(door)).map(({ window }) => window));
  return planned.filter((number) => !away.has(number));
}

const plannedEnquiry = (shelf, hall) =>
  (shelf.windows ?? []).filter((row) => row.kind === CONSULT && row.hall === hall && !row.retiring).map(({ number }) => number);

/** Whom to ask in a hall: its enquiry windows where somebody is; where all are empty, the guide who walks about. */
export function deskOf({ shelf, state, say, language }, hall) {
  if (plannedEnquiry(shelf, hall).length === 0) return say("desk.staff");
  const windows = enquiryWindows({ shelf, state }, hall);
  if (windows.length === 0) return say("desk.guide");
  const numbers = runs(windows, say("desk.or"));
  return say(numbers.includes("–") ? "desk.windows" : "desk.window", { windows: numbers, hall: nameIn(shelf.hall[hall]?.names, language) });
}

/** What is no more in the catalogue. */
export function goneView({ shelf, state, say, language }, hall = state.hall) {
  const desk = deskOf({ shelf, state, say, language }, hall);
  return { kind: "gone", title: say("blocked.gone"), since: say("blocked.gone.since"), now: say("blocked.gone.now", { desk }) };
}

/**
 * `{kind, title, since, now}`, or null when numbers are given. `row` is the item, `queue` its queue; `realName`: a document is
 * needed, which a kiosk without its server can only keep when it has the server's key.
 */
export function blockedView({ shelf, state, say, language }, row, queue, realName = false) {
  const now = state.queues?.[queue.code];
  const desk = deskOf({ shelf, state, say, language }, state.hall ?? queue.hall);
  const three = (kind, since, todo, name = kind) => ({ kind, title: say(`blocked.${name}`), since, now: todo });
  if (row.retiring || queue.retiring) {
    return goneView({ shelf, state, say, language }, state.hall ?? queue.hall);
  }
  if (state.halls?.[queue.hall]?.state === "evacuation") {
    const hall = nameIn(shelf.hall[queue.hall].names, language);
    const title = say("blocked.evacuation", { hall });
    return { kind: "evacuation", title, since: say("blocked.evacuation.since"), now: say("blocked.evacuation.now") };
  }
  if (state.online === false && (!state.own_numbers || (realName && !state.seals))) {
    const since = state.lost_at ? say("blocked.offline.since", { time: state.lost_at }) : "";
    return state.own_numbers
      ? three("offline", since, say("blocked.own_name.now", { desk }), "own_name")
      : three("offline", since, say("blocked.offline.now", { desk }));
  }
  if (!now) return null;
  if (now.quota_left === 0 && now.issuing) return quota({ shelf, state, say, language, desk }, queue, now, three);
  return now.issuing ? null : closed({ state, say, language, desk }, now, three);
}

/** The afternoon's numbers begin with the lunch break; after it there are none left today. */
function quota({ shelf, state, say, language, desk }, queue, now, three) {
  const lunch = shelf.hall[queue.hall].lunch;
  const morning = lunch && state.hall_time && clockOf(state.hall_time) < lunch[0];
  const todo = say("blocked.quota.now", { desk });
  if (morning) return three("quota", say("blocked.quota_morning.since", { time: lunch[0] }), todo, "quota_morning");
  if (!now.opens) return three("quota", "", say("blocked.closed.ask", { desk }), "quota_day");
  return three("quota", opening(say, language, now.opens, state.hall_time), todo, "quota_day");
}

function closed({ state, say, language, desk }, now, three) {
  const name = now.on_lunch ? "lunch" : "closed";
  if (!now.opens) return three("closed", say("blocked.closed.unknown"), say("blocked.closed.ask", { desk }), name);
  return three("closed", opening(say, language, now.opens, state.hall_time), say("blocked.closed.now"), name);
}

/** When numbers begin: today at a time, or on another day. */
export function opening(say, language, opens, hallTime) {
  const time = clockOf(opens);
  if (hallTime?.slice(0, 10) === opens.slice(0, 10)) return say("blocked.closed.today", { time });
  const offset = opens.match(/([+-]\d\d:\d\d|Z)$/)[0];
  return say("blocked.closed.day", { time, date: dateText(Date.parse(opens), offset, language) });
}
