// The map of a hall: from the catalogue's places in metres to shapes. Nothing is drawn that the catalogue does not say.
//
// Metres count from the hall's south-west corner; on the map north is up, so y is turned round. The walls are as far
// out as the places of the hall: the catalogue knows no outline of its own.

import { runs } from "#ui/numbers.js";
import { nameIn } from "#ui/words.js";

const MARGIN_M = 1;
const LETTER_M = 2.2;
const LARGE_M = 2.9;
const LEADING = 1.18;
const DOOR_M = 1.5;

/**
 * The map of `hall`, or null where no place of it is known. `you` is the code of the facility where one stands,
 * `zone` the zone to go to, `place` a facility to go to; both may be left out.
 */
export function hallMap(catalogue, hall, language, { you = null, zone = null, place = null } = {}) {
  const facilities = catalogue.facilities.filter((row) => row.hall === hall);
  const zones = catalogue.zones.filter((row) => row.hall === hall && row.place);
  if (facilities.length === 0) return null;
  const box = extent(facilities, zones);
  const turn = (y) => box.top - y;
  const entrance = facilities.find(isEntrance);
  const start = facilities.find((row) => row.code === you) ?? entrance ?? null;
  const shapes = zones.map((row) => zoneShape(row, turn, language, row.code === zone));
  const goal = goalOf(catalogue, facilities, shapes, { zone, place }, turn);
  const from = start && { x: start.x, y: turn(start.y) };
  return {
    width: box.right,
    height: box.top,
    zones: shapes,
    you: start && start.code === you ? from : null,
    entrance: entrance ? { x: entrance.x, y: turn(0) } : null,
    goal: goal && !goal.rect ? { x: goal.x, y: goal.y, name: goal.name } : null,
    way: from && goal ? way(from, goal) : [],
  };
}

/** The code of a hall's main entrance is ENT, or ends in -ENT: the same rule as the server's. */
const isEntrance = ({ code }) => code.split("-").at(-1) === "ENT";

function extent(facilities, zones) {
  const right = Math.max(...facilities.map((row) => row.x), ...zones.map(({ place }) => place.x + place.width));
  const top = Math.max(...facilities.map((row) => row.y), ...zones.map(({ place }) => place.y + place.depth));
  return { right: right + MARGIN_M, top: top + MARGIN_M };
}

function zoneShape(row, turn, language, lit) {
  const { x, y, width, depth } = row.place;
  const rect = { x, y: turn(y + depth), width, height: depth };
  const windows = Array.from({ length: row.last_window - row.first_window + 1 }, (_, i) => row.first_window + i);
  return {
    code: row.code,
    name: nameIn(row.names, language),
    lit,
    ...rect,
    doors: doors(rect, windows.length),
    label: label(nameIn(row.names, language), runs(windows), rect, lit),
  };
}

/** The windows as small doors along the wall that is farthest from the middle: the long side away from the people. */
function doors({ x, y, width, height }, count) {
  const flat = width >= height;
  const step = (flat ? width : height) / count;
  const size = Math.min(DOOR_M, step * 0.62);
  return Array.from({ length: count }, (_, i) => {
    const along = (i + 0.5) * step - size / 2;
    return flat ? { x: x + along, y: y + 0.5, width: size, height: 0.8 } : { x: x + 0.5, y: y + along, width: 0.8, height: size };
  });
}

/**
 * What stands in a zone: its name in as many lines as it takes, upright Han in narrow ones, and where the name does
 * not fit in letters that can be read, the numbers of its windows.
 */
export function label(name, windows, { width, height }, lit) {
  const flat = width >= height;
  const room = flat ? { width: width - 1, height: height - 1.6 } : { width: width - 1.8, height: height - 1 };
  for (const text of [name, windows]) {
    for (const size of lit ? [LARGE_M, LETTER_M] : [LETTER_M]) {
      const lines = wrapped(text, room.width, size);
      if (lines && lines.length * size * LEADING <= room.height) return { lines, size, upright: false };
      if (!flat && isHan(text) && [...text].length * size * 1.05 <= room.height && size <= room.width) {
        return { lines: [...text], size, upright: true };
      }
    }
  }
  return null;
}

const isHan = (text) => /\p{Script=Han}/u.test(text);

/** How wide a text is in letters of one metre: Han is square, the rest is about half of it. */
const wide = (text) => [...text].reduce((sum, letter) => sum + (isHan(letter) ? 1 : 0.58), 0);

/** A text in lines no wider than `width`: Han breaks anywhere, in lines of like length; words stay whole. */
function wrapped(text, width, size) {
  const most = width / size;
  if (wide(text) <= most) return [text];
  if (isHan(text)) {
    const count = Math.ceil(wide(text) / Math.floor(most));
    const each = Math.ceil([...text].length / count);
    if (most < 2 || each > most) return null;
    return Array.from({ length: count }, (_, i) => [...text].slice(i * each, (i + 1) * each).join("")).filter(Boolean);
  }
  const lines = [];
  for (const word of text.split(/ |(?<=[–,])/)) {
    const longer = lines.length ? `${lines.at(-1)}${/–$/.test(lines.at(-1)) ? "" : " "}${word}` : word;
    if (wide(word) > most) return null;
    if (lines.length && wide(longer) <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Where the way ends: the zone's rectangle; without one the place of the zone's screen; or a facility. */
function goalOf(catalogue, facilities, shapes, { zone, place }, turn) {
  const shape = shapes.find((row) => row.code === zone);
  if (shape) return { rect: shape, x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 };
  const area = place ?? catalogue.screens?.find((row) => row.zone === zone && row.kind === "zone")?.area;
  const found = facilities.find((row) => row.code === area);
  return found ? { x: found.x, y: turn(found.y), name: found.names } : null;
}

/** A dotted line of right angles from where one stands to the nearest side of the goal; none for who is there. */
export function way(from, { rect, x, y }) {
  if (!rect) return Math.hypot(x - from.x, y - from.y) < 1 ? [] : bent(from, { x, y });
  const besideX = from.x < rect.x || from.x > rect.x + rect.width;
  const besideY = from.y < rect.y || from.y > rect.y + rect.height;
  if (!besideX && !besideY) return [];
  if (rect.height > rect.width && besideX) {
    return bent(from, { x: from.x < rect.x ? rect.x - 1.2 : rect.x + rect.width + 1.2, y }, true);
  }
  if (!besideY) return bent(from, { x: from.x < rect.x ? rect.x - 1.2 : rect.x + rect.width + 1.2, y }, true);
  const edge = from.y < rect.y ? rect.y - 1.2 : rect.y + rect.height + 1.2;
  return bent(from, { x: besideX ? x : from.x, y: edge });
}

/** First up or down the hall, then across, and, unless it ends sideways, on to the goal. */
function bent(from, to, sideways = false) {
  if (Math.abs(from.x - to.x) < 0.5) return [from, { x: from.x, y: to.y }];
  if (sideways || Math.abs(from.y - to.y) < 3) return [from, { x: from.x, y: to.y }, to];
  const across = from.y + (to.y - from.y) * 0.3;
  return [from, { x: from.x, y: across }, { x: to.x, y: across }, to];
}
