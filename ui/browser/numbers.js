// Ticket numbers and ranges as people read them.

/** The letters of a number and its digits: "BB012" -> {prefix: "BB", digits: "012"}. */
export function parts(number) {
  const [, prefix, digits] = /^([^\d-]*)(.*)$/.exec(number);
  return { prefix, digits };
}

/** Windows as runs: [6,7,8,9,13] -> "6–9, 13"; `joint` stands between them in the reader's language. */
export function runs(windows, joint = ", ") {
  const found = [];
  for (const n of [...windows].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && n === last[1] + 1) last[1] = n;
    else found.push([n, n]);
  }
  return found.map(([a, b]) => (a === b ? `${a}` : `${a}–${b}`)).join(joint);
}

/** A wait in whole minutes, the low end rounded down and the high end up; null stays unknown. */
export function minutes(wait) {
  if (!wait) return null;
  const low = Math.floor(wait.low_s / 60);
  return { low, high: Math.max(Math.ceil(wait.high_s / 60), low + 1) };
}

/**
 * How a wait is said: "range" with its `span`, "soon" with its `high` end only, "no_window" where nobody serves
 * (`openWindows` is 0), else "unknown". Each page has its own sentence for each.
 */
export function waitKind(wait, openWindows = null) {
  const range = minutes(wait);
  if (!range) return { kind: openWindows === 0 ? "no_window" : "unknown" };
  const { low, high } = range;
  return { kind: low === 0 ? "soon" : "range", high, span: `${low}–${high}` };
}
