import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Work } from "../../queue_server/web/static/guide/work.js";

mock.timers.enable({ apis: ["setInterval"] });
globalThis.localStorage = { getItem: () => null, setItem: () => {} };
globalThis.document = { hidden: false };

const say = (key) => key;
const live = { watch: () => {}, unwatch: () => {} };
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A guide at work; `commands` answers what the test says. */
const at = (commands) => new Work({ page: {}, say, live, session: { token: "t", commands } });

/** Questions that wait until the test answers them. */
function asked() {
  const answers = [];
  const once = () => new Promise((resolve) => answers.push((public_id) => resolve({ status: 200, body: { public_id } })));
  return { answers, work: at({ once, look: async () => null }) };
}

test("the last number that was asked for is shown, in whatever order the answers come", async () => {
  const { answers, work } = asked();
  work.find("B1");
  work.find("B2");
  answers[1]("second");
  answers[0]("first");
  await settled();
  assert.equal(work.ticket.value.public_id, "second");
});

test("an answer that comes after the sign-out shows no visitor", async () => {
  const { answers, work } = asked();
  work.find("B1");
  work.end();
  answers[0]("first");
  await settled();
  assert.equal(work.ticket.value, null);
});

test("the catalogue is asked for until it comes, and again for what changed", async () => {
  const paths = [];
  const told = { "/catalogue": { version: 1 }, "/catalogue?since=1": { version: 1, unchanged: true } };
  let reached = false;
  const work = at({ look: async (path) => (paths.push(path), reached ? told[path] : null) });
  work.begin();
  await settled();
  reached = true;
  mock.timers.tick(8000);
  await settled();
  mock.timers.tick(60_000);
  await settled();
  assert.deepEqual(paths.filter((path) => path.startsWith("/catalogue")), ["/catalogue", "/catalogue", "/catalogue?since=1"]);
  assert.equal(work.catalogue.value.version, 1);
});

test("a number in place of an old one is asked for like a new one", () => {
  const work = at({});
  work.giveAgain({ public_id: "old" });
  assert.deepEqual([work.tab.value, work.returning.value.public_id], ["take", "old"]);
});

test("what was pressed before a reload is told, and a number that was taken is shown", () => {
  const work = at({});
  work.settled({ path: "/halls/N/evacuation" }, { done: true, body: {} });
  assert.deepEqual(work.said.value, { bad: false, text: "settled.done" });
  work.settled({ path: "/halls/N/evacuation" }, null);
  assert.deepEqual(work.said.value, { bad: true, text: "settled.unknown" });
  work.settled({ path: "/tickets" }, { done: true, body: { public_id: "new" } });
  assert.deepEqual([work.tab.value, work.taken.value.public_id], ["take", "new"]);
});

test("an identity number is kept nowhere", async () => {
  const kept = [];
  const work = new Work({ page: {}, say, live, session: { token: "t", send: async (method, path, body, options) => (kept.push(options.secret), null) } });
  await work.take({ service: "x", id_number: "E12345678" });
  await work.take({ service: "x" });
  assert.deepEqual(kept, [true, false]);
});
