// The hall board's view: everything the screen shows, as plain values.

import { callsView } from "#ui/calls_model.js";
import { signs } from "#ui/signs_model.js";
import { nameIn, shortName } from "#ui/words.js";

export const EARLIER = 6;
export const ROWS = 11;
export const PAGE_MS = 8000;
const ONE_ROW_OF_DOORS = 40;
const LONG_NOTE = 42;

/** `page` is the page's data, `room` the hall's room (or undefined), `link` the state of the connection. */
export function hallView(page, say, { room, link, nowMs, freshAtMs }) {
  const board = room?.board ?? null;
  const calls = callsView(room, nowMs, EARLIER);
  const state = board?.state ?? "open";
  return {
    hall: nameIn(page.hall.names, page.language),
    signs: signs(say, room, link, nowMs, freshAtMs),
    leave: state === "evacuation" ? noticeText(board, page.language) ?? say("leave.text") : null,
    ...calls,
    none: calls.newest === null ? say(`none.${state === "evacuation" ? "closed" : state}`) : null,
    waiting: waitingView(page, say, board, nowMs),
    doors: doorsView(board),
    note: noteView(page, say, { board, nowMs }),
    unknown: board?.queues.some(({ queue }) => !(queue in page.queues)) ?? false,
  };
}

/** One page of the queues; a hall with many shows them in turns of eight seconds. */
function waitingView(page, say, board, nowMs) {
  const rows = (board?.queues ?? []).filter(({ queue }) => queue in page.queues);
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  const perPage = Math.ceil(rows.length / pages);
  const turn = Math.floor(nowMs / PAGE_MS) % pages;
  return {
    pageOf: pages > 1 ? say("waiting.page", { page: turn + 1, pages }) : null,
    rows: rows.slice(turn * perPage, (turn + 1) * perPage).map((row) => rowView(page, row)),
  };
}

/** `size` is how many characters the name has, where that is more than fits in full type. */
function rowView(page, row) {
  const { prefix, names } = page.queues[row.queue];
  const name = shortName(nameIn(names, page.language));
  const size = page.language === "zh" && name.length > 5 ? `n${Math.min(name.length, 8)}` : "";
  return { prefix, name, size, count: row.waiting, nobodyServes: row.open_windows === 0 };
}

function doorsView(board) {
  const doors = board?.windows ?? [];
  const rows = doors.length > ONE_ROW_OF_DOORS ? 2 : 1;
  return { doors, rows, columns: Math.max(1, Math.ceil(doors.length / rows)) };
}

/** The line below: that the picture is old is said by the page; else a notice and the missed rule in turns. */
function noteView(page, say, { board, nowMs }) {
  const notes = [{ title: say("note.missed"), text: missedText(page, say) }];
  const notice = noticeText(board, page.language);
  if (notice) notes.unshift({ title: say("note.notice"), text: notice });
  const note = notes[Math.floor(nowMs / PAGE_MS) % notes.length];
  return { ...note, long: note.text.length > LONG_NOTE };
}

export const missedText = (page, say) =>
  page.missed.revivals > 0
    ? say("note.missed_rule", { behind: page.missed.revive_behind })
    : say("note.missed_final");

const noticeText = (board, language) => (board?.notice ? nameIn(board.notice, language) : null);
