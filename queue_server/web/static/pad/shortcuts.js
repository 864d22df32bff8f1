// Keys of a keyboard: what each does, and when it does nothing.

/** The letter of every key; space and Enter press the large one. */
export const LETTERS = Object.freeze({
  recall: "R", start: "S", missed: "M", hold: "H", transfer: "T", "next-step": "N", finish: "F", "no-show": "X",
  undo: "U", pause: "P", list: "L", guide: "G", sound: "V", "sign-out": "Q",
});
export const HELP = "?";
/** Pressed twice; it acts over an open dialog too. */
export const ALARM = "A";

const BY_LETTER = new Map(Object.entries(LETTERS).map(([action, letter]) => [letter, action]));

/**
 * What a key press means: an action, "repeat" for a key that is held down (it acts once), or null.
 * `typing`: a text field has the focus; `free`: nothing has it; `letters`: whether letters may act at all.
 */
export function actionOf({ key, code = "", repeat, ctrlKey, altKey, metaKey, isComposing }, { typing, free, letters }) {
  if (typing || ctrlKey || altKey || metaKey || isComposing) return null;
  const large = key === " " || key === "Enter";
  if (repeat) return large || letterOf(key, code) === ALARM || BY_LETTER.has(letterOf(key, code)) ? "repeat" : null;
  if (large) return free ? "big" : null;
  if (!letters) return null;
  if (letterOf(key, code) === ALARM) return "alarm";
  if (key === HELP || key === "？") return "help";
  return BY_LETTER.get(letterOf(key, code)) ?? null;
}

/** The letter, also where a Chinese input method keeps it to itself. */
function letterOf(key, code) {
  if (key === "Process" || key === "Unidentified") return code.replace(/^Key/, "");
  return key.length === 1 ? key.toUpperCase() : "";
}
