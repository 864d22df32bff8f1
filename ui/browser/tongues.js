// Public screens speak all languages of their centre: side by side where there is room, in turn where not.

import { speaker } from "#ui/words.js";

export const TURN_MS = 8000;

/** `voices` are the words by language, the centre's first language first; `wanted` is `?lang=`, or null for all. */
export function tonguesOf(voices, wanted) {
  const all = Object.keys(voices);
  const spoken = all.includes(wanted) ? [wanted] : all;
  return spoken.map((language) => ({ language, say: speaker(voices[language]) }));
}

/** How many whole turns have passed. */
export const turnAt = (nowMs) => Math.floor(nowMs / TURN_MS);

/** Whose turn it is, where there is room for one language only. */
export const tongueAt = (tongues, nowMs) => tongues[turnAt(nowMs) % tongues.length];

/** A sentence in every language, the first one to be drawn larger: `[{language, text}]`; the same text only once. */
export const inAll = (tongues, textIn) =>
  tongues
    .map((tongue) => ({ language: tongue.language, text: textIn(tongue) }))
    .filter(({ text }, i, all) => text !== "" && all.findIndex((each) => each.text === text) === i);

/** A sentence by its key, in every language that has words for it. */
export const inTongues = (tongues, key) => inAll(tongues, ({ say }) => say(key));

/** The document's own language is the first one spoken. */
export const htmlLanguage = (language) => (language === "zh" ? "zh-CN" : language);
