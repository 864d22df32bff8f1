// What devices have told of themselves. Who has told nothing is unknown, and who tells nothing more is silent, and said to be.

/** States that this page has words for. */
export const STATES = [
  "ok", "no_printer", "printer_failed", "printer_unsure", "paper_out", "paper_near_end", "cover_open", "cutter_error",
  "printer_error", "printer_offline", "printer_silent", "printer_unreachable", "silent", "unknown",
];

/** States for which somebody has to go there. Unknown is not broken, and a kiosk may stand there without a printer. */
export const TROUBLE = new Set(STATES.filter((state) => !["ok", "no_printer", "unknown"].includes(state)));

export const KINDS = ["kiosk", "screen", "pad"];

/** A device's state in words; one that is not known here is shown as it was told. */
export const stateOf = (say, state) => (STATES.includes(state) ? say(`device.${state}`) : state);

/** "bad", "ok" or "unknown": the shape that stands before a device's name. */
export const signOf = (state) => (TROUBLE.has(state) ? "bad" : state === "ok" ? "ok" : "unknown");
