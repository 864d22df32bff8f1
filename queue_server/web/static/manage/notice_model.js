// A notice before it is put up: one line for each language, in the pages that the hall board will show.

import { pagesOf } from "#ui/paging_model.js";
import { LANDSCAPE } from "../hall/layout.js";

export const LONGEST = 500;

/** What was typed as one line: screens know no paragraphs. */
export const oneLine = (text) => text.replace(/\s*\n\s*/g, " ");

/** The pages of a text on a hall board that hangs as usual, each shown for eight seconds. */
export const screenPages = (text) => pagesOf(text, LANDSCAPE.line);

/** The texts that say something. */
export const withoutEmpty = (texts) =>
  Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, text.trim()]).filter(([, text]) => text !== ""));

/** Whether there is something to put up that is not there already. */
export function isSendable(texts, shown) {
  const wanted = withoutEmpty(texts);
  const languages = new Set([...Object.keys(wanted), ...Object.keys(shown ?? {})]);
  return Object.keys(wanted).length > 0 && [...languages].some((each) => wanted[each] !== shown?.[each]);
}
