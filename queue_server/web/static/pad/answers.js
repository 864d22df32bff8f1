// What an answer to a key tells: the window's board, how old it may be, and the line of news for the clerk.

const SAID = new Set(["finish", "missed", "hold", "next-step", "undo"]);

/**
 * The board that an answer brings, null without one. `sentAtSeq` is the room's seq when the key was pressed: a key
 * that was sent again is answered with what was remembered, so its board may be older than what was heard since.
 */
export function toldBy(answer, sentAtSeq) {
  const board = answer.done ? answer.body : answer.body?.error?.board;
  return board ? { seq: sentAtSeq, board } : null;
}

/** What an answer tells counts only until the room has moved on. */
export function newest(room, told) {
  if (told && (!room || room.seq === null || room.seq <= told.seq)) return told.board;
  return room?.board ?? null;
}

/** The line of news, `{text, bad}`; null where the board tells all. `about` is what the key was pressed for. */
export function newsOf(say, answer, { act, number = "", to = null }) {
  if (!answer.done) return { text: answer.body?.error?.message ?? say("refused"), bad: true };
  if (to) return { text: say("done.transfer", { number, to }), bad: false };
  return SAID.has(act) && (number || act === "undo") ? { text: say(`done.${act}`, { number }), bad: false } : null;
}
