// Words of a page that speaks several languages.

import { html } from "#ui/html.js";
import { htmlLanguage, tonguesOf } from "#ui/tongues.js";

/** The languages of a page's data that its address asks for: `?lang=en`, or all of the centre. */
export function tonguesOfPage(page) {
  const tongues = tonguesOf(page.voices, new URLSearchParams(location.search).get("lang"));
  document.documentElement.lang = htmlLanguage(tongues[0].language);
  return tongues;
}

/** All languages of the centre, the one that the address asks for first: what nobody may miss is said in each. */
export function everyTongue({ voices }) {
  const asked = new URLSearchParams(location.search).get("lang");
  return tonguesOf(voices, null).sort((a, b) => Number(b.language === asked) - Number(a.language === asked));
}

/** A sentence in all languages, the first one large (`first`), the others smaller (`also`). */
export const Spoken = ({ all }) =>
  all.map(({ language, text }, i) => html`<span class=${i === 0 ? "first" : "also"} lang=${htmlLanguage(language)} key=${language}>${text}</span>`);
