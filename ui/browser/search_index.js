// What is searched, made once per catalogue: things, and the texts by which they may be found.

import { lettersIn, readingsFrom, unitsOf } from "#ui/search_sounds.js";
import { stem, wordsOf } from "#ui/search_words.js";

const HANZI = /[\u4e00-\u9fff]/;
const ONE_THING = /(?<=..)一件事$/;
const LATIN = /[a-zA-Z]{2}/;

/** What may be looked for: items, scenarios and departments; a PAD also looks for queues. */
export const KINDS = { service: "services", scenario: "scenarios", department: "departments", queue: "queues" };
export const USUAL_KINDS = ["scenario", "service", "department"];

/**
 * The index: `entries` are the things, `texts` every name and keyword once, whoever bears it. `words` are the words of all
 * texts in letters, each with the texts that hold it; `openings` the texts by their first sign.
 */
export function searchIndex(catalogue, kinds = USUAL_KINDS) {
  const readings = readingsFrom(catalogue.spelling);
  const index = { entries: [], texts: [], words: new Map(), openings: new Map(), readings, kept: new Map(), answers: new Map() };
  const known = new Map();
  const text = (said) => known.get(said) ?? addText(index, known, said);
  const around = aroundOf(catalogue);
  const steps = new Set(catalogue.scenarios.flatMap((row) => row.steps));
  for (const kind of kinds) {
    for (const row of catalogue[KINDS[kind]]) if (!row.retiring) addEntry(index, text, around, steps, kind, row);
  }
  index.words = [...index.words].map(([word, texts]) => ({
    word,
    stem: stem(word),
    texts,
    isOwn: texts.some((number) => index.texts[number].owners.length > 0),
  }));
  return index;
}

function addText(index, known, said) {
  const text = {
    number: index.texts.length,
    said,
    lower: said.toLowerCase(),
    units: HANZI.test(said) ? unitsOf(said.toLowerCase(), index.readings) : [],
    words: LATIN.test(said) && !HANZI.test(said) ? wordsOf(said) : [],
    letters: 0,
    run: null,
    owners: [],
    neighbours: [],
  };
  for (const { said: ways } of text.units) text.letters |= lettersIn(ways.join(""));
  for (const word of new Set(text.words)) {
    if (!index.words.has(word)) index.words.set(word, []);
    index.words.get(word).push(text.number);
  }
  index.texts.push(text);
  const opening = index.openings.get(said[0]);
  if (opening) opening.push(said);
  else index.openings.set(said[0], [said]);
  known.set(said, text);
  return text;
}

/** The names of what a thing belongs to: they help to find it, and never find it alone. */
function aroundOf(catalogue) {
  const by = (rows) => new Map(rows.map((row) => [row.code, Object.values(row.names)]));
  const departments = by(catalogue.departments);
  const queues = by(catalogue.queues);
  const pickup = new Set(catalogue.queues.filter((row) => row.kind === "pickup").map((row) => row.code));
  return {
    names: (row) => [...(departments.get(row.department) ?? []), ...(queues.get(row.queue) ?? [])],
    isPickup: (row) => pickup.has(row.queue),
  };
}

function addEntry(index, text, around, steps, kind, row) {
  const said = Object.values(row.names);
  const names = [...new Set([...said.map((name) => name.replace(ONE_THING, "")), ...said])].map(text);
  const keywords = (row.keywords ?? []).filter((word) => !isInitials(word, names[0])).map(text);
  const entry = {
    number: index.entries.length,
    kind,
    row,
    names,
    keywords,
    around: around.names(row).map(text),
    length: names[0].said.length,
    isStep: steps.has(row.code),
    isPickup: around.isPickup(row),
  };
  for (const own of new Set([...names, ...keywords])) own.owners.push(entry.number);
  for (const near of new Set(entry.around)) near.neighbours.push(entry.number);
  index.entries.push(entry);
}

/** A keyword that only repeats the first letters of the name: the name itself says them better. */
const isInitials = (word, { units }) =>
  word.length === units.length && units.every(({ said }, at) => said.some((syllable) => syllable[0] === word[at]));
