// The number of a passport or the like while it is typed: letters and digits that carry no check, so the page can
// only look at their form and asks the visitor to compare. The server looks at the form again.

export const SHORTEST = 5;
export const LONGEST = 15;
const KEPT = 18;
const ROW = 9;
const SEEN = 2;

/** What a reader, a keyboard or a finger typed, as far as it can be part of a number; a resident ID has room too. */
export const typed = (text) => text.toUpperCase().replace(/[^0-9A-Z]/g, "").slice(0, KEPT);

/** States: typing (too short), digit (not one among the letters), long (more than fits a passport), right. */
export function checkPassport(number) {
  if (number.length > LONGEST) return { state: "long" };
  if (number.length < SHORTEST) return { state: "typing" };
  return { state: /[0-9]/.test(number) ? "right" : "digit" };
}

/**
 * The boxes of the number in rows of nine, with room for one more character: a character, a dot for one that is
 * hidden, or "" for one to come. All but the two ends is hidden; `shown` shows all of it.
 */
export function boxes(number, shown = false) {
  const hides = (at) => !shown && at >= SEEN && at < number.length - SEEN;
  const count = Math.max(ROW, number.length, Math.min(number.length + 1, LONGEST));
  const all = Array.from({ length: count }, (_, at) => (at >= number.length ? "" : hides(at) ? "•" : number[at]));
  return count > ROW ? [all.slice(0, ROW), all.slice(ROW)] : [all];
}
