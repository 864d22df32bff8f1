// What the first page does not need: it is fetched when the first page stands still, or at the first touch if that is earlier.

import { once, sheet } from "#ui/later.js";

const SHEETS = ["finding", "taking", "result", "taking-wide", "result-wide"];
/** Sheets of large type, and before which other one each must stand. */
const LARGE = { large: "taking", "taking-elder": null, "result-elder": null };
const at = (name) => `/static/${name}.css`;

/** Everything behind the first page, with its styles; asked for once, unless it fails. */
export const later = once(async () => {
  const [behind] = await Promise.all([import("./behind.js"), ...SHEETS.map((name) => sheet(at(name)))]);
  return behind;
});

/** The styles of large type come with the first touch of its key. */
export const largeType = once(() =>
  Promise.all(Object.entries(LARGE).map(([name, before]) => sheet(at(name), before && document.querySelector(`link[href="${at(before)}"]`)))),
);
