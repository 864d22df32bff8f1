// A ticket's page between two looks at the server: each phone finds itself in its queue's board.

import { clockSeconds } from "#ui/clock.js";
import { hallNow } from "#ui/live_model.js";
import { minutes } from "#ui/numbers.js";

const STRUCTURE = ["state", "queue", "window", "recalls"];

/** Whether the ticket has moved so that the page must be fetched anew; counts and waits are not such a move. */
export function hasMoved(shown, board) {
  if (!board) return false;
  if (STRUCTURE.some((name) => shown[name] !== board[name])) return true;
  return String(shown.windows) !== String(board.windows) || String(shown.steps) !== String(stepStates(board));
}

const stepStates = (board) => board.steps.map((step) => step.state);

/** What the page keeps of a board, to compare the next one with. */
export const watched = (board) => ({
  ...Object.fromEntries(STRUCTURE.map((name) => [name, board[name]])),
  public_id: board.public_id,
  number: board.number,
  windows: board.windows,
  steps: stepStates(board),
});

/** People ahead and the wait in words, from the queue's board; null while this number is not in it. */
export function placeIn(say, queue, number) {
  const index = queue?.waiting.findIndex(([each]) => each === number) ?? -1;
  if (index < 0) return null;
  const [, low_s, high_s] = queue.waiting[index];
  return { ahead: index, wait: waitText(say, low_s === null ? null : { low_s, high_s }, queue.open_windows > 0) };
}

export function waitText(say, wait, isOpen) {
  if (!wait) return say(isOpen ? "wait.unknown" : "wait.no_window");
  const { low, high } = minutes(wait);
  return low === 0 ? say("wait.soon", { high }) : say("wait.range", { span: `${low}–${high}` });
}

/** The line that says how fresh the page is. */
export function freshText(say, times, link, nowMs, freshAtMs) {
  if (!times) return null;
  const old = link !== "live";
  const at = clockSeconds(hallNow(times, old ? freshAtMs ?? times.heardAtMs : nowMs), times.offset);
  return { old, text: say(old ? "fresh.old" : "fresh.live", { time: at }) };
}
