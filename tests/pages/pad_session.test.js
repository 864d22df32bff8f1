// A clerk's session at the PAD and what becomes of a press, without a page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { clerkSession, namesOf } from "../../queue_server/web/static/pad/clerk_session.js";
import { pressing } from "../../queue_server/web/static/pad/pressing.js";

const say = (key, values = {}) => [key, ...Object.values(values)].join(" ");
const BOARD = { window: 9, current: { number: "A015", public_id: "id-1" }, can: ["next"] };
const NAMES = namesOf("town");

/** A PAD without a page, whose server gives these answers to commands, one after the other. */
function a_pad(answers, { signedIn = true } = {}) {
  const did = [];
  const kept = new Map();
  const storage = { setItem: (name, text) => kept.set(name, text), removeItem: (name) => kept.delete(name) };
  const session = signal(signedIn ? { token: "t", window: 9, employee_no: "DL009" } : null);
  const [told, message, asking, rooms] = [signal(null), signal(null), signal(null), signal({})];
  const live = { watch: (name) => did.push(`watch ${name}`), unwatch: (name) => did.push(`unwatch ${name}`), speakAs: (token) => did.push(`speak ${token}`) };
  const asked = { drop: () => did.push("drop"), goOn: () => did.push("go on"), isDropped: () => false, dropped: () => "until dropped" };
  const commands = {
    token: "t", now: () => 1000, last: null,
    send: async (method, path, body) => (did.push(`${method} ${path} ${body?.expect ?? ""}`.trim()), answers.shift()),
    settle: async () => answers.shift(),
    once: async (method, path, body, key, dropped) => (did.push(`${method} ${path} ${dropped}`), answers.shift()),
    look: async () => ({ board: { clerk: { name: "Ye", employee_no: "DL001" } } }),
  };
  const clerk = clerkSession({
    say, commands, live, rooms, now: signal(500), session, told, asked, tab: storage, device: storage, names: NAMES,
    onBegin: () => did.push("begun"), onEnd: () => (message.value = null),
  });
  const view = signal({ current: BOARD.current, expect: "id-1" });
  const keys = pressing({ say, commands, shelf: { take: () => null }, session, room: signal({ seq: 7 }), view, told, message, asking, asked, clerk });
  return { did, kept, session, told, message, commands, clerk, ...keys };
}

const done = (body = BOARD) => ({ done: true, status: 200, body });
const refused = (status, body = null) => ({ done: false, status, body });

test("who signs in is kept in the tab, speaks with the new token and has the board of the answer at once", async () => {
  const pad = a_pad([done({ token: "new", board: BOARD })], { signedIn: false });
  await pad.clerk.signIn({ window: 9, employee_no: "DL009", pin: "1" });
  assert.deepEqual([pad.session.value.token, pad.commands.token, pad.told.value.board], ["new", "new", BOARD]);
  assert.deepEqual(JSON.parse(pad.kept.get(NAMES.session)), { token: "new", window: 9, employee_no: "DL009" });
  assert.deepEqual(pad.did.slice(1), ["begun", "watch window:9", "speak new", "go on"]);
});

test("a sign-in that is refused says why and begins nothing", async () => {
  const pad = a_pad([refused(409, { error: { code: "window_taken" } })], { signedIn: false });
  await pad.clerk.signIn({ window: 9 });
  assert.deepEqual([pad.clerk.refusal.value, pad.session.value], [{ code: "window_taken", atMs: 500 }, null]);
});

test("a sign-in that counts no more ends the session and says who has taken over", async () => {
  const pad = a_pad([refused(401)]);
  await pad.clerk.check();
  assert.equal(pad.session.value, null);
  assert.match(pad.clerk.ended.value, /^ended.taken_over .*Ye/);
});

test("whether a sign-in still counts is a question that is dropped with the others", async () => {
  const pad = a_pad([done()]);
  await pad.clerk.check();
  assert.deepEqual([pad.did, pad.session.value.token], [["GET /sessions/current until dropped"], "t"]);
});

test("a window whose public face is looked at is left for the next one", () => {
  const pad = a_pad([], { signedIn: false });
  [9, 9, 10, null].forEach(pad.clerk.watchFace);
  assert.deepEqual(pad.did, ["watch window:9", "unwatch window:9", "watch window:10", "unwatch window:10"]);
});

test("a key that does two things sends the second with what the first has answered", async () => {
  const pad = a_pad([done({ current: { public_id: "id-2" } }), done()]);
  await pad.press("next", {}, { finger: "big", before: "unpause" });
  const sent = pad.did.filter((each) => each.startsWith("POST"));
  assert.deepEqual(sent, ["POST /windows/9/unpause id-1", "POST /windows/9/next id-2"]);
  assert.deepEqual([pad.told.value, pad.commands.last], [{ seq: 7, board: BOARD }, { path: "big", ms: 1000 }]);
});

test("where the first is refused the second is not sent", async () => {
  const pad = a_pad([refused(409, { error: { message: "It has changed." } })]);
  await pad.press("next", {}, { before: "unpause" });
  assert.deepEqual(pad.message.value, { text: "It has changed.", bad: true });
  assert.equal(pad.did.filter((each) => each.startsWith("POST")).length, 1);
});

test("signing out ends the session, and nothing is asked any more before", async () => {
  const pad = a_pad([done(null)]);
  await pad.press("sign-out");
  assert.deepEqual([pad.did[0], pad.session.value, pad.clerk.ended.value], ["drop", null, null]);
});

test("an answer that comes when nobody is signed in any more is for nobody", async () => {
  const pad = a_pad([refused(401)]);
  const sent = pad.press("finish");
  pad.clerk.end("over");
  await sent;
  assert.deepEqual([pad.session.value, pad.told.value, pad.message.value, pad.clerk.ended.value], [null, null, null, "over"]);
});

test("a press from before the reload is told like any other", async () => {
  const pad = a_pad([{ command: { method: "POST", about: { act: "finish", number: "A015" } }, answer: done() }]);
  await pad.settle();
  assert.deepEqual(pad.message.value, { text: "done.finish A015", bad: false });
  pad.clerk.end(null); // its line of news goes with it
});
