// How well one text answers one term: by its hanzi, its sounds, its words; strictly first, then with forbearance.

import { firmLetters, nearIn, readAlike, readSounds, runOf } from "#ui/search_sounds.js";
import { slipFit, slips, stem, wordFit } from "#ui/search_words.js";

const HANZI = /[\u4e00-\u9fff]/;

/** Scores of the ways to match: the whole text, its beginning, its middle. */
export const SCORE = {
  hanzi: [1000, 900, 830],
  pinyin: [980, 880, 800],
  initials: [940, 860, 700],
  mixed: [800, 760, 650],
  alike: [700, 660, 580],
  words: [900, 860, 840],
};
const ABOUT = { gaps: 690, sound: 660, wrong: 610, slip: 500 };

/** What a text answers to a term: `{score, by, from, to, near}` with the place in the text, or null; score 0: to more letters, perhaps. */
export function strictMatch(text, term) {
  return term.isHanzi ? hanziMatch(text, term.said) : soundsMatch(text, term);
}

function hanziMatch({ lower }, said) {
  const from = lower.indexOf(said);
  return from < 0 ? null : found("hanzi", placed(from, said.length, lower.length), from, from + said.length);
}

const TOO_SHORT = Object.freeze({ score: 0 });

const placed = (from, length, all) => (from > 0 ? 2 : length === all ? 0 : 1);
const found = (by, place, from, to, near = false) => ({ score: SCORE[by][place] - Math.min(from, 20), by, from, to, near });

function soundsMatch({ units, letters: known }, { letters, bits }) {
  if (bits & ~known) return null;
  let best = null;
  for (let start = 0; start < units.length; start += 1) {
    readSounds(units, start, letters, (end, syllable, typed, whole, short) => {
      const by = kindOf(syllable, typed, whole, short);
      if (by === "mixed" && letters.length < 3) return void (best ??= TOO_SHORT);
      const place = placed(start, end - start, units.length);
      const cut = typed < syllable.length && by !== "initials" ? 8 : 0;
      const match = found(by, place, units[start].at, units[end - 1].at + 1);
      match.score -= cut;
      if (!best || match.score > best.score) best = match;
    });
  }
  return best;
}

/** The last syllable may always be cut short: that makes nothing a mixture. */
function kindOf(syllable, typed, whole, short) {
  if (short === 0) return "pinyin";
  if (whole === 0) return "initials";
  return short === 1 && typed < syllable.length && typed <= 2 ? "pinyin" : "mixed";
}

/** Texts that hold a word, with how well: `Map(text number -> fit)`, over all words of the index. */
export function wordMatches(index, typed, forgiving) {
  const fits = new Map();
  if (typed.length < 2) return fits;
  const typedStem = stem(typed);
  for (const { word, stem: wordStem, texts } of index.words) {
    const fit = forgiving ? slipFit(typed, word) : wordFit(typed, typedStem, word, wordStem);
    if (fit > 0) for (const text of texts) if (fit > (fits.get(text) ?? 0)) fits.set(text, fit);
  }
  return fits;
}

/** As strictMatch, but one hanzi may be wrong or others between, and sounds may be mixed up. */
export function forgivingMatch(text, term, readings) {
  return term.isHanzi ? hanziAbout(text, term.said, readings) : soundsAbout(text, term);
}

/** Letters of pinyin that were mistyped: one, or two where there are many. */
export function mistypedMatch(text, { letters, isHanzi }) {
  if (isHanzi || letters.length < 6 || text.units.length === 0) return null;
  text.run ??= runOf(text.units);
  const near = nearIn(text.run, letters, slips(letters.length));
  if (!near) return null;
  const [from, to] = unitsBehind(text.units, near.end - letters.length, near.end);
  return { score: ABOUT.slip - 40 * near.edits, by: "pinyin", from, to, near: true };
}

function hanziAbout(text, said, readings) {
  if (!HANZI.test(text.said) || said.length < 2) return null;
  const gaps = said.length > 2 ? withGaps(text.lower, said) : null;
  if (gaps) return { score: ABOUT.gaps - 4 * gaps.skipped, by: "hanzi", ...gaps, near: true };
  const same = sameSound(text, said, readings);
  if (same) return same;
  return said.length > 2 ? oneWrong(text.lower, said) : null;
}

/** All hanzi in their order, others between them. */
function withGaps(lower, said) {
  let from = -1;
  let at = -1;
  for (const sign of said) {
    at = lower.indexOf(sign, at + 1);
    if (at < 0) return null;
    if (from < 0) from = at;
  }
  const skipped = at + 1 - from - said.length;
  return skipped <= said.length + 2 ? { from, to: at + 1, skipped } : null;
}

/** Another hanzi of the same sound: 身分证. */
function sameSound({ units, lower }, said, readings) {
  const wanted = [...said].map((sign) => readings.get(sign));
  if (wanted.some((sounds) => !sounds)) return null;
  for (let start = 0; start + wanted.length <= units.length; start += 1) {
    if (wanted.every((sounds, i) => units[start + i].said.some((sound) => sounds.includes(sound)))) {
      const from = units[start].at;
      return { score: ABOUT.sound - Math.min(from, 20), by: "hanzi", from, to: from + said.length, near: true };
    }
  }
  return null;
}

function oneWrong(lower, said) {
  for (let from = 0; from + said.length <= lower.length; from += 1) {
    let wrong = 0;
    for (let i = 0; i < said.length && wrong < 2; i += 1) wrong += lower[from + i] !== said[i];
    if (wrong === 1) return { score: ABOUT.wrong - Math.min(from, 20), by: "hanzi", from, to: from + said.length, near: true };
  }
  return null;
}

function soundsAbout({ units, letters: known }, { letters, bits }) {
  if (units.length === 0 || letters.length < 3 || firmLetters(bits) & ~known) return null;
  let best = null;
  for (let start = 0; start < units.length; start += 1) {
    const read = readAlike(units, start, letters);
    if (!read) continue;
    const place = placed(start, read.end - start, units.length);
    const match = found("alike", place, units[start].at, units[read.end - 1].at + 1, true);
    match.score -= 15 * read.wrong;
    if (!best || match.score > best.score) best = { ...match, by: "pinyin" };
  }
  return best;
}

/** Which part of the text is read by these letters of its run. */
function unitsBehind(units, first, last) {
  let at = 0;
  const within = units.filter(({ said }) => {
    const begin = at;
    at += (said[0] ?? "?").length;
    return at > first + 1 && begin < last;
  });
  return [within[0].at, within.at(-1).at + 1];
}
