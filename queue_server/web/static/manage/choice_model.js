// Finding queues in the list of all: by prefix or by name in any language.

/** Queues that fit the text: the window's own hall first, those that are chosen before all others. */
export function found(page, text, hall, chosen) {
  const wanted = text.trim().toLowerCase();
  const fits = ([, { prefix, names }]) =>
    wanted === "" || prefix.toLowerCase().startsWith(wanted) || Object.values(names).some((name) => name.toLowerCase().includes(wanted));
  const rank = ({ code, elsewhere }) => (chosen.includes(code) ? 0 : elsewhere ? 2 : 1);
  return Object.entries(page.queues)
    .filter(fits)
    .map(([code, queue]) => ({ code, ...queue, elsewhere: queue.hall !== hall }))
    .sort((a, b) => rank(a) - rank(b));
}
