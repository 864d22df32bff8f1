// Finding queues in the list of all: by prefix, by name in any language, or by how its hanzi are said ("sb" for 社保).

import { readingsFrom, spells } from "#ui/search_sounds.js";

/** Queues that fit the text: the window's own hall first, those that are chosen before all others. */
export function found(page, text, hall, chosen) {
  const wanted = text.trim().toLowerCase();
  const readings = readingsFrom(page.spelling);
  const fits = ([, { prefix, names }]) =>
    wanted === "" ||
    prefix.toLowerCase().startsWith(wanted) ||
    Object.values(names).some((name) => name.toLowerCase().includes(wanted) || spells(name, wanted, readings));
  const rank = ({ code, elsewhere }) => (chosen.includes(code) ? 0 : elsewhere ? 2 : 1);
  return Object.entries(page.queues)
    .filter(fits)
    .map(([code, queue]) => ({ code, ...queue, elsewhere: queue.hall !== hall }))
    .sort((a, b) => rank(a) - rank(b));
}
