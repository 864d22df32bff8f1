// Which letters lead on: the keys of the others are dimmed, because pressing them finds nothing.

import { search } from "#ui/search.js";
import { termOf } from "#ui/search_ask.js";
import { readSounds } from "#ui/search_sounds.js";
import { textsReadBy } from "#ui/search_texts.js";

/** Letters after which something is still found. */
export function lettersAhead(index, typed) {
  const ahead = new Set();
  const text = typed.normalize("NFKC").toLowerCase();
  const letters = text.replace(/[^a-z0-9]/g, "");
  const texts = letters === "" ? index.texts : textsReadBy(index, termOf(letters));
  for (const { units, owners } of texts) if (owners.length > 0) soundsAhead(units, letters, ahead);
  const last = /[a-z0-9]*$/.exec(text)[0];
  const before = text.slice(0, text.length - last.length).trim();
  for (const word of before === "" ? allWords(index) : wordsBeside(index, before)) {
    if (last.length < word.length && word.startsWith(last)) ahead.add(word[last.length]);
  }
  return ahead;
}

const allWords = (index) => index.words.filter(({ isOwn }) => isOwn).map(({ word }) => word);

/** Words of the things that the words before have found. */
const wordsBeside = (index, before) =>
  new Set(search(index, before).found.flatMap(({ entry }) => index.entries[entry].names.flatMap(({ words }) => words)));

function soundsAhead(units, letters, ahead) {
  for (let start = 0; start < units.length; start += 1) {
    if (letters === "") addFirst(units[start], ahead);
    else readSounds(units, start, letters, (end, syllable, typed) => addNext(units[end], syllable, typed, ahead));
  }
}

function addNext(next, syllable, typed, ahead) {
  if (typed < syllable.length) ahead.add(syllable[typed]);
  const maySuffice = typed === syllable.length || typed === 1 || /^[zcs]h$/.test(syllable.slice(0, typed));
  if (maySuffice && next) addFirst(next, ahead);
}

const addFirst = ({ said }, ahead) => said.forEach((syllable) => ahead.add(syllable[0]));
