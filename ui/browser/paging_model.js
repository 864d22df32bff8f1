// A long line in pages: no marquee, because people read slowly and Chinese needs the whole line.

const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\uffef]/;
const HAN = 1;
/** Signs of Noto Sans CJK by their width in ems, rounded up. */
const WIDTHS = [
  [/[ .,:;'|!ijlI]/, 0.29],
  [/[ftr()\u2013-]/, 0.4],
  [/[acegksvxyzJL0-9]/, 0.56],
  [/[mMW@%]/, 0.93],
  [/[DGHNOQUw&]/, 0.76],
];
const OTHER = 0.63;
const SPACE = 0.29;

/** About how wide a text is, in ems of its type. */
export const widthOf = (text) => [...text].reduce((sum, char) => sum + emOf(char), 0);

const emOf = (char) => (WIDE.test(char) ? HAN : (WIDTHS.find(([signs]) => signs.test(char))?.[1] ?? OTHER));

/** A sentence's or clause's end, a space, or a Han character: where a line may end. */
const WORDS = /[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|[\u2e80-\u9fff\uff00-\uffef][，。；：、！？）》”]*\s*|\s+/gu;
const CLAUSE_END = /[，；：,;:]\s*$/;
const SENTENCE_END = /[。！？.!?]\s*$/;

/** How much further from the middle, in parts of a page, a page may end behind a clause or a sentence than behind a mere word. */
const CLAUSE_IS_WORTH = 0.3;
const SENTENCE_IS_WORTH = 0.9;

const worthOf = (word) => (SENTENCE_END.test(word) ? SENTENCE_IS_WORTH : CLAUSE_END.test(word) ? CLAUSE_IS_WORTH : 0);

/** A text as pages of at most `ems` each: whole sentences where they fit, else about equally long, ended behind a clause. */
export function pagesOf(text, ems) {
  const words = text.trim().match(WORDS) ?? [];
  const whole = widthOf(text.trim());
  if (whole <= ems) return words.length > 0 ? [words.join("").trim()] : [];
  const pages = Math.ceil(whole / (ems * FILLED));
  const kept = firstPage(words, ems, whole / pages);
  return [words.slice(0, kept).join("").trim(), ...pagesOf(words.slice(kept).join(""), ems)];
}

/** Pages are planned a little less than full, because words do not end where a page does. */
const FILLED = 0.94;

/** How many words stand on the first page: at least one, as near to `wanted` ems as they allow. */
function firstPage(words, ems, wanted) {
  let best = { kept: 1, cost: Infinity };
  let width = 0;
  for (const [i, word] of words.entries()) {
    width += widthOf(word);
    if (width > ems + SPACE) break;
    const cost = Math.abs(width - wanted) / ems - worthOf(word);
    if (cost <= best.cost) best = { kept: i + 1, cost };
  }
  return best.kept;
}

/** The largest size, `most` pixels at most, in which a text stands in so many lines of `width` pixels; never below 24. */
export function sizeOf(text, { width, lines = 1, most }) {
  const words = text.match(WORDS) ?? [];
  let size = most;
  while (size > SMALLEST && linesOf(words, width / size) > lines) size -= 1;
  return size;
}

const SMALLEST = 24;

/** How many lines of `ems` words take; a word that is wider than a line takes more than there are. */
function linesOf(words, ems) {
  let [lines, width] = [1, 0];
  for (const word of words) {
    if (widthOf(word.trimEnd()) > ems) return Infinity;
    if (width + widthOf(word.trimEnd()) > ems) [lines, width] = [lines + 1, 0];
    width += widthOf(word);
  }
  return lines;
}
