// A long line in pages: no marquee, because people read slowly and Chinese needs the whole line.

const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\uffef]/;
const HAN = 1;
const CAPITAL = 0.66;
const LETTER = 0.56;
const NARROW = 0.3;

/** About how wide a text is, in ems of its type. */
export const widthOf = (text) => [...text].reduce((sum, char) => sum + emOf(char), 0);

function emOf(char) {
  if (WIDE.test(char)) return HAN;
  if (/[A-Z0-9@%&]/.test(char)) return CAPITAL;
  return /[ .,:;'|ilj!()-]/.test(char) ? NARROW : LETTER;
}

/** A sentence's or clause's end, a space, or a Han character: where a line may end. */
const WORDS = /[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|[\u2e80-\u9fff\uff00-\uffef][，。；：、！？）》”]*\s*|\s+/gu;
const CLAUSE_END = /[，。；：,.;:]\s*$/;

/** Behind a clause a page may end this much, in parts of a page, further from the middle than behind a mere word. */
const CLAUSE_IS_WORTH = 0.3;

/** A text as pages of at most `ems` each, about equally long, ended behind a clause where one ends nearby. */
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
    if (width > ems + NARROW) break;
    const cost = Math.abs(width - wanted) / ems - (CLAUSE_END.test(word) ? CLAUSE_IS_WORTH : 0);
    if (cost <= best.cost) best = { kept: i + 1, cost };
  }
  return best.kept;
}
