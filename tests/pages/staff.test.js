import assert from "node:assert/strict";
import { test } from "node:test";
import { deskOf, freshShelf, isWelcome, refusalOf, remembered } from "../../queue_server/web/static/staff/session_model.js";
import { commandsOf } from "../../queue_server/web/static/staff/desk.js";
import { StaffSession } from "../../queue_server/web/static/staff/session.js";

const A_MANAGER = { token: "t", user: "manager", role: "manager" };
const page = { centre: "dalang", api: "/api", language: "zh" };
const say = (key) => key;

/** A tab that remembers in memory. */
function a_tab(kept = null) {
  const things = new Map(kept ? [["yimen-staff-dalang", JSON.stringify(kept)]] : []);
  return { getItem: (k) => things.get(k) ?? null, setItem: (k, v) => things.set(k, v), removeItem: (k) => things.delete(k), things };
}

/** Commands that are answered as told, and remember the token that they were given. */
const a_server = (answer) => ({ token: null, send: async () => answer, once: async () => ({ status: 200 }), settle: async () => null });

function a_session(answer, kept, t) {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const tab = a_tab(kept);
  const heard = [];
  const session = new StaffSession({ page, say, storage: tab, commands: a_server(answer), onChange: (token) => heard.push(token) });
  return { session, tab, heard };
}

test("a role has its desk", () => {
  assert.deepEqual(["guide", "manager", "administrator", "auditor"].map((role) => deskOf("dalang", role)),
    ["/c/dalang/guide", "/c/dalang/manage", "/c/dalang/admin", "/c/dalang/audit"]);
});

test("what a tab kept is believed only if it can be a session", () => {
  assert.deepEqual(remembered(JSON.stringify(A_MANAGER)), A_MANAGER);
  assert.deepEqual(["{", null, "5", '{"token":"t","role":"king"}'].map(remembered), [null, null, null, null]);
});

test("a page is open to the roles that it is for", () => {
  assert.deepEqual([isWelcome(A_MANAGER, ["guide", "manager"]), isWelcome(A_MANAGER, ["administrator"]), isWelcome(null, ["guide"])],
    [true, false, false]);
});

test("a refusal says the server's sentence, or that there was none", () => {
  const wrong = { done: false, body: { error: { message: "wrong" } } };
  assert.deepEqual([refusalOf(say, wrong), refusalOf(say, { done: false, body: null }), refusalOf(say, { done: true })],
    ["wrong", "staff.no_answer", null]);
});

test("who signs in speaks with the token from then on, and the tab remembers it", async (t) => {
  const { session, tab, heard } = a_session({ done: true, status: 201, body: A_MANAGER }, null, t);
  await session.signIn("manager", "secret");
  assert.deepEqual([session.role, session.commands.token, heard, tab.things.size], ["manager", "t", [null, "t"], 1]);
});

test("a token that ran out leads back to the door, with a sentence", async (t) => {
  const { session, tab } = a_session({ done: false, status: 401, body: null }, A_MANAGER, t);
  await session.send("PATCH", "/windows/9", { shut: true });
  assert.deepEqual([session.person.value, session.message.value, tab.things.size], [null, "staff.expired", 0]);
});

test("a tab forgets its token even where the server cannot be told", async (t) => {
  const { session, tab } = a_session(null, A_MANAGER, t);
  session.commands.once = async () => null;
  await session.signOut();
  assert.deepEqual([session.role, tab.things.size, session.message.value], [null, 0, "staff.left_untold"]);
});

/** A shelf in memory, and a clock that the test moves. */
function a_shelf(kept = null) {
  const at = { kept, ms: 0 };
  return { at, shelf: freshShelf({ put: (command) => (at.kept = command), take: () => at.kept }, () => at.ms) };
}

test("a press that was left without an answer is sent again for a minute, later it is only told", () => {
  const { at, shelf } = a_shelf();
  shelf.put({ path: "/halls/N/evacuation", key: "k" });
  at.ms = 60_000;
  assert.deepEqual([shelf.take().key, shelf.takeStale()], ["k", null]);
  at.ms = 60_001;
  assert.equal(shelf.take(), null);
  assert.equal(shelf.takeStale().path, "/halls/N/evacuation");
  assert.equal(at.kept, null);
});

test("a password is never kept", async (t) => {
  const { session } = a_session(null, null, t);
  let how = null;
  session.commands.send = async (method, path, body, options) => ((how = options), null);
  await session.signIn("guide", "secret");
  assert.equal(how.secret, true);
});

test("an evacuation does not wait behind a command that nobody answers", async (t) => {
  const { session } = a_session({ done: true }, A_MANAGER, t);
  session.commands.send = () => new Promise(() => {});
  session.urgent = a_server({ done: true, status: 200 });
  session.send("POST", "/tickets/p/reprint", {});
  assert.equal((await session.hurry("PUT", "/halls/N/evacuation", { on: true })).done, true);
});

test("what became of a command of before the reload is told only when the page has been made", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const tab = a_tab(A_MANAGER);
  tab.setItem("yimen-staff-dalang-command", JSON.stringify({ path: "/tickets", pressed_ms: 0 }));
  const told = [];
  new StaffSession({ page, say, storage: tab, commands: a_server(null), urgent: a_server(null), onSettled: ({ path }, answer) => told.push([path, answer]) });
  assert.deepEqual(told, []);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(told, [["/tickets", null]]);
});

/** A desk whose commands are answered so, and the fingers that it saw. */
function a_desk(answer) {
  const fingers = [];
  const send = async (method, path, body, { finger }) => (fingers.push(finger), answer);
  return { fingers, ...commandsOf({ send, hurry: async () => ({ done: true, body: "hurried" }) }, say) };
}

test("a desk's command answers with what was done, and says what was refused", async () => {
  const done = a_desk({ done: true, body: { code: "X" } });
  assert.deepEqual([await done.command("POST", "/a", {}), done.said.value], [{ code: "X" }, null]);
  const empty = a_desk({ done: true, body: null });
  assert.deepEqual(await empty.command("DELETE", "/a"), {});
  const refused = a_desk({ done: false, body: { error: { message: "no" } } });
  assert.deepEqual([await refused.command("POST", "/a", {}), refused.said.value], [null, "no"]);
  const without = a_desk({ done: false, body: null });
  assert.deepEqual([await without.command("POST", "/a", {}), without.said.value], [null, "refused"]);
});

test("a press that is not sent says nothing, and two wishes at one address are two fingers", async () => {
  const desk = a_desk(null);
  await desk.command("PATCH", "/windows/9", { shut: true });
  await desk.command("PATCH", "/windows/9", { shut: false });
  assert.deepEqual([desk.said.value, new Set(desk.fingers).size], [null, 2]);
  assert.equal(await desk.command("PUT", "/halls/N/evacuation", { on: true }, "hurry"), "hurried");
});
