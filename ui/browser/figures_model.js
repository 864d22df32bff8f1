// How a number is set: how wide it is, and what gives way when it is too long for its line.

/** How wide signs of Noto Sans CJK bold are in ems, set as tightly as called numbers are. */
const DIGIT = 0.57;
const LETTER = 0.66;
const ADVANCES = { "-": 0.36, W: 0.9, M: 0.84, N: 0.74, H: 0.74, U: 0.74, O: 0.76, Q: 0.76, D: 0.7, G: 0.7 };
const advanceOf = (char) => ADVANCES[char] ?? (/\d/.test(char) ? DIGIT : LETTER);
const advance = (text) => [...text].reduce((sum, char) => sum + advanceOf(char), 0);

/** A number's letters (and an offline machine's mark) and the digits that count: "A-K1-07" -> ["A-K1-", "07"]. */
export function figure(number) {
  const [, letters, digits] = /^(.*?)(\d*)$/.exec(number);
  return { letters, digits };
}

/** The size of several letters beside the digits: small tells B and BB apart at a glance. */
const LETTERS = 0.46;
/**
 * How a call is set in a line `width` pixels wide with `font`: `letters` is the letters' size beside the digits,
 * `font` smaller where even that does not fit, `unit` whether the word behind the window has room. A number
 * that stands alone may become smaller for that word, down to `yields` of its font and never below `least`.
 * Letters are small only as far as they stay readable (`least`), and wherever nothing else has room.
 */
export function setting(call, { font, width, least, gap, unit, yields = 1 }) {
  const { letters, digits } = figure(call.number);
  const wanted = letters.length > 1 ? Math.min(1, Math.max(LETTERS, least / font)) : 1;
  const rest = (advance(digits) + advance(String(call.window))) * font + gap;
  const room = (width - rest) / (advance(letters) * font || 1);
  const size = letters.length > 1 ? Math.min(wanted, Math.max(room, LETTERS)) : wanted;
  const needed = rest + advance(letters) * font * size;
  const beside = Math.min(1, (width - unit) / needed);
  const withUnit = beside === 1 || (beside >= yields && font * beside >= least);
  const shrink = withUnit ? beside : Math.min(1, width / needed);
  return { letters, digits, size: round(size), font: Math.floor(font * shrink), unit: withUnit };
}

const round = (value) => Math.round(value * 1000) / 1000;
