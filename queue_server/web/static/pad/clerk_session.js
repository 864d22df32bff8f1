// A clerk's session in this tab: it begins with a sign-in, and ends by the clerk, by another one, or by the server.

import { signal } from "@preact/signals";
import { endedBecause } from "./sign_in_model.js";

const CHECK_AGAIN_MS = 3000;

/** Names under which a PAD of a centre keeps things: in the tab the session and the press under way, else its own habits. */
export function namesOf(centre) {
  const session = `yimen-pad-${centre}`;
  return { session, pending: `${session}-pending`, alarm: `${session}-alarm`, window: `${session}-window`, muted: `${session}-muted`, letters: `${session}-letters` };
}

/**
 * `session` is the signal `{token, window, employee_no}`, null while nobody is signed in; `told` the signal of the board
 * that a key was answered. `tab` and `device` are storages, `names` as `namesOf` has them.
 * `onBegin()` and `onEnd()` are told when a session begins, also after a reload, and when it ends.
 */
export function clerkSession({ say, commands, live, rooms, now, session, told, asked, tab, device, names, onBegin, onEnd }) {
  const refusal = signal(null);
  const ended = signal(null);
  const looked = signal(null);
  const begunMs = signal(now.peek());
  let checking = false;

  /** What was heard of a window before, or by others' rights, is not what its clerk sees now. */
  function forget(window) {
    rooms.value = { ...rooms.value, [`window:${window}`]: undefined };
  }

  function begin({ token, window }) {
    begunMs.value = now.peek();
    onBegin();
    watchFace(null);
    commands.token = token;
    forget(window);
    live.watch(`window:${window}`);
    live.speakAs(token);
  }

  function end(text) {
    live.unwatch(`window:${session.value.window}`);
    live.speakAs(null);
    asked.drop();
    commands.token = null;
    tab.removeItem(names.session);
    tab.removeItem(names.pending);
    session.value = null;
    refusal.value = null;
    onEnd();
    ended.value = text;
  }

  /** While somebody signs in the public face of the window says who is there. */
  function watchFace(window) {
    if (looked.value === window) return;
    if (looked.value !== null) live.unwatch(`window:${looked.value}`);
    looked.value = window;
    if (window === null) return;
    forget(window);
    live.watch(`window:${window}`);
  }

  async function signIn(form) {
    refusal.value = null;
    ended.value = null;
    const answer = await commands.send("POST", "/sessions", form, { patient: false, secret: true });
    if (!answer) return;
    if (!answer.done) {
      refusal.value = { ...(answer.body?.error ?? { code: "refused", message: say("sign_in.refused"), details: {} }), atMs: now.value };
      return;
    }
    device.setItem(names.window, String(form.window));
    const begun = { token: answer.body.token, window: form.window, employee_no: form.employee_no };
    tab.setItem(names.session, JSON.stringify(begun));
    begin(begun);
    told.value = { seq: -1, board: answer.body.board }; // until its clerk's own view is heard
    session.value = begun;
    asked.goOn();
  }

  /** The token is worth nothing any more: say why, as far as the window's public face tells it. */
  async function shutOut() {
    if (!session.value) return;
    const { window, employee_no } = session.value;
    asked.drop();
    commands.token = null;
    const face = await commands.look(`/boards/window:${window}`);
    if (session.value?.window === window) end(endedBecause(say, window, employee_no, face?.board));
  }

  /** The board has no key for this clerk: ask whether the sign-in still counts. */
  async function check() {
    if (checking || !session.value || asked.isDropped()) return;
    checking = true;
    const answer = await commands.once("GET", "/sessions/current", undefined, "look", asked.dropped());
    if (answer?.status === 401 && session.value) await shutOut();
    setTimeout(() => (checking = false), CHECK_AGAIN_MS);
  }

  return { refusal, ended, looked, begunMs, begin, end, watchFace, signIn, shutOut, check };
}
