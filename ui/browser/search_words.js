// English as people type it: any order, American spelling, other words for the same thing, a slip of the finger.

/** Words that say nothing about what is wanted. */
const EMPTY = new Set(
  ("a an the of for to in on at and or by with from my our your i we me want need would like how do can get where what is " +
    "apply applying please help make").split(" "),
);

/** Several words that are one thing under another name. */
const PHRASES = [
  [/\blicen[cs]e plates?\b/g, "number plate"],
  [/\bdriver'?s? licen[cs]e\b/g, "driving licence"],
  [/\bid cards?\b/g, "identity card"],
  [/\bhong ?kong\b/g, "hongkong"],
  [/\bhousing fund\b/g, "housingfund housing fund"],
];

/** Words that people use for one another; the first is how they are compared. */
const SAME = [
  "vehicle car automobile auto",
  "motorcycle motorbike",
  "driving driver drive",
  "identity id identification",
  "shop store",
  "home house housing flat apartment",
  "property estate",
  "child children kid newborn infant",
  "elderly old senior",
  "disability disabled disabilities",
  "passport passports",
  "foreigner foreign expat alien",
  "company enterprise business firm corporation",
  "renewal renew extension extend prolong",
  "replacement replace reissue lost",
  "cancellation cancel close closure deregistration deregister terminate",
  "registration register enrol enrolment enroll enrollment",
  "application apply",
  "change alter alteration modify update amend",
  "electricity power electric",
  "broadband internet wifi",
  "mobile phone cell sim",
  "marriage married wedding",
  "fine fines penalty",
  "pickup collect collection",
  "pension retirement retire",
  "medical health hospital",
  "employment job jobs",
  "worker employee staff",
  "garbage rubbish waste",
  "invoice fapiao receipt",
  "withdrawal withdraw",
  "residence resident residential",
  "certificate proof",
  "licence permit",
];
const HEADS = new Map(SAME.flatMap((row) => row.split(" ").map((word) => [word, row.split(" ")[0]])));

const SHORTEST_TO_ERR = 4;
const SHORTEST_TO_ERR_TWICE = 8;

/** How many slips a word or a run of letters of this length may have. */
export const slips = (length) => (length >= SHORTEST_TO_ERR_TWICE ? 2 : length >= SHORTEST_TO_ERR ? 1 : 0);

/** The words of a text, in British spelling. */
export function wordsOf(text) {
  let plain = text.toLowerCase().replace(/[’']s\b/g, "").replace(/[’']/g, "");
  for (const [said, meant] of PHRASES) plain = plain.replace(said, meant);
  return (plain.match(/[a-z0-9]+/g) ?? []).map(british);
}

/** The words that say what is wanted; if none does, all of them. */
export function wantedWords(text) {
  const words = wordsOf(text);
  const telling = words.filter((word) => !EMPTY.has(word));
  return telling.length > 0 ? telling : words;
}

const british = (word) =>
  word
    .replace(/^license/, "licence")
    .replace(/^(cent)er(s?)$/, "$1re$2")
    .replace(/^labor/, "labour")
    .replace(/^program(s?)$/, "programme$1")
    .replace(/^(.{3,})iz(e|ed|es|ing|ation)$/, "$1is$2");

/** A word without its ending. */
export const stem = (word) => word.replace(/(?<=.{4})(ations?|ments?|ings?|als?|ed|es|s|e|y)$/, "");

/** How well a typed word fits another one, from 0 (not) to 1 (the same). */
export function wordFit(typed, typedStem, word, wordStem) {
  if (typed === word) return 1;
  if (typedStem === wordStem) return 0.97;
  if (word.startsWith(typed)) return typed.length > 1 ? 0.92 : 0.85;
  if (HEADS.has(typed) && HEADS.get(typed) === HEADS.get(word)) return 0.9;
  return 0;
}

/** How well a mistyped word fits: 0 when it is another word. */
export function slipFit(typed, word) {
  const allowed = slips(typed.length);
  if (allowed === 0 || typed[0] !== word[0]) return 0;
  const edits = editsBetween(typed, word.length > typed.length + 1 ? word.slice(0, typed.length) : word, allowed);
  return edits > allowed ? 0 : 0.8 - 0.1 * edits;
}

/** Wrong, missing, needless or exchanged letters between two words; more than `most` is not counted. */
export function editsBetween(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let older = [];
  let old = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const now = [i];
    for (let j = 1; j <= b.length; j += 1) {
      now[j] = Math.min(old[j] + 1, now[j - 1] + 1, old[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j], older[j - 2] + 1);
    }
    [older, old] = [old, now];
  }
  return old[b.length];
}
