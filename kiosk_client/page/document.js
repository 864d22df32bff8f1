// Which document a visitor shows for a number under a name: a resident ID, or a passport or the like.

import * as resident from "./id_number.js";
import * as passport from "./passport.js";

export const KINDS = ["resident", "passport"];
const RULES = {
  resident: { typed: resident.typed, check: resident.checkNumber, boxes: resident.boxes },
  passport: { typed: passport.typed, check: passport.checkPassport, boxes: passport.boxes },
};

/** What most people who read this language carry. */
export const kindFor = (language) => (language === "zh" ? "resident" : "passport");

/** What a first character on the way to a number belongs to: a letter begins no resident ID. */
export const kindOfFirst = (letter, language) => (/[0-9]/.test(letter) ? kindFor(language) : "passport");

/** A document with what was typed; a resident ID that was read where a passport was expected is one all the same. */
export function written({ kind }, text, today) {
  const number = RULES[kind].typed(text);
  return { kind: resident.checkNumber(number, today).state === "right" ? "resident" : kind, number };
}

/** How far the number has come: `{state}`, right when a ticket can be asked for. */
export const checked = ({ kind, number }, today) => RULES[kind].check(number, today);

/** The boxes of the number in groups. */
export const boxesOf = ({ kind, number }, shown) => RULES[kind].boxes(number, shown);
