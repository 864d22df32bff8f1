// Ticket numbers and ranges as people read them.

/** The letters of a number and its digits: "BB012" -> {prefix: "BB", digits: "012"}. */
export function parts(number) {
  const [, prefix, digits] = /^([^\d-]*)(.*)$/.exec(number);
  return { prefix, digits };
}

/** Windows as runs: [6,7,8,9,13] -> "6–9, 13". */
export function runs(windows) {
  const found = [];
  for (const n of [...windows].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && n === last[1] + 1) last[1] = n;
    else found.push([n, n]);
  }
  return found.map(([a, b]) => (a === b ? `${a}` : `${a}–${b}`)).join(", ");
}

/** A wait in whole minutes, the low end rounded down and the high end up; null stays unknown. */
export function minutes(wait) {
  if (!wait) return null;
  const low = Math.floor(wait.low_s / 60);
  return { low, high: Math.max(Math.ceil(wait.high_s / 60), low + 1) };
}

/** "15–25", or one figure where both ends are close to now: "0–1" is said by the caller in words. */
export function span(wait) {
  const range = minutes(wait);
  return range && `${range.low}–${range.high}`;
}
