// The hall board's view: everything the screen shows, as plain values.

import { callsView } from "#ui/calls_model.js";
import { pagesOf, sizeOf, widthOf } from "#ui/paging_model.js";
import { restView } from "#ui/rest_model.js";
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
  const calls = callsView(show, room, nowMs, plan.count);
  const rests = state !== "open" && (calls.newest?.ageMs ?? Infinity) > QUIET_MS;
  return {
    language: tongue.language,
    say: tongue.say,
    hall: inAll(tongues, ({ language }) => nameIn(page.hall.names, language)),
    signs: signs(tongue.say, room, link, nowMs, freshAtMs),
    leave: state === "evacuation",
    shut: rests && state === "closed",
    newest: rests ? null : calls.newest,
    earlier: rests ? [] : calls.earlier,
    none: rests || calls.newest === null ? restView(page, tongues, state) : null,
    waiting: waitingView(page, tongues, board, nowMs, plan),
    doors: doorsView(board, plan),
    note: noteView(page, tongues, board, nowMs, plan),
  };
}

/**
 * One page of the queues; a hall with many, or with long names, shows them in turns, each page in every language.
 * `lines` is how many lines a name may take, `perPage` how many rows a column has.
 */
function waitingView(page, tongues, board, nowMs, { picture }) {
  const { single, double, columns } = picture.queues;
  const { language, say } = tongueAt(tongues, nowMs);
  const rows = (board?.queues ?? [])
    .filter(({ queue }) => queue in page.queues)
    .map((row) => rowView(page, row, language, roomFor(picture.queues, say, row)));
  const lines = rows.every(({ name, room }) => sizeOf(name, { width: room, most: NAME_PX }) >= NAME_LEAST_PX) ? 1 : 2;
  const pages = Math.max(1, Math.ceil(rows.length / (lines === 1 ? single : double)));
  const perPage = columns * Math.ceil(rows.length / pages / columns);
  const turn = Math.floor(turnAt(nowMs) / tongues.length) % pages;
  return {
    lines,
    perColumn: perPage / columns,
    pageOf: pages > 1 ? `${turn + 1} / ${pages}` : null,
    rows: rows
      .slice(turn * perPage, (turn + 1) * perPage)
      .map((row) => ({ ...row, size: sizeOf(row.name, { width: row.room, lines, most: NAME_PX }) })),
  };
}

/** A name is this large where it has room; on one line it is never smaller than the least, it takes two then. */
const NAME_PX = 42;
const NAME_LEAST_PX = 32;

/** As hall.css draws a row: its letters, its count, the word behind it, and the gaps. */
const [PREFIX_PX, COUNT_PX, UNIT_PX, SHUT_PX, GAP_PX] = [72, 52, 32, 28, 14];
const DIGIT_EM = 0.57;

/** How many pixels of a row are left for its queue's name. */
function roomFor({ cell }, say, row) {
  const unit = say("unit.people");
  const count = String(row.waiting).length * DIGIT_EM * COUNT_PX + (unit && widthOf(unit) * UNIT_PX + 8);
  const behind = isShut(row) ? widthOf(say("waiting.nobody_serves")) * SHUT_PX : count;
  return cell - PREFIX_PX - GAP_PX - behind;
}

const isShut = ({ waiting, open_windows }) => open_windows === 0 && waiting === 0;

function rowView(page, row, language, room) {
  const { prefix, names } = page.queues[row.queue];
  const name = shortName(nameIn(names, language));
  return { queue: row.queue, prefix, name, room, count: row.waiting, isShut: isShut(row) };
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

/** The sentence that is on the paper and on the phone too. */
export const missedText = ({ missed: { revivals, revive_behind: behind } }, say) =>
  say(revivals > 0 ? "missed_rule" : "missed_rule_final", { behind, revivals });
