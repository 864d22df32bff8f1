import assert from "node:assert/strict";
import { test } from "node:test";
import { Commands } from "#ui/commands.js";
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

function the_commands(server) {
  const states = [];
  let at = 0;
  const commands = new Commands({
    api: "/api", language: "zh", onState: (state) => states.push(state), ask: server.ask, now: () => (at += 10_000),
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

test("too many tries end a sign-in, but not a key", () => {
  assert.deepEqual([outcome(429, false), outcome(429), outcome(401), outcome(204)], ["refused", "again", "refused", "done"]);
});
