import assert from "node:assert/strict";
import { test } from "node:test";
import { Commands, shelfIn } from "#ui/commands.js";
import { isDoublePress, outcome } from "#ui/commands_model.js";

/** A server that gives these answers one after the other; "lost" is no answer at all. */
function a_server(...answers) {
  const asked = [];
  const ask = async (address, options) => {
    asked.push({ address, ...options });
    const next = answers.shift();
    if (next === "lost") throw new TypeError("network");
    return { status: next, ok: next < 400, text: async () => JSON.stringify({ said: next }) };
  };
  return { asked, ask };
}

/** A tab's storage. */
function a_tab() {
  const kept = new Map();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => kept.set(name, text),
    removeItem: (name) => kept.delete(name),
  };
}

function the_commands(server, more = {}) {
  const states = [];
  let at = 0;
  const commands = new Commands({
    api: "/api", language: "zh", onState: (state) => states.push(state), ask: server.ask, now: () => (at += 10_000), ...more,
  });
  return { commands, states };
}

test("a command that got lost is sent again under the same key, and done once it is answered", async () => {
  const server = a_server("lost", 503, 200);
  const { commands, states } = the_commands(server);
  const answer = await commands.send("POST", "/windows/9/next", { expect: null });
  const keys = new Set(server.asked.map(({ headers }) => headers["Idempotency-Key"]));
  assert.deepEqual([answer.done, server.asked.length, keys.size], [true, 3, 1]);
  assert.deepEqual(states, ["sending", "again", "again", "idle"]);
});

test("a command that a server cannot take is sent again ever less often, up to every eight seconds", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const server = a_server(...Array(20).fill(503));
  the_commands(server).commands.send("POST", "/windows/9/next", {});
  for (let ms = 0; ms < 20_000; ms += 125) {
    await new Promise((done) => setImmediate(done));
    t.mock.timers.tick(125);
  }
  assert.ok(server.asked.length >= 6 && server.asked.length <= 10, `${server.asked.length} tries in 20 s`);
});

test("a question has no key", async () => {
  const server = a_server(200);
  await the_commands(server).commands.once("GET", "/sessions/current");
  assert.equal("Idempotency-Key" in server.asked[0].headers, false);
});

test("what is dropped before its answer has none", async () => {
  const dropping = new AbortController();
  const ask = (address, { signal }) => new Promise((_, refuse) => signal.addEventListener("abort", () => refuse(signal.reason)));
  const { commands } = the_commands({ ask });
  const answer = commands.once("GET", "/sessions/current", undefined, undefined, dropping.signal);
  dropping.abort();
  assert.equal(await answer, null);
});

test("a refusal is an answer and is not sent again", async () => {
  const server = a_server(409);
  const answer = await the_commands(server).commands.send("POST", "/windows/9/next", { expect: "x" });
  assert.deepEqual([answer.done, answer.status, server.asked.length], [false, 409, 1]);
});

test("every press has a key of its own", async () => {
  const server = a_server(200, 200);
  const { commands } = the_commands(server);
  await commands.send("POST", "/a", {});
  await commands.send("POST", "/a", {});
  assert.notEqual(server.asked[0].headers["Idempotency-Key"], server.asked[1].headers["Idempotency-Key"]);
});

test("while one command is under way, another press does nothing", async () => {
  const server = a_server(200, 200);
  const { commands } = the_commands(server);
  const [first, second] = await Promise.all([commands.send("POST", "/a", {}), commands.send("POST", "/a", {})]);
  assert.deepEqual([first.done, second, server.asked.length], [true, null, 1]);
});

test("a finger that trembles presses once", () => {
  const last = { path: "/next", ms: 1000 };
  const presses = [{ path: "/next", ms: 1500 }, { path: "/next", ms: 1600 }, { path: "/hold", ms: 1100 }];
  assert.deepEqual(presses.map((press) => isDoublePress(last, press)), [true, false, false]);
});

test("after a clock was set back a press of the same key is a new one", () => {
  assert.equal(isDoublePress({ path: "/next", ms: 301_000 }, { path: "/next", ms: 1000 }), false);
});

test("too many tries end a sign-in, but not a key", () => {
  assert.deepEqual([outcome(429, false), outcome(429), outcome(401), outcome(204)], ["refused", "again", "refused", "done"]);
});

test("a press outlives a reload: it is sent on under the same key, and only once", async () => {
  const tab = a_tab();
  const shelf = shelfIn(tab, "pending");
  the_commands({ ask: () => new Promise(() => {}) }, { shelf }).commands.send("POST", "/windows/9/next", { expect: "x" });
  const kept = JSON.parse(tab.getItem("pending"));
  const server = a_server("lost", 200);
  const { command, answer } = await the_commands(server, { shelf }).commands.settle();
  assert.deepEqual([command.path, answer.done, server.asked[1].headers["Idempotency-Key"]], ["/windows/9/next", true, kept.key]);
  assert.equal(await the_commands(server, { shelf }).commands.settle(), null);
});

test("what a press was about is known after a reload too", async () => {
  const shelf = shelfIn(a_tab(), "pending");
  const about = { act: "finish", number: "A015" };
  the_commands({ ask: () => new Promise(() => {}) }, { shelf }).commands.send("POST", "/windows/9/finish", {}, { about });
  const { command } = await the_commands(a_server(200), { shelf }).commands.settle();
  assert.deepEqual(command.about, about);
});

test("a PIN is never kept", async () => {
  const tab = a_tab();
  const pending = the_commands({ ask: () => new Promise(() => {}) }, { shelf: shelfIn(tab, "pending") }).commands;
  pending.send("POST", "/sessions", { pin: "2468" }, { secret: true });
  assert.equal(tab.getItem("pending"), null);
});

test("one key that sends two commands is one finger", async () => {
  const server = a_server(200, 200);
  let at = 0;
  const { commands } = the_commands(server, { now: () => (at += 300) });
  await commands.send("POST", "/a", {}, { finger: "big" });
  assert.equal(await commands.send("POST", "/b", {}, { finger: "big" }), null);
});

test("an answer that is not JSON is an answer all the same", async () => {
  const ask = async () => ({ status: 413, ok: false, text: async () => "<html>" });
  const answer = await the_commands({ ask }).commands.send("POST", "/a", {});
  assert.deepEqual([answer.done, answer.body], [false, null]);
});
