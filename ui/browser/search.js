// Search as one types, over items, scenarios, departments: hanzi, pinyin, first letters, English, codes; the best first.
//
//   const index = searchIndex(catalogue);            once per catalogue
//   const result = search(index, "spjy");            at every letter
//   result.found[0]  ->  {kind, row, score, how: {by, text, from, to, near, keyword}}
//   lettersAhead(index, "spjy")                      letters after which something is still found
//
// `by` is hanzi, pinyin, initials, mixed, words or code; `near`: it was understood with forbearance. `from` and `to` mark
// what was meant in `text`, which is a keyword where `keyword` says so. `meanings` are the distinct words that letters stood
// for, with how many things each finds; `search(index, text, {meaning})` keeps those of one.

import { askInTurn, askedOf } from "#ui/search_ask.js";
import { searchIndex } from "#ui/search_index.js";

export { lettersAhead } from "#ui/search_letters.js";
export { searchIndex };

const NOTHING = { found: [], total: 0, by: null, near: false, meanings: [] };
const FITS_WELL = 780;
const LONGEST_NAME = 24;
const MOST_ANSWERS = 400;

/** What fits, best first. */
export function search(index, typed, { meaning = null } = {}) {
  const asked = askedOf(typed);
  if (asked.text === "") return NOTHING;
  const known = answerOf(index, asked);
  return meaning === null ? known.whole : resultOf(index, asked, known.hits.filter((hit) => hit.meant.includes(meaning)), known.whole.meanings);
}

/** What was asked before is answered at once: a letter taken back, or one that was looked up ahead. */
function answerOf(index, asked) {
  const { answers } = index;
  if (!answers.has(asked.text)) {
    if (answers.size >= MOST_ANSWERS) answers.clear();
    const hits = askInTurn(index, asked);
    answers.set(asked.text, { hits, whole: resultOf(index, asked, hits, asked.isLetters ? meaningsOf(index, hits) : []) });
  }
  return answers.get(asked.text);
}

function resultOf(index, asked, hits, meanings) {
  const found = ranked(index, hits, asked);
  const first = found[0]?.how;
  return { found, total: found.length, by: first?.by ?? null, near: first?.near ?? false, meanings };
}

/** Scenarios first where they fit well; shorter names, and things that scenarios need, before others; pick-up when asked for. */
function ranked(index, hits, { text }) {
  const collects = /[领取]|col|pick/.test(text);
  const worth = ({ entry, score, how }) => {
    const { kind, row, length, isStep, isPickup } = index.entries[entry];
    return (
      score - Math.min(LONGEST_NAME, how.keyword || how.by === "words" ? 10 : length) +
      (kind === "scenario" && score >= FITS_WELL ? 60 : 0) + (isStep ? 5 : 0) + (how.keyword && row.immediate ? 4 : 0) -
      (isPickup && !collects ? 40 : 0) - (kind === "department" ? 70 : 0) - (kind === "queue" ? 20 : 0)
    );
  };
  return hits
    .map((hit) => ({ hit, worth: worth(hit) }))
    .sort((a, b) => b.worth - a.worth || a.hit.entry - b.hit.entry)
    .map(({ hit: { entry, how }, worth: score }) => ({ kind: index.entries[entry].kind, row: index.entries[entry].row, entry, score, how }));
}

/** What begins a name is a word; what only stands within one may be cut out of another, and counts where nothing else does. */
function meaningsOf(index, hits) {
  const count = new Map();
  for (const { meant } of hits) for (const word of meant) count.set(word, (count.get(word) ?? 0) + 1);
  const all = [...count].map(([text, things]) => ({ text, count: things })).sort((a, b) => b.count - a.count);
  const words = all.filter(({ text }) => index.openings.get(text[0])?.some((said) => said.startsWith(text)));
  return words.length > 0 ? words : all;
}
