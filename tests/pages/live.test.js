import assert from "node:assert/strict";
import { test } from "node:test";
import { Live } from "#ui/live.js";
import { a_call, an_envelope } from "./makers.js";

/** A socket that does nothing but what the test tells it to. */
class FakeSocket {
  constructor(options) {
    Object.assign(this, { options, handlers: {}, sent: [], connected: false });
  }
  on(name, act) {
    this.handlers[name] = act;
  }
  timeout() {
    return this;
  }
  emit(name, body, answer) {
    this.sent.push({ name, room: body.room, answer });
  }
  disconnect() {
    this.connected = false;
  }
  does(name, value) {
    this.connected = name === "connect" ? true : this.connected;
    this.handlers[name](value);
  }
  get watched() {
    return this.sent.filter(({ name }) => name === "watch").map(({ room }) => room);
  }
}

function a_live(t, more = {}) {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 });
  const told = { sockets: [], states: [], rooms: [], fresh: [] };
  const live = new Live({
    now: () => Date.now(), // the clock that the test turns
    centre: "dalang",
    api: "/api",
    onRoom: (room, fresh) => (told.rooms.push(room), told.fresh.push(...fresh.map((call) => call.number))),
    onState: (state) => told.states.push(state),
    open: (options) => (told.sockets.push(new FakeSocket(options)), told.sockets.at(-1)),
    ...more,
  });
  live.watch("hall:N");
  live.start();
  return { live, told, socket: () => told.sockets.at(-1), pass: (ms) => t.mock.timers.tick(ms) };
}

test("a room is watched as soon as the socket is there, with its centre", (t) => {
  const { socket } = a_live(t);
  socket().does("connect");
  assert.deepEqual(socket().watched, ["dalang/hall:N"]);
});

test("a server that turns everybody away is tried again at once, one that does not answer in time later", (t) => {
  const { socket, told, pass } = a_live(t);
  socket().does("connect_error", new Error("websocket error"));
  pass(250);
  assert.equal(told.sockets.length, 2);
  socket().does("connect_error", new Error("timeout"));
  pass(999);
  assert.equal(told.sockets.length, 2);
  pass(1001);
  assert.equal(told.sockets.length, 3);
});

test("the acknowledgement is the first board", (t) => {
  const { socket, told } = a_live(t);
  socket().does("connect");
  socket().sent[0].answer(null, an_envelope(5));
  assert.deepEqual([told.rooms[0].seq, told.states.at(-1)], [5, "live"]);
});

test("a room whose record was away is asked for again, and less often each time, while the others go on", (t) => {
  const { live, socket, told, pass } = a_live(t);
  live.watch("hall:S");
  socket().does("connect");
  socket().sent[0].answer(null, an_envelope(5));
  for (const latest of [250, 500, 1000]) {
    socket().sent.at(-1).answer(null, { error: { code: "record_failed" } });
    assert.equal(told.rooms.at(-1).error.code, "record_failed");
    pass(latest);
  }
  assert.deepEqual(socket().watched, ["dalang/hall:N", "dalang/hall:S", "dalang/hall:S", "dalang/hall:S", "dalang/hall:S"]);
  socket().sent.at(-1).answer(null, { ...an_envelope(7), room: "dalang/hall:S" });
  assert.deepEqual([told.rooms.at(-1).seq, told.rooms.at(-1).error, told.sockets.length], [7, undefined, 1]);
});

test("a record that stays away is asked for every few seconds, not more for every pulse", (t) => {
  const { socket, told, pass } = a_live(t);
  socket().does("connect");
  let answered = 0;
  for (let second = 0; second < 60; second += 1) {
    for (const { answer } of socket().sent.slice(answered)) answer(null, { error: { code: "record_failed" } });
    answered = socket().sent.length;
    socket().does("pulse", { rooms: { "dalang/hall:N": 5 } });
    pass(1000);
  }
  assert.ok(socket().watched.length < 60 / 4 + 8, `${socket().watched.length} times`);
  assert.equal(told.sockets.length, 1);
});

test("a room that is left is not asked for again", (t) => {
  const { live, socket, pass } = a_live(t);
  socket().does("connect");
  socket().sent[0].answer(null, { error: { code: "record_failed" } });
  live.unwatch("hall:N");
  pass(10_000);
  assert.deepEqual(socket().watched, ["dalang/hall:N"]);
});

test("a room that is not for this client is not asked for again", (t) => {
  const { socket, pass } = a_live(t);
  socket().does("connect");
  socket().sent[0].answer(null, { error: { code: "not_permitted" } });
  pass(5000);
  assert.deepEqual(socket().watched, ["dalang/hall:N"]);
});

test("after every reconnect the room is watched again", (t) => {
  const { socket, told, pass } = a_live(t);
  socket().does("connect");
  socket().does("disconnect");
  pass(1000);
  socket().does("connect");
  assert.deepEqual([told.sockets.length, socket().watched], [2, ["dalang/hall:N"]]);
});

test("six seconds of silence are said, and a new connection is tried", (t) => {
  const { socket, told, pass } = a_live(t);
  socket().does("connect");
  socket().sent[0].answer(null, an_envelope(5));
  pass(7000);
  assert.equal(told.states.at(-1), "stale");
  pass(1000);
  assert.ok(told.sockets.length >= 2);
});

test("a fresh board ends the staleness at once", (t) => {
  const { socket, told, pass } = a_live(t);
  socket().does("connect");
  socket().sent[0].answer(null, an_envelope(5));
  pass(7000);
  pass(1000);
  socket().does("connect");
  socket().sent[0].answer(null, an_envelope(6));
  assert.equal(told.states.at(-1), "live");
});

test("pulses keep it live", (t) => {
  const { socket, told, pass } = a_live(t);
  socket().does("connect");
  for (let i = 0; i < 5; i += 1) {
    pass(2000);
    socket().does("pulse", { rooms: { "dalang/hall:N": -1 } });
  }
  assert.deepEqual([told.states.at(-1), told.sockets.length], ["live", 1]);
});

test("a room that stays behind its pulse is watched again", (t) => {
  const { socket, pass } = a_live(t);
  socket().does("connect");
  socket().sent[0].answer(null, an_envelope(5));
  for (let i = 0; i < 3; i += 1) {
    socket().does("pulse", { rooms: { "dalang/hall:N": 9 } });
    pass(2000);
  }
  assert.equal(socket().watched.length, 2);
});

test("an answer that does not come is not waited for", (t) => {
  const { socket, told, pass } = a_live(t);
  socket().does("connect");
  socket().sent[0].answer(new Error("operation has timed out"));
  pass(2000);
  assert.deepEqual([told.sockets.length, told.states.includes("waiting")], [2, true]);
});

test("a missed call is fetched and told in its place", async (t) => {
  const { socket, told } = a_live(t);
  const missed = an_envelope(12, [a_call(9, 5, "B001"), a_call(12, 9, "C001")]);
  t.mock.method(globalThis, "fetch", async (address) => {
    assert.match(address, /boards\/hall%3AN\?calls_after=5$/);
    return { ok: true, json: async () => missed };
  });
  socket().does("connect");
  socket().sent[0].answer(null, an_envelope(5, [a_call(5, null, "A001")]));
  socket().does("board", an_envelope(12, [a_call(12, 9, "C001")]));
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(told.rooms.at(-1).calls.map((call) => call.number), ["A001", "B001", "C001"]);
  assert.deepEqual(told.fresh, ["A001", "C001", "B001"]);
});

test("a screen looks back to calls from before it was switched on", async (t) => {
  const { socket, told } = a_live(t, { earlier: 3 });
  const calls = [a_call(5, 3, "B"), a_call(9, 5, "C")];
  t.mock.method(globalThis, "fetch", async (address) => {
    assert.match(address, /calls_after=2$/);
    return { ok: true, json: async () => an_envelope(9, [a_call(3, null, "A"), ...calls]) };
  });
  socket().does("connect");
  socket().sent[0].answer(null, an_envelope(9, calls));
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(told.rooms.at(-1).calls.map((call) => call.number), ["A", "B", "C"]);
});

test("speaking as somebody else forgets what the old rights showed", (t) => {
  const { live, socket, told } = a_live(t);
  socket().does("connect");
  socket().sent[0].answer(null, an_envelope(5));
  live.speakAs("secret");
  socket().does("connect");
  assert.deepEqual([socket().options.auth, told.sockets.length], [{ token: "secret" }, 2]);
  assert.equal(live.rooms.get("dalang/hall:N").seq, -1);
});

test("a board of an old socket is not listened to", (t) => {
  const { live, told } = a_live(t);
  live.speakAs("secret");
  told.sockets[0].does("connect");
  assert.deepEqual(told.sockets[0].watched, []);
});

test("a server that says goodbye is left, and sought again within the seconds that it asked for", (t) => {
  t.mock.method(Math, "random", () => 0.5);
  const { told, socket, pass } = a_live(t);
  socket().does("connect");
  socket().sent[0].answer(null, an_envelope(5));
  const before = socket();
  before.does("goodbye", { within_s: 4 });
  assert.deepEqual([before.connected, told.states.at(-1)], [false, "live"]);
  pass(2200);
  assert.equal(told.sockets.length, 1);
  pass(100);
  assert.equal(told.sockets.length, 2);
});

test("after a goodbye nothing is said of old data for fifteen seconds, without one for six", (t) => {
  t.mock.method(Math, "random", () => 0);
  const { told, socket, pass } = a_live(t);
  socket().does("connect");
  socket().sent[0].answer(null, an_envelope(5));
  socket().does("goodbye", { within_s: 1 });
  pass(14_000);
  assert.ok(!told.states.includes("stale"));
  pass(2000);
  assert.equal(told.states.at(-1), "stale");
});

test("back after a goodbye, silence is noticed as soon as ever", (t) => {
  const { told, socket, pass } = a_live(t);
  socket().does("connect");
  socket().sent[0].answer(null, an_envelope(5));
  socket().does("goodbye", { within_s: 0 });
  pass(300);
  socket().does("connect");
  socket().sent[0].answer(null, an_envelope(6));
  assert.equal(told.states.at(-1), "live");
  pass(6600);
  assert.equal(told.states.at(-1), "stale");
});

test("a goodbye that makes no sense is a short one", (t) => {
  const { told, socket, pass } = a_live(t);
  socket().does("connect");
  socket().does("goodbye", { within_s: "soon" });
  pass(300);
  assert.equal(told.sockets.length, 2);
});
