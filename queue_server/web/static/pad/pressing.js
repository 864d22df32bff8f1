// Pressing: a key becomes a command, and what it did is shown when the server says so, never before.

import { newsOf, toldBy } from "./answers.js";
import { commandFor } from "./model.js";

const NEWS_FOR_MS = 6000;

/**
 * `room` is the window's room, `view` the desk; `told`, `message` and `asking` are the signals of what a key was
 * answered, of the line of news and of the open dialog. `clerk` ends a session (`end`, `shutOut`).
 */
export function pressing({ say, commands, shelf, session, room, view, told, message, asking, asked, clerk }) {
  /** `more` goes with the command; `finger` names the key, `before` what it does first, `to` where a ticket goes, in words. */
  async function press(key, more = {}, { finger = key, before = null, to = null } = {}) {
    asking.value = null;
    message.value = null;
    const number = view.value.current?.number ?? "";
    let expect = view.value.expect;
    for (const act of before ? [before, key] : [key]) {
      const { method, path, body } = commandFor(act, session.value.window, expect, act === key ? more : {});
      const about = { act, number, to };
      const sentAtSeq = room.value?.seq ?? -1;
      if (act === "sign-out") asked.drop();
      const answer = await commands.send(method, path, body, { about, finger: act === key && before ? `${finger} then` : finger });
      const goesOn = answer && heard(answer, sentAtSeq, about);
      asked.goOn();
      if (!goesOn) return;
      expect = answer.body?.current?.public_id ?? null;
    }
    if (before) commands.last = { path: finger, ms: commands.now() };
  }

  /** Take an answer in; false when it was none that one can go on from, or when nobody is signed in any more. */
  function heard(answer, sentAtSeq, about) {
    if (!session.value) return false;
    told.value = toldBy(answer, sentAtSeq) ?? told.value;
    if (about.act === "sign-out" && (answer.done || answer.status === 401)) clerk.end(null);
    else if (answer.status === 401) clerk.shutOut();
    else tell(newsOf(say, answer, about));
    return answer.done && session.value !== null;
  }

  /** A line of news: what was refused stays until it is seen, what was done goes by itself. */
  function tell(news) {
    if (!news) return;
    message.value = news;
    if (!news.bad) setTimeout(() => message.value === news && (message.value = null), NEWS_FOR_MS);
  }

  /** After a reload: the press that was under way goes on under its old key. */
  async function settle() {
    const sentAtSeq = room.value?.seq ?? -1;
    if (shelf.take()?.method === "DELETE") asked.drop();
    const settled = session.value && (await commands.settle());
    if (!settled || !session.value) return;
    heard(settled.answer, sentAtSeq, settled.command.about ?? { act: settled.command.method === "DELETE" ? "sign-out" : null });
    asked.goOn();
  }

  return { press, settle };
}
