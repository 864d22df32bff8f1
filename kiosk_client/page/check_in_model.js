// "I have booked": what a visitor shows for a booking, and what came of it. A code, a phone number or a document will do.

import { clockOf } from "#ui/clock.js";
import { nameIn } from "#ui/words.js";
import { LENGTH as ID_LENGTH, checkNumber, typed as idTyped } from "./id_number.js";

export const PHONE_LENGTH = 11;
const GROUPS = [3, 4, 4];
const MOBILE = /^1[3-9]/;

/** What was typed, as far as it can be part of a phone number or of a resident ID that a reader types. */
export const typed = (text) => idTyped(text);

/**
 * How far it has come: `{state, left}`. States: typing, wrong (no mobile number begins so), phone (one that can be asked for),
 * card (more than a phone number has: a document's, still coming in), id (a whole document's).
 */
export function typedSoFar(text, today) {
  if (text.length > PHONE_LENGTH) return { state: checkNumber(text, today).state === "right" ? "id" : "card", left: ID_LENGTH - text.length };
  if (text.length >= 2 && !MOBILE.test(text)) return { state: "wrong", left: PHONE_LENGTH - text.length };
  return { state: text.length === PHONE_LENGTH ? "phone" : "typing", left: PHONE_LENGTH - text.length };
}

/** The boxes of the number as people group it: 138 0013 8000; a document's are not shown. */
export function boxes(text) {
  const shown = text.length > PHONE_LENGTH ? "•".repeat(PHONE_LENGTH) : text.padEnd(PHONE_LENGTH);
  let at = 0;
  return GROUPS.map((size) => [...shown.slice(at, (at += size))].map((one) => one.trim()));
}

/** What to ask the agent with; null while nothing is whole. */
export function shownBy(text, today) {
  const { state } = typedSoFar(text, today);
  if (state === "phone") return { phone: text };
  return state === "id" ? { id_number: text, id_kind: "resident" } : null;
}

/** The bookings to choose from: of each when and what. */
export const choicesView = ({ shelf, language }, choices) =>
  choices.map((one) => ({
    publicId: one.public_id,
    time: clockOf(one.starts_at),
    name: nameIn((shelf.service[one.service] ?? shelf.queue[one.queue])?.names, language),
    place: nameIn(shelf.hall[one.hall]?.names, language),
  }));

/** What is said beside the number of a booking: that one was late and waits as everybody does, else that it was in time. */
export const bookedView = (say, { onTime }) => ({ title: say(onTime ? "booked.in_time" : "booked.late"), text: say(onTime ? "booked.in_time.text" : "booked.late.text") });
