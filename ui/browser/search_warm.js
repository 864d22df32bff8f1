// What is asked before anybody asks: the first letters, whose answers are long, and each way of asking, so that the browser has
// met the code. A page does these one after the other when it has nothing else to do.

import { lettersAhead, search } from "#ui/search.js";
import { runOf } from "#ui/search_sounds.js";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const SAMPLES = 12;

/** The tasks, each some milliseconds long. */
export const warmingUp = (index) => [
  () => lettersAhead(index, ""),
  ...[...LETTERS].map((letter) => () => search(index, letter)),
  ...samples(index).flatMap((letters) => [
    () => search(index, letters),
    () => lettersAhead(index, letters),
    () => search(index, slipped(letters)),
    () => search(index, slipped(letters).slice(0, 5)),
  ]),
];

/** Some names as they are typed in full. */
const samples = ({ entries }) =>
  entries.map(({ names }) => runOf(names[0].units)).filter((letters) => letters.length > 6 && letters.length < 20).slice(0, SAMPLES);

/** Two letters in the wrong order. */
const slipped = (letters) => letters[0] + letters[2] + letters[1] + letters.slice(3);
