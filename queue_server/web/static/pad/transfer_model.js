// Where a ticket can go: every queue and every window, found by number, letters, name or pinyin, with its state.

import { readingsFrom, spells } from "#ui/search_sounds.js";
import { nameIn, shortName } from "#ui/words.js";

/**
 * All targets that fit `text`, best first. `boards` are hall boards by hall code (missing while not heard), `from` is
 * `{window, queue, hall, number}` of the ticket, `spelling` hanzi by syllable as the catalogue has it.
 */
export function targets(page, say, { boards, from, text, spelling = null }) {
  const wanted = text.trim().toLowerCase();
  const readings = readingsFrom(spelling);
  const ranked = everyTarget(page, say, { boards, from }).map((target, place) => ({ target, place, rank: rankOf(target, wanted, readings) }));
  return ranked
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => a.rank - b.rank || shut(a.target) - shut(b.target) || far(a.target, from) - far(b.target, from) || a.place - b.place)
    .map(({ target }) => target);
}

/** All of them, as they are now. */
export const everyTarget = (page, say, { boards, from }) => [...queueTargets(page, say, boards, from), ...windowTargets(page, say, boards, from)];

const shut = (target) => (target.possible ? 0 : 1);
const far = (target, from) => (target.hall === from.hall ? 0 : 1);

function queueTargets(page, say, boards, from) {
  return Object.entries(page.queues).map(([code, queue]) => {
    const tile = boards[queue.hall]?.queues.find((each) => each.queue === code);
    const here = code === from.queue;
    return {
      id: `queue ${code}`, body: { queue: code }, kind: "queue", hall: queue.hall, sign: queue.prefix,
      name: nameIn(queue.names, page.language),
      place: page.halls[queue.hall] ?? "",
      state: here ? say("target.here") : tile ? say(tile.open_windows ? "target.waiting" : "target.waiting_closed", { count: tile.waiting, open: tile.open_windows }) : say("target.unknown"),
      mood: here ? "off" : tile && !tile.open_windows ? "closed" : "open",
      possible: !here,
      words: [queue.prefix, ...Object.values(queue.names)],
      confirm: say("target.to_queue", { name: shortName(nameIn(queue.names, page.language)) }),
    };
  });
}

function windowTargets(page, say, boards, from) {
  return Object.entries(page.windows).filter(([number]) => Number(number) !== from.window).map(([number, place]) => {
    const tile = boards[place.hall_code]?.windows.find((each) => each.window === Number(number));
    const state = tile?.state ?? null;
    return {
      id: `window ${number}`, body: { window: Number(number) }, kind: "window", hall: place.hall_code, sign: number,
      name: place.name || say("target.window", { window: number }), place: `${place.hall} ${place.zone}`,
      state: state === null ? say("target.unknown") : say(`target.${state}`, { number: tile.number ?? "" }),
      mood: state === "closed" ? "off" : state === "paused" ? "closed" : "open",
      possible: state !== "closed",
      words: [number, place.name, place.zone],
      confirm: say("target.to_window", { window: number }),
    };
  });
}

/** 0 is the thing itself, then a beginning, then a part, then its sound; null does not fit. Unasked, what cannot be comes last. */
function rankOf({ kind, sign, words, name, possible }, wanted, readings) {
  if (wanted === "") return possible ? (kind === "queue" ? 0 : 1) : 2;
  if (sign.toLowerCase() === wanted) return 0;
  if (/^\d+$/.test(wanted)) return kind === "window" && sign.startsWith(wanted) ? 1 : null;
  if (words.some((word) => word.toLowerCase().split(/[·:]\s*/).some((part) => part.startsWith(wanted)))) return 2;
  if (words.some((word) => word.toLowerCase().includes(wanted))) return 3;
  if ([name, ...words].some((word) => spells(word, wanted, readings))) return 4;
  return null;
}
