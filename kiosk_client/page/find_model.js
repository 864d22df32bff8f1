// What a search shows: how it was understood, what the letters stand for, and the results by place with their waits.

import { nameIn } from "#ui/words.js";
import { queueOf, waitText, windowsText, zoneOf } from "./item_model.js";
import { isClosed, rowView, waitingText } from "./list_model.js";

const MOST_MEANINGS = 3;
const MOST_SHOWN = 120;
const HAN = /\p{Script=Han}/u;

/**
 * How much room results have, and what a place's line and a row take of it, in px of the drawn page; what letters mean takes its
 * room only where they mean several things.
 */
export const ROOMS = {
  tall: { room: 506, meanings: 92, pager: 92, place: 60, row: 88 },
  wide: { room: 836, meanings: 92, pager: 92, place: 60, row: 88 },
  "tall elder": { room: 480, meanings: 146, pager: 140, place: 72, row: 134 },
  "wide elder": { room: 784, meanings: 126, pager: 120, place: 172, row: 134 },
};

/** `result` is what search() answers, `meaning` the chip that was touched, `page` which page of results. */
export function findView(context, result, { text, meaning = null, page = 0 }, room) {
  const { say } = context;
  const meanings = meaningChips(context, result, meaning);
  const free = meanings.length > 0 ? 0 : room.meanings;
  const pages = pagesOf(placesOf(context, result.found.slice(0, MOST_SHOWN)), { ...room, room: room.room + free });
  const shown = Math.min(page, pages.length - 1);
  return {
    count: text.trim() === "" ? "" : say("search.count", { count: result.total }),
    understood: understood(say, text, result),
    meanings,
    places: (pages[shown] ?? []).map((place) => ({
      ...place,
      ...placeView(context, place.queue),
      rows: place.rows.map((hit) => resultRow(context, hit)),
    })),
    page: Math.max(0, shown),
    pages: pages.length,
    none: text.trim() !== "" && result.total === 0,
  };
}

/** In words: what was typed, and what it was taken for. */
function understood(say, text, { found, by, near }) {
  if (text.trim() === "" || by === null) return "";
  const { how } = found[0];
  const meant = how.text.slice(how.from, how.to) || how.text;
  if (near) return say("search.near", { meant });
  if (by === "words" || by === "code" || by === "hanzi") return "";
  return say(by === "initials" ? "search.by_initials" : "search.by_pinyin", { meant });
}

/** The words that the letters stand for, where they stand for several that one who reads this page can read. */
function meaningChips({ say, language }, { meanings, total }, chosen) {
  const readable = meanings.filter(({ text }) => language === "zh" || !HAN.test(text));
  if (readable.length < 2) return [];
  const shown = readable.slice(0, MOST_MEANINGS);
  const kept = readable.find(({ text }) => text === chosen);
  const chips = kept && !shown.includes(kept) ? [...shown.slice(0, -1), kept] : shown;
  const all = { text: null, name: say("topics.all"), count: chosen === null ? total : "" };
  return [...chips.map((chip) => ({ ...chip, name: chip.text })), all].map((chip) => ({ ...chip, on: chip.text === chosen }));
}

/** Results by the place where they are served; the place of the best result first. Only what is shown is put into words. */
function placesOf(context, found) {
  const places = new Map();
  for (const hit of found) {
    const queue = hit.kind === "department" ? null : queueOf(context.shelf, { kind: hit.kind, code: hit.row.code });
    const key = queue?.code ?? "departments";
    if (!places.has(key)) places.set(key, { key, queue, rows: [] });
    places.get(key).rows.push(hit);
  }
  return [...places.values()];
}

function placeView({ shelf, state, say, language }, queue) {
  if (!queue) return { name: say("search.departments"), windows: "", waiting: "", wait: "", here: true };
  const now = isClosed(state, queue.hall) ? undefined : state.queues?.[queue.code];
  const hall = nameIn(shelf.hall[queue.hall]?.names, language);
  const zone = nameIn(zoneOf(shelf, queue.windows)?.names, language);
  const waiting = now?.waiting === undefined ? "" : waitingText(say, now.waiting);
  return {
    name: [hall, zone].filter(Boolean).join(" "),
    here: queue.hall === state.hall,
    windows: windowsText(say, queue.windows),
    waiting,
    wait: now?.waiting ? waitText(say, now) : "",
  };
}

/** A row with what was meant marked in it: in the name, or in another name that it bears. */
function resultRow(context, { kind, row, how }) {
  const view = rowView(context, { kind, row });
  const marked = marks(view.name, how.keyword ? -1 : view.name.indexOf(how.text), how);
  const also = how.keyword && how.by !== "words" ? marks(how.text, 0, how) : null;
  return { ...view, marked: marked ?? [{ text: view.name, lit: false }], also };
}

/** A text as pieces, the meant one lit; null where it does not stand in it. */
function marks(text, at, { from, to }) {
  if (at < 0 || to <= from) return null;
  const [begin, end] = [at + from, at + to];
  return [
    { text: text.slice(0, begin), lit: false },
    { text: text.slice(begin, end), lit: true },
    { text: text.slice(end), lit: false },
  ].filter((piece) => piece.text !== "");
}

/** Places filled into pages; a place that goes on says its line again. */
export function pagesOf(places, { room, pager, place, row }) {
  const whole = filled(places, room, place, row);
  return whole.length < 2 ? whole : filled(places, room - pager, place, row);
}

function filled(places, room, placeHeight, rowHeight) {
  const pages = [];
  let left = 0;
  for (const { rows, ...place } of places) {
    let open = null;
    for (const one of rows) {
      const need = rowHeight + (open ? 0 : placeHeight);
      if (need > left) {
        pages.push([]);
        left = room;
        open = null;
      }
      if (!open) {
        open = { ...place, rows: [] };
        pages.at(-1).push(open);
        left -= placeHeight;
      }
      open.rows.push(one);
      left -= rowHeight;
    }
  }
  return pages;
}

/** Rows of keys that never move, by what one types with them. */
const KEYBOARDS = {
  initials: ["ABCDEFGH", "JKLMNOPQ", "RSTWXYZ"],
  full: ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"],
};

/** Keys of 130 px and more: ten in a row would be 90. Letters in the order of the alphabet, which is looked for sooner; digits apart. */
const LARGE_KEYBOARDS = {
  initials: ["ABCDEF", "GHJKLM", "NOPQRS", "TWXYZ"],
  full: ["ABCDEFG", "HIJKLMN", "OPQRSTU", "VWXYZ"],
  numbers: ["123", "456", "789", "0"],
};
const OTHERS = { full: { kind: "numbers", name: "123" }, numbers: { kind: "full", name: "ABC" } };

/** The rows of a keyboard, and in large type the other one to which a key of its last row leads. */
export const keyboardOf = (kind, large) => (large ? { rows: LARGE_KEYBOARDS[kind], other: OTHERS[kind] } : { rows: KEYBOARDS[kind] });

/** What a key does to the text. */
export function typed(text, key, most = 40) {
  if (key === "delete") return [...text].slice(0, -1).join("");
  if (key === "clear") return "";
  const sign = key === "space" ? " " : key;
  if (sign === " " && (text === "" || text.endsWith(" "))) return text;
  return text.length < most ? text + sign : text;
}
