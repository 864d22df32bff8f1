// What signing in does not need: it is fetched as soon as somebody begins to sign in, all of it at once, so that
// whatever a clerk opens later is there, also when the line is cut.

import { once, sheet, untilThere } from "#ui/later.js";

const SHEETS = ["desk", "ask"];

const fetched = once(async () => {
  const [behind] = await Promise.all([import("./behind.js"), ...SHEETS.map((name) => sheet(`/static/pad/${name}.css`))]);
  return behind;
});

/** The desk and all that belongs to it. */
export const later = () => untilThere(fetched);
