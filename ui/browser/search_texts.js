// Which texts answer a term, and how well; kept, because the next letter asks for more of the same.

import { strictMatch, wordMatches } from "#ui/search_match.js";

const MOST_KEPT = 400;

/** `Map(text number -> match)` of one term asked in one way. */
export const textMatches = (index, term, way) => answered(index, term, way).matches;

/** The texts that can be read by these letters, whatever may follow them. */
export const textsReadBy = (index, term) => answered(index, term, strictMatch).texts;

/** What was asked before is known. */
function answered(index, term, way) {
  const kept = keptOf(index, way);
  if (!kept.has(term.said)) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(term.said, asked(index, term, way, kept));
  }
  return kept.get(term.said);
}

function keptOf(index, way) {
  if (!index.kept.has(way)) index.kept.set(way, new Map());
  return index.kept.get(way);
}

/** `matches`, and the `texts` that may still answer when more letters follow. */
function asked(index, term, way, kept) {
  const matches = new Map();
  const texts = [];
  for (const text of candidates(index, term, way, kept)) {
    const match = way(text, term, index.readings);
    if (match && match.score > 0) matches.set(text.number, match);
    if (match) texts.push(text);
  }
  if (!term.isHanzi) addWords(index, term, way !== strictMatch, matches);
  return { matches, texts };
}

/** Read strictly, more letters are found only where fewer of them were. */
function candidates(index, { said }, way, kept) {
  if (way !== strictMatch) return index.texts;
  for (let end = said.length - 1; end > 0; end -= 1) {
    const shorter = kept.get(said.slice(0, end));
    if (shorter) return shorter.texts;
  }
  return index.texts;
}

function addWords(index, term, forgiving, matches) {
  for (const [number, fit] of wordMatches(index, term.letters, forgiving)) {
    const match = wordsIn(index.texts[number], term.letters, fit, forgiving);
    if (match.score > (matches.get(number)?.score ?? 0)) matches.set(number, match);
  }
}

function wordsIn(text, typed, fit, forgiving) {
  const from = text.lower.indexOf(typed);
  const [begin, end] = from < 0 ? [0, 0] : [from, from + typed.length];
  const first = text.words[0]?.startsWith(typed) ? 20 : 0;
  const alone = text.words.length === 1 && fit === 1 ? 60 : 0;
  const score = 860 * fit + first + alone - Math.floor(text.words.length / 5);
  return { score, by: "words", from: begin, to: end, near: forgiving };
}
