// The screens that a visitor has gone through, after the catalogue has changed below them.

const GONE = { name: "gone" };

/** The trail without screens whose subject the catalogue no longer knows; if the one that was on is among them, `gone` says so. */
export function standing(shelf, trail) {
  const kept = trail.filter((screen) => isKnown(shelf, screen));
  return kept.at(-1) === trail.at(-1) ? kept : [...kept, GONE];
}

const isKnown = (shelf, { thing, department, theme, hall }) =>
  (!thing || isServed(shelf, thing)) &&
  (!department || department in shelf.department) &&
  (!theme || theme in shelf.theme) &&
  (!hall || hall in shelf.hall);

/** Whether there is a queue for it: for every step, where it has several. */
function isServed(shelf, { kind, code }) {
  const row = shelf[kind][code];
  if (!row) return false;
  if (kind === "scenario") return row.steps.every((step) => isServed(shelf, { kind: "service", code: step }));
  return kind === "queue" || row.queue in shelf.queue;
}
