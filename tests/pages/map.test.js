import assert from "node:assert/strict";
import { test } from "node:test";
import { hallMap, label, way } from "#ui/map_model.js";

const facility = (code, x, y, en, hall = "N") => ({ code, hall, x, y, names: { zh: code, en } });
const zone = (code, place, first = 1, last = 4) => ({ code, hall: "N", names: { zh: "综合受理区", en: "Counters" }, place, first_window: first, last_window: last });
const CATALOGUE = {
  facilities: [facility("ENT", 25, 1, "Main entrance"), facility("TIK", 25, 6, "Ticket point"), facility("WAIT", 10, 20, "Waiting area")],
  zones: [zone("A", { x: 5, y: 33, width: 17, depth: 6 }), zone("B", null)],
  screens: [{ code: "L1", kind: "zone", zone: "B", area: "WAIT" }],
};
const map = (more) => hallMap(CATALOGUE, "N", "en", { you: "TIK", ...more });

test("the walls are as far out as the places of the hall", () => {
  assert.deepEqual([map().width, map().height], [26, 40]);
});

test("north is up", () => {
  assert.deepEqual(map().you, { x: 25, y: 34 });
});

test("the zone to go to is lit, and the way ends before it", () => {
  const view = map({ zone: "A" });
  assert.deepEqual(view.zones.map(({ code, lit }) => [code, lit]), [["A", true]]);
  assert.deepEqual([view.way[0], view.way.at(-1)], [{ x: 25, y: 34 }, { x: 13.5, y: 8.2 }]);
});

test("a zone without a place is where its screen is", () => {
  assert.deepEqual(map({ zone: "B" }).goal, { x: 10, y: 20, name: { zh: "WAIT", en: "Waiting area" } });
});

test("whoever comes from elsewhere begins at the entrance", () => {
  const view = hallMap(CATALOGUE, "N", "en", { you: "S-TIK", zone: "A" });
  assert.deepEqual([view.you, view.way[0]], [null, { x: 25, y: 39 }]);
});

test("a hall of which nothing is known has no map", () => {
  assert.equal(hallMap(CATALOGUE, "S", "en"), null);
});

test("a zone has a door for each of its windows", () => {
  assert.equal(map().zones[0].doors.length, 4);
});

test("who stands in the zone needs no way", () => {
  assert.deepEqual(way({ x: 2, y: 2 }, { rect: { x: 0, y: 0, width: 5, height: 5 }, x: 2.5, y: 2.5 }), []);
});

test("a zone at the side is entered from the side", () => {
  const rect = { x: 43, y: 8, width: 6, height: 15 };
  assert.deepEqual(way({ x: 25, y: 34 }, { rect, x: 46, y: 15.5 }).at(-1), { x: 41.8, y: 15.5 });
});

test("Han stands upright in a narrow zone, and what cannot be read gives way to the windows' numbers", () => {
  assert.equal(label("医保与公积金区", "26–34", { width: 5, height: 20 }, false).upright, true);
  assert.deepEqual(label("Medical Insurance and Housing Fund", "26–34", { width: 8, height: 5 }, false).lines, ["26–34"]);
});

test("words are not broken, Han is broken into lines of like length", () => {
  const lines = (name) => label(name, "46", { width: 14, height: 9 }, false).lines;
  assert.deepEqual([lines("Exit and Entry"), lines("出入境与治安区")], [["Exit and", "Entry"], ["出入境与", "治安区"]]);
});
