// The small computation that a booking's form asks for: a number with which the challenge's hash begins with zeros.

import { sha256 } from "./sha256.js";

/** Whether SHA-256 of `challenge:answer` begins with so many zero bits (32 at most). */
export const hasWorked = (challenge, answer, bits) => sha256(`${challenge}:${answer}`)[0] >>> (32 - bits) === 0;

/** Try on from `from` for as long as `mayGoOn()`; `{answer}` where one was found, else `{from}` to go on with. */
export function tries(challenge, bits, from, mayGoOn) {
  for (let answer = from; ; answer += 1) {
    if (hasWorked(challenge, answer, bits)) return { answer };
    if (answer % 64 === 63 && !mayGoOn()) return { from: answer + 1 };
  }
}
