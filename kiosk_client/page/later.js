// What the first page does not need: it is fetched when the first page stands still, or at the first touch if that is earlier.

import { once, sheet } from "#ui/later.js";

const SHEETS = ["finding", "large", "taking", "result", "taking-wide", "result-wide", "taking-elder", "result-elder"];

/** Everything behind the first page, with its styles; asked for once, unless it fails. */
export const later = once(async () => {
  const [behind] = await Promise.all([import("./behind.js"), ...SHEETS.map((name) => sheet(`/static/${name}.css`))]);
  return behind;
});
