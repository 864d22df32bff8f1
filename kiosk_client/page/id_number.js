// An ID number while it is typed: what is wrong with it is said at once, and what stands on the glass is masked.
// The form is GB 11643 with its check character by ISO 7064 MOD 11-2; the server checks again. A foreigner's permanent
// resident card has the same form: a 9, then the province.

export const LENGTH = 18;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";
const PROVINCES = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const OLDEST_YEARS = 130;
const SEEN_FIRST = 6;
const SEEN_LAST = 4;

/** What a reader, a keyboard or a finger typed, as far as it can be part of a number: digits, and X at the end. */
export function typed(text) {
  let kept = "";
  for (const letter of text.toUpperCase()) {
    const fits = /[0-9]/.test(letter) || (letter === "X" && kept.length === LENGTH - 1);
    if (fits && kept.length < LENGTH) kept += letter;
  }
  return kept;
}

/**
 * How far a number has come: `{state, left}`. States: typing, place (no such province), date (no such day, or one
 * to come), check (the last character does not fit the others), right. `today` is "2026-09-15".
 */
export function checkNumber(number, today) {
  const left = LENGTH - number.length;
  if (!isPlace(number)) return { state: "place", left };
  if (number.length >= 14 && !isBirthday(number.slice(6, 14), today)) return { state: "date", left };
  if (left > 0) return { state: "typing", left };
  return { state: checkCharacter(number) === number.at(-1) ? "right" : "check", left };
}

/** Whether a number may begin like this. */
function isPlace(number) {
  const province = number[0] === "9" ? number.slice(1, 3) : number.slice(0, 2);
  return province.length < 2 ? number.length < 2 || /[1-8]/.test(province) : PROVINCES.test(province);
}

/** The last character that belongs to the seventeen digits before it. */
export const checkCharacter = (number) =>
  CHECKS[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(number[at]), 0) % 11];

function isBirthday(digits, today) {
  const text = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  const day = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) return false;
  return text <= today && Number(today.slice(0, 4)) - Number(digits.slice(0, 4)) <= OLDEST_YEARS;
}

/**
 * The boxes of the number in groups of 6, 8 and 4: a character, a dot for one that is hidden, or "" for one to come.
 * The birthday in the middle is hidden, but for the character that was typed last; `shown` shows all of it.
 */
export function boxes(number, shown = false) {
  const hides = (at) => !shown && at >= SEEN_FIRST && at < LENGTH - SEEN_LAST && at !== number.length - 1;
  const all = Array.from({ length: LENGTH }, (_, at) => (at >= number.length ? "" : hides(at) ? "•" : number[at]));
  return [all.slice(0, SEEN_FIRST), all.slice(SEEN_FIRST, LENGTH - SEEN_LAST), all.slice(LENGTH - SEEN_LAST)];
}
