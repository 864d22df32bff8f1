// The hall board's view: everything the screen shows, as plain values.

import { callsView } from "#ui/calls_model.js";
import { pagesOf } from "#ui/paging_model.js";
import { signs } from "#ui/signs_model.js";
import { inAll, tongueAt, turnAt } from "#ui/tongues.js";
import { nameIn, shortName } from "#ui/words.js";

/** A hall that does not call says so instead of its last call, once that was made this long ago. */
const QUIET_MS = 180_000;

/**
 * `page` is the page's data, `tongues` its languages, `show` the show of its calls, `room` the hall's room (or
 * undefined), `link` the state of the connection, `plan` how the board is divided.
 */
export function hallView(page, tongues, { show, room, link, nowMs, freshAtMs, plan }) {
  const board = room?.board ?? null;
  const state = board?.state ?? "open";
  const tongue = tongueAt(tongues, nowMs);
  const calls = callsView(show, room?.times ?? null, nowMs, plan.count);
  const rests = state !== "open" && (calls.newest?.ageMs ?? Infinity) > QUIET_MS;
  return {
    language: tongue.language,
    say: tongue.say,
    hall: inAll(tongues, ({ language }) => nameIn(page.hall.names, language)),
    signs: signs(tongue.say, room, link, nowMs, freshAtMs),
    leave: state === "evacuation",
    newest: rests ? null : calls.newest,
    earlier: rests ? [] : calls.earlier,
    none: rests || calls.newest === null ? noneView(page, tongues, state) : null,
    waiting: waitingView(page, tongues, board, nowMs, plan),
    doors: doorsView(board, plan),
    note: noteView(page, tongues, board, nowMs, plan),
    unknown: board?.queues.some(({ queue }) => !(queue in page.queues)) ?? false,
  };
}

/** What stands in the place of a call while there is none: what is not possible, until when, what to do. */
function noneView(page, tongues, state) {
  const { open, close, lunch } = page.hours;
  const key = state === "lunch" && lunch ? "lunch" : state === "open" ? "open" : "closed";
  const values = { open, close, from: lunch?.[0] ?? "", to: lunch?.[1] ?? "" };
  return tongues.map(({ language, say }) => ({
    language,
    title: say(`none.${key}`),
    text: say(`none.${key}_text`, values),
  }));
}

/** One page of the queues; a hall with many shows them in turns, each page in every language. */
function waitingView(page, tongues, board, nowMs, { picture }) {
  const rows = (board?.queues ?? []).filter(({ queue }) => queue in page.queues);
  const pages = Math.max(1, Math.ceil(rows.length / picture.queues));
  const perPage = Math.ceil(rows.length / pages);
  const turn = Math.floor(turnAt(nowMs) / tongues.length) % pages;
  const { language } = tongueAt(tongues, nowMs);
  return {
    pageOf: pages > 1 ? `${turn + 1} / ${pages}` : null,
    rows: rows.slice(turn * perPage, (turn + 1) * perPage).map((row) => rowView(page, row, language)),
  };
}

/** `size` is how many characters the name has, where that is more than fits in full type. */
function rowView(page, row, language) {
  const { prefix, names } = page.queues[row.queue];
  const name = shortName(nameIn(names, language));
  const size = language === "zh" && name.length > 5 ? `n${Math.min(name.length, 8)}` : "";
  return { queue: row.queue, prefix, name, size, count: row.waiting, nobodyServes: row.open_windows === 0 };
}

function doorsView(board, { picture }) {
  const doors = board?.windows ?? [];
  const rows = Math.max(1, Math.ceil(doors.length / picture.doors));
  return { doors, rows, columns: Math.max(1, Math.ceil(doors.length / rows)) };
}

/** The line below: the notice and the missed rule in every language, long ones in pages, one after the other. */
function noteView(page, tongues, board, nowMs, { picture }) {
  const slides = [
    ...tongues.flatMap(({ language, say }) => paged(language, say("note.notice"), board?.notice?.[language], picture)),
    ...tongues.flatMap(({ language, say }) => paged(language, say("note.missed"), missedText(page, say), picture)),
  ];
  return slides[turnAt(nowMs) % slides.length];
}

/** Slides of one text that fit on the line behind its title. */
function paged(language, title, text, { line }) {
  const pages = text ? pagesOf(text, line) : [];
  return pages.map((part, i) => ({
    language,
    title,
    text: part,
    pageOf: pages.length > 1 ? `${i + 1} / ${pages.length}` : null,
  }));
}

export const missedText = (page, say) =>
  page.missed.revivals > 0
    ? say("note.missed_rule", { behind: page.missed.revive_behind })
    : say("note.missed_final");
