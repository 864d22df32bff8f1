// A page that the server makes anew: which of its parts differ from those that stand here.

export const EVERY_MS = 15_000;
export const OLD_MS = 60_000;

/** The names of the parts that read differently now; null where the parts themselves are others. `parts` are text by name. */
export function changed(here, anew) {
  if (here.size !== anew.size || [...anew.keys()].some((name) => !here.has(name))) return null;
  return [...anew].filter(([name, text]) => here.get(name) !== text).map(([name]) => name);
}

/** Whether it is time to ask: somebody looks, did not stop it, and the last question is long enough ago. */
export const isDue = ({ visible, stopped, asked }, now) => visible && !stopped && now - asked >= EVERY_MS;

/** Whether what stands here must be said to be old: nothing came for a minute, though it was asked for. */
export const isOld = ({ stopped, told }, now) => !stopped && now - told >= OLD_MS;
