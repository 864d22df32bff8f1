// The ways to ask, one after the other: strictly, then with ever more forbearance.

import { forgivingMatch, mistypedMatch, strictMatch } from "#ui/search_match.js";
import { lettersIn } from "#ui/search_sounds.js";
import { textMatches } from "#ui/search_texts.js";
import { wantedWords } from "#ui/search_words.js";

export const LONGEST = 40;
const ENOUGH = 3;
const MOST_CUTS = 4;
const MOST_TERMS = 6;
const BOTH = 8;
const [STRICT, ALIKE, MISTYPED] = [strictMatch, forgivingMatch, mistypedMatch];
const HANZI = /[\u4e00-\u9fff]/;
const PARTS = /[\u4e00-\u9fff]+|[a-z0-9]+/g;
const WHOLE = 935;
const NOTHING = Object.freeze([]);
const FILLERS = /^(?:请问|我想|我要|想要|怎么样|怎么|怎样|如何|去哪里?|哪里|在哪里?|可以|需要|想|要|去|办理|申请|办)+|(?:怎么办理?|在哪里?办?|哪里办?|办理|需要什么材料|要什么材料|吗|呢|的)+$/g;

/** Strictly first; with ever more forbearance while that finds next to nothing. */
export function askInTurn(index, asked) {
  const coded = byCode(index, asked);
  const strict = coded.length > 0 ? coded : inTerms(index, asked, STRICT);
  if (isEnough(strict, asked)) return strict;
  const laxer = strict.length > 0
    ? [() => merged(strict, inTerms(index, asked, ALIKE))]
    : [
        () => (asked.isLetters ? inTerms(index, asked, ALIKE) : []),
        () => inTwo(index, asked),
        () => withoutFillers(index, asked),
        () => (asked.isLetters ? [] : inTerms(index, asked, ALIKE)),
        () => inTerms(index, asked, MISTYPED),
        () => inPairs(index, asked),
      ];
  for (const ask of laxer) {
    const hits = ask();
    if (hits.length > 0) return hits;
  }
  return [];
}

const isEnough = (hits, { terms, text }) =>
  hits.length >= ENOUGH ||
  (hits.length > 0 && (terms.length > 1 || text.length < ENOUGH || hits.some(({ how }) => how.by === "code")));

function withoutFillers(index, { text }) {
  const plain = text.replace(FILLERS, "");
  return plain === "" || plain === text ? [] : inTerms(index, askedOf(plain), STRICT);
}

export function askedOf(typed) {
  const text = typed.normalize("NFKC").trim().toLowerCase().slice(0, LONGEST);
  const isHanzi = HANZI.test(text);
  const parts = isHanzi ? (text.match(PARTS) ?? []) : wantedWords(text);
  const whole = text.replace(/[^\u4e00-\u9fffa-z0-9]/g, "");
  return { text, isLetters: !isHanzi, terms: parts.slice(0, MOST_TERMS).map(termOf), whole: termOf(whole) };
}

/** One thing that was said, as it is looked for. */
export const termOf = (said) => ({ said, isHanzi: HANZI.test(said), letters: said, bits: lettersIn(said) });

/** Entries found by each of the terms, and by all of them read as one. */
function inTerms(index, asked, way) {
  const whole = asked.whole.said === "" ? [] : ofTerm(index, asked.whole, way, false);
  if (asked.terms.length < 2 && asked.terms[0]?.said === asked.whole.said) return whole;
  return merged(whole, inAll(asked.terms.map((term) => byEntry(ofTerm(index, term, way, true)))));
}

const byEntry = (hits) => new Map(hits.map((hit) => [hit.entry, hit]));

function inAll(answers) {
  const hits = [];
  for (const [entry, first] of answers[0] ?? []) {
    const all = answers.map((answer) => answer.get(entry));
    if (all.some((hit) => !hit) || all.every((hit) => hit.isAround)) continue;
    const best = all.reduce((a, b) => (b.isAround || (!a.isAround && a.score >= b.score) ? a : b), first);
    const score = all.reduce((sum, hit) => sum + hit.score, 0) / all.length - 10;
    hits.push({ ...best, score, how: { ...best.how, near: all.some((hit) => hit.how.near) } });
  }
  return hits;
}

/** Hits of one term; with `around`, also through the department or queue that a thing belongs to. */
function ofTerm(index, term, way, around) {
  const strict = textMatches(index, term, STRICT);
  const matches = way === STRICT ? strict : new Map([...textMatches(index, term, way), ...strict]);
  const hits = [];
  for (const entry of bearers(index, matches, around)) {
    const hit = best(entry, matches, entry.names, 1);
    const other = best(entry, matches, entry.keywords, 0.98);
    const chosen = !hit || (other && other.score > hit.score) ? other : hit;
    if (hit && other) hits.push({ ...chosen, score: chosen.score + BOTH, meant: together(hit.meant, other.meant) });
    else if (chosen) hits.push(chosen);
    else if (around) {
      const near = best(entry, matches, entry.around, 0.6);
      if (near) hits.push({ ...near, isAround: true });
    }
  }
  return hits;
}

/** The things that bear one of these texts, in their order; with `around`, also those that belong to one. */
function bearers(index, matches, around) {
  const marked = new Uint8Array(index.entries.length);
  for (const number of matches.keys()) {
    const text = index.texts[number];
    for (const owner of text.owners) marked[owner] = 1;
    if (around) for (const neighbour of text.neighbours) marked[neighbour] = 1;
  }
  return index.entries.filter(({ number }) => marked[number] === 1);
}

function best(entry, matches, texts, weight) {
  let [chosen, by, most] = [null, null, 0];
  let meant = NOTHING;
  for (const text of texts) {
    const match = matches.get(text.number);
    if (!match) continue;
    meant = withWord(meant, match, text.said);
    const score = match.score * weight - (weight < 1 && match.score < WHOLE ? 25 : 0);
    if (!chosen || score > most) [chosen, by, most] = [text, match, score];
  }
  if (!chosen) return null;
  const how = { by: by.by, text: chosen.said, from: by.from, to: by.to, near: by.near, keyword: weight !== 1 };
  return { entry: entry.number, score: most, how, isAround: false, meant };
}

/** Words that letters stood for, each once; one hanzi alone is no word, and English is what it says. */
function withWord(meant, { by, from, to }, said) {
  if (by === "words" || to - from < 2) return meant;
  const word = said.slice(from, to);
  return meant.includes(word) ? meant : [...meant, word];
}

const together = (meant, others) => (others.length === 0 ? meant : [...new Set([...meant, ...others])]);

function byCode(index, { text }) {
  const plain = text.replace(/[^a-z0-9]/g, "");
  if (!/^[a-z]+\d/.test(plain)) return [];
  return index.entries.flatMap(({ number, row }) => {
    const code = row.code.toLowerCase().replace(/[^a-z0-9]/g, "");
    const short = code.replace(/^([a-z]+)0+/, "$1");
    if (!code.startsWith(plain) && !short.startsWith(plain)) return [];
    const how = { by: "code", text: row.code, from: 0, to: row.code.length, near: false, keyword: false };
    return [{ entry: number, score: code === plain || short === plain ? 1000 : 870, how, meant: NOTHING, isAround: false }];
  });
}

/** Two words without a space between: 公积金|提取, gjj|tq. */
function inTwo(index, { whole, terms }) {
  const { said } = whole;
  if (terms.length !== 1 || said.length < 4 || said.length > 14) return [];
  let tries = 0;
  for (let cut = said.length - 2; cut >= 2 && tries < MOST_CUTS; cut -= 1) {
    const first = termOf(said.slice(0, cut));
    const heads = ofTerm(index, first, STRICT, true);
    if (heads.length === 0) continue;
    tries += 1;
    const tails = ofTerm(index, termOf(said.slice(cut)), STRICT, true);
    const both = inAll([heads, tails].map((hits) => byEntry(hits.filter(isLong))));
    if (both.length > 0) return both.map((hit) => ({ ...hit, score: hit.score - 60 }));
  }
  return [];
}

/** One syllable alone means too many things. */
const isLong = ({ how }) => how.by === "words" || how.to - how.from > 1;

/** A sentence: whoever shares most of its pairs of hanzi. */
function inPairs(index, { text, isLetters }) {
  if (isLetters || text.length < 3) return [];
  const all = [...text].slice(1).map((sign, i) => text[i] + sign);
  const pairs = all.filter((pair) => [...pair].every((sign) => HANZI.test(sign)));
  const hits = index.entries.map(({ number, names, keywords }) => {
    const own = [...names, ...keywords].map(({ lower }) => lower).join(" ");
    const shared = pairs.filter((pair) => own.includes(pair)).length;
    const how = { by: "hanzi", text: names[0].said, from: 0, to: 0, near: true, keyword: false };
    const score = 200 + (300 * shared) / Math.max(1, pairs.length);
    return { entry: number, score, how, meant: NOTHING, isAround: false, shared };
  });
  const most = Math.max(...hits.map(({ shared }) => shared));
  return most === 0 ? [] : hits.filter(({ shared }) => shared === most);
}

function merged(...lists) {
  const hits = new Map();
  for (const hit of lists.flat()) {
    const other = hits.get(hit.entry);
    if (!other || hit.score > other.score) hits.set(hit.entry, hit);
  }
  return [...hits.values()];
}
