// What devices have told of themselves. Who has told nothing is unknown, and who tells nothing more is silent, and said to be.

/** States that this page has words for. */
export const STATES = [
  "ok", "no_printer", "printer_failed", "printer_unsure", "paper_out", "paper_near_end", "cover_open", "cutter_error",
  "printer_error", "printer_offline", "printer_silent", "printer_unreachable", "clock_wrong", "no_calls", "no_sound", "no_voice", "voice_late",
  "browser_restarting", "panel_silent", "panel_unreachable", "reader_lost", "silent", "unknown", "off", "out_of_order",
];

/** States for which nobody has to go there. Unknown is not broken, and a kiosk may stand there without a printer. */
const NO_TROUBLE = new Set(["ok", "no_printer", "unknown", "off"]);

/** Whether somebody has to go there; a word that this page does not know is one that somebody should look at. */
export const isTrouble = (state) => !NO_TROUBLE.has(state);

export const KINDS = ["kiosk", "screen", "pad", "machine"];

/** "bad", "ok" or "unknown": the shape that stands before a device's name. */
export const signOf = (state) => (isTrouble(state) ? "bad" : state === "ok" ? "ok" : "unknown");

/** The devices that speak, or of which somebody said something; parts stand on the devices' own page. */
export const speaking = (rows) => rows.filter((row) => !row.part_of && !["unknown", "off"].includes(row.state));

/** Devices and parts in trouble; a part with the same trouble as its device is told once. */
export function troubled(rows) {
  const states = new Map(rows.filter(({ part_of }) => !part_of).map(({ code, state }) => [code, state]));
  return rows.filter(({ state, part_of }) => isTrouble(state) && !(part_of && states.get(part_of) === state));
}
