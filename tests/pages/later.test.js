import assert from "node:assert/strict";
import { test } from "node:test";
import { ItemNames } from "#ui/item_names.js";
import { once, untilThere } from "#ui/later.js";

const settled = () => new Promise((done) => setImmediate(done));

test("what is fetched later is fetched once", async () => {
  let times = 0;
  const fetched = once(async () => (times += 1));
  assert.deepEqual([await fetched(), await fetched(), times], [1, 1, 1]);
});

test("what could not be fetched is fetched anew for the next one who asks", async () => {
  const answers = [Promise.reject(new Error("cut")), Promise.resolve("desk")];
  const fetched = once(() => answers.shift());
  await assert.rejects(fetched());
  assert.equal(await fetched(), "desk");
});

test("who has to have it waits until the line is back", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const answers = [new Error("cut"), new Error("cut"), null];
  let tries = 0;
  const there = untilThere(async () => {
    const problem = answers[tries++];
    if (problem) throw problem;
    return "desk";
  });
  for (let times = 0; times < 3; times += 1) {
    await settled();
    t.mock.timers.tick(10_000);
  }
  assert.deepEqual([await there, tries], ["desk", 3]);
});

// --- names of items ---------------------------------------------------------------------------------------------

/** Names of a catalogue that the test changes; `asked` are the addresses that were asked for. */
function some_names(catalogue) {
  const asked = [];
  const clock = { ms: 0 };
  const fetched = async (address) => {
    asked.push(address);
    if (catalogue.cut) throw new TypeError("cut");
    return { ok: true, json: async () => ({ ...catalogue.names }) };
  };
  return { asked, clock, items: new ItemNames({ centre: "town", language: "en", fetched, now: () => clock.ms }) };
}

test("the names are asked for once, and are empty before", async () => {
  const { asked, items } = some_names({ names: { "LF-1": "Renew a licence" } });
  assert.deepEqual(items.names.value, {});
  items.want(["LF-1"]);
  items.want(["LF-1"]);
  await settled();
  items.want(["LF-1", null]);
  assert.deepEqual([asked, items.names.value], [["/c/town/items/en"], { "LF-1": "Renew a licence" }]);
});

test("a code that nobody knows is asked for again, once a minute: the catalogue may have changed", async () => {
  const catalogue = { names: { "LF-1": "Renew a licence" } };
  const { asked, clock, items } = some_names(catalogue);
  items.want();
  await settled();
  catalogue.names["LF-2"] = "Move house";
  items.want(["LF-2"]);
  clock.ms = 61_000;
  items.want(["LF-2"]);
  await settled();
  items.want(["LF-3"]);
  assert.deepEqual([asked.length, items.names.value["LF-2"]], [2, "Move house"]);
});

test("without an answer the names are asked for until there is one", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const catalogue = { names: { "LF-1": "Renew a licence" }, cut: true };
  const { asked, items } = some_names(catalogue);
  items.want();
  await settled();
  catalogue.cut = false;
  t.mock.timers.tick(10_000);
  await settled();
  assert.deepEqual([asked.length, items.names.value["LF-1"]], [2, "Renew a licence"]);
});
