// How hanzi are typed in letters: full pinyin, first letters, a mixture, and as people of Guangdong mix sounds up.

const HANZI = /[\u4e00-\u9fff]/;
const SIGN = /[a-z0-9]/;
const UNKNOWN = Object.freeze([]);
const TWO_LETTERS = /^[zcs]h/;

/** hanzi -> its syllables, from the catalogue's table syllable -> hanzi. */
export function readingsFrom(spelling) {
  const found = new Map();
  for (const [syllable, hanzi] of Object.entries(spelling ?? {})) {
    for (const one of hanzi) found.set(one, [...(found.get(one) ?? []), syllable]);
  }
  return found;
}

/** What of a text can be typed: `{at, said}`, where it stands and the ways to say it; other signs are passed over. */
export function unitsOf(text, readings) {
  const units = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (HANZI.test(sign)) units.push({ at, said: readings.get(sign) ?? UNKNOWN, ways: null });
    else if (SIGN.test(sign)) units.push({ at, said: [sign], ways: null });
  }
  return units;
}

/** How many letters of a syllable count as its beginning: zh, ch and sh may be two. */
const beginnings = (syllable) => (TWO_LETTERS.test(syllable) ? 2 : 1);

/**
 * Read letters as the sounds of units from `start` on: each syllable whole or by its first letter, the last one cut short
 * anywhere. `visit(end, syllable, typed, whole, short)` is called for each way to read them all: `end` is the unit behind the
 * last one, of whose `syllable` so many letters were `typed`; `whole` and `short` count the syllables.
 */
export function readSounds(units, start, letters, visit, from = 0, whole = 0, short = 0) {
  if (start >= units.length) return;
  const left = letters.length - from;
  for (const syllable of units[start].said) {
    if (syllable.charCodeAt(0) !== letters.charCodeAt(from)) continue;
    const most = beginnings(syllable);
    if (left <= syllable.length) {
      if (syllable.startsWith(letters.slice(from))) {
        const asShort = left <= most && left < syllable.length;
        visit(start + 1, syllable, left, whole + !asShort, short + asShort);
        if (left === 1) continue;
      }
    } else if (letters.startsWith(syllable, from)) {
      readSounds(units, start + 1, letters, visit, from + syllable.length, whole + 1, short);
      if (syllable.length === 1) continue;
    }
    if (left > 1) readSounds(units, start + 1, letters, visit, from + 1, whole, short + 1);
    if (most === 2 && left > 2 && letters[from + 1] === "h") {
      readSounds(units, start + 1, letters, visit, from + 2, whole, short + 1);
    }
  }
}

/** Whether letters spell a part of a name, each hanzi by its whole syllable or its beginning: "budongchan", "bdc". */
export function spells(name, letters, readings) {
  if (!/^[a-z]+$/.test(letters)) return false;
  const units = unitsOf(name.toLowerCase(), readings);
  let found = false;
  for (let start = 0; start < units.length && !found; start += 1) readSounds(units, start, letters, () => (found = true));
  return found;
}

const LOOKS_ALIKE = [
  [/^zh/, "z"], [/^z(?!h)/, "zh"], [/^ch/, "c"], [/^c(?!h)/, "ch"], [/^sh/, "s"], [/^s(?!h)/, "sh"],
  [/^n(?=[aeiouv])/, "l"], [/^l/, "n"], [/^r/, "l"],
  [/^hu(?=a)/, "f"], [/^hui$/, "fei"], [/^hu$/, "fu"], [/^fu$/, "hu"], [/^fa/, "hua"], [/^fei$/, "hui"],
  [/ng$/, "n"], [/([aei])n$/, "$1ng"], [/^([ln])v/, "$1u"], [/^([ln])u$/, "$1v"],
];

/** Letters that another one may stand for when sounds are mixed up. */
const LOOSE = lettersIn("zcshgnlrfuveia");

/** The letters of a text as bits: what is typed can only be read where all of its letters occur. */
export function lettersIn(text) {
  let bits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at) - 97;
    if (letter >= 0 && letter < 26) bits |= 1 << letter;
  }
  return bits;
}

/** The letters that sounds mixed up must have as well. */
export const firmLetters = (bits) => bits & ~LOOSE;

const alike = new Map();

/** The ways in which a syllable is typed by people who do not tell these sounds apart; itself first. */
export function soundsLike(syllable) {
  if (!alike.has(syllable)) {
    const once = LOOKS_ALIKE.map(([from, to]) => syllable.replace(from, to));
    const twice = once.flatMap((variant) => [variant.replace(/ng$/, "n"), variant.replace(/([aei])n$/, "$1ng")]);
    alike.set(syllable, [...new Set([syllable, ...once, ...twice])]);
  }
  return alike.get(syllable);
}

/** As readSounds, but for sounds mixed up: `{end, wrong}` with the fewest wrong syllables, or null. */
export function readAlike(units, start, letters, from = 0, wrong = 0) {
  if (from === letters.length) return { end: start, wrong };
  if (start >= units.length) return null;
  let best = null;
  for (const { typed, isWrong } of waysToType(units[start])[letters[from]] ?? UNKNOWN) {
    const found = readOne(units, start, letters, from, typed, wrong + isWrong);
    if (found && (!best || found.wrong < best.wrong)) best = found;
  }
  return best;
}

/** By their first letter; kept with the unit. */
function waysToType(unit) {
  return (unit.ways ??= waysOf(unit.said));
}

const known = new WeakMap();

/** Once for each hanzi: texts share the list of its syllables. */
function waysOf(said) {
  let ways = known.get(said);
  if (ways) return ways;
  ways = {};
  for (const syllable of said) {
    for (const typed of soundsLike(syllable)) (ways[typed[0]] ??= []).push({ typed, isWrong: typed !== syllable });
  }
  known.set(said, ways);
  return ways;
}

function readOne(units, start, letters, from, typed, wrong) {
  if (letters.startsWith(typed, from)) return readAlike(units, start + 1, letters, from + typed.length, wrong);
  const rest = letters.slice(from);
  return rest.length > 1 && typed.startsWith(rest) ? { end: start + 1, wrong } : null;
}

/** The units as one run of letters, for comparing with what was mistyped. */
export const runOf = (units) => units.map(({ said }) => said[0] ?? "?").join("");

/**
 * Where letters end in a run with at most `most` edits (one wrong, missing or needless letter each): `{end, edits}`, the fewest
 * edits first, or null. Bit-parallel (Wu and Manber, 1992), for up to 30 letters.
 */
export function nearIn(run, letters, most) {
  const size = letters.length;
  if (size > 30) return null;
  const masks = new Int32Array(128);
  for (let at = 0; at < size; at += 1) masks[letters.charCodeAt(at)] |= 1 << at;
  const goal = 1 << (size - 1);
  const rows = Int32Array.from({ length: most + 1 }, (_, edits) => (1 << edits) - 1);
  let [bestEnd, fewest] = [0, most + 1];
  for (let end = 0; end < run.length; end += 1) {
    const mask = masks[run.charCodeAt(end) & 127];
    let before = rows[0];
    rows[0] = ((rows[0] << 1) | 1) & mask;
    for (let edits = 1; edits <= most; edits += 1) {
      const old = rows[edits];
      rows[edits] = (((old << 1) | 1) & mask) | before | (before << 1) | (rows[edits - 1] << 1) | 1;
      before = old;
    }
    for (let edits = 0; edits < fewest; edits += 1) if (rows[edits] & goal) [bestEnd, fewest] = [end + 1, edits];
  }
  return fewest > most ? null : { end: bestEnd, edits: fewest };
}
