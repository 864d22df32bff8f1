// Asking for help goes a way of its own: no other command holds it up, and it is sent again until somebody answers.

import { signal } from "@preact/signals";
import { Commands, shelfIn } from "#ui/commands.js";

/** Milliseconds between two tries: help is not left to a growing pause. */
const AGAIN_MS = 1000;

/**
 * `session`, `told` and `room` are the PAD's signals, `tab` the storage in which an unanswered press outlives a reload.
 * `phase` is how the key is held; `lost` becomes true when the server would not take it, and nobody was told.
 */
export function helping({ page, session, told, room, lost, tab, keptAs, ask }) {
  const sending = signal("idle");
  const wants = signal("raise");
  const phase = signal("idle");
  const commands = new Commands({
    api: page.api,
    language: page.language,
    shelf: shelfIn(tab, keptAs),
    pauseMs: () => AGAIN_MS,
    onState: (state) => (sending.value = state),
    ...(ask && { ask }),
  });

  function heard(command, answer, sentAtSeq) {
    const raises = command === "raise";
    lost.value = raises && !answer.done;
    if (raises && answer.done && session.value) told.value = { seq: sentAtSeq, board: answer.body };
  }

  async function send(what, path) {
    lost.value = false;
    wants.value = what;
    commands.token = session.value.token;
    const sentAtSeq = room.value?.seq ?? -1;
    const answer = await commands.send("POST", path, {}, { about: what, finger: `${what} ${path}` });
    if (answer) heard(what, answer, sentAtSeq);
  }

  /** Ask for help. While an alarm stands, or a press is under way, another one changes nothing. */
  const raise = () => session.value && send("raise", `/windows/${session.value.window}/alarm`);

  /** It is over. */
  const end = (id) => session.value && send("end", `/alarms/${id}/reset`);

  /** What was pressed before the page was read again goes on under its old key. */
  async function settle() {
    commands.token = session.value?.token ?? null;
    const settled = await commands.settle();
    if (settled) heard(settled.command.about, settled.answer, room.value?.seq ?? -1);
  }

  return { sending, wants, phase, raise, end, settle };
}
