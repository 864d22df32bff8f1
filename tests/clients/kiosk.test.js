import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { speaker } from "#ui/words.js";
import { departmentsOf, facadeView, homeView, itemView, resultView, shelves, wish } from "../../kiosk_client/page/model.js";
import { lettersAhead, search, searchIndex } from "../../kiosk_client/page/search.js";

const words = (area) => JSON.parse(readFileSync(new URL(`../../ui/words/en/${area}.json`, import.meta.url), "utf-8"));
const say = speaker({ ...words("pages"), ...words("kiosk") });

const service = (code, zh, en, department, queue, keywords, more = {}) => ({
  code, names: { zh, en }, department, queue, keywords, materials: [], online: false, self_service: false, ...more,
});
const queue = (code, hall, windows, more = {}) => ({ code, prefix: "A", names: { en: code }, hall, windows, real_name: false, ...more });

const CATALOGUE = {
  centre: { names: { en: "Centre" } },
  halls: [{ code: "N", names: { en: "North Hall" } }, { code: "S", names: { en: "South Hall" } }],
  zones: [{ code: "N1", hall: "N", names: { en: "Enquiries" } }, { code: "S1", hall: "S", names: { en: "Permits" } }],
  departments: [
    { code: "food", names: { en: "Food Bureau" }, hall: "N" },
    { code: "police", names: { en: "Police" }, hall: "S" },
    { code: "empty", names: { en: "Nothing" }, hall: "S" },
  ],
  queues: [queue("food", "N", [1, 2, 3]), queue("passports", "S", [4], { real_name: true })],
  services: [
    service("F1", "食品经营许可证新办", "Food licence: new", "food", "food", ["spjyxkzxb", "餐饮"], { materials: ["营业执照"], online: true }),
    service("F2", "食品经营许可证变更", "Food licence: change", "food", "food", ["spjyxkzbg"]),
    service("P1", "普通护照", "Passport", "police", "passports", ["pthz"]),
  ],
  windows: [1, 2, 3, 4].map((number) => ({ number, hall: number < 4 ? "N" : "S", zone: number < 4 ? "N1" : "S1" })),
  scenarios: [{ code: "open", names: { zh: "开餐饮店一件事", en: "Open a restaurant" }, steps: ["F1", "P1"] }],
};
const SHELF = shelves(CATALOGUE);
const INDEX = searchIndex(CATALOGUE);
const open = (queue, more = {}) => ({ queue, issuing: true, waiting: 4, open_windows: 2, wait: { low_s: 300, high_s: 900 }, ...more });
const STATE = {
  hall: "S",
  halls: { N: { waiting: 4, windows: [{ window: 1, state: "serving" }, { window: 2, state: "closed" }] } },
  queues: { food: open("food"), passports: open("passports") },
};
const codes = (text) => search(INDEX, text).found.map(({ row }) => row.code);
const item = (kind, code, state = STATE) => itemView(SHELF, state, say, "en", { kind, code });

test("an item is found by hanzi, initials, English and synonyms", () => {
  assert.deepEqual([codes("护照"), codes("PTHZ"), codes("passp"), codes("餐饮")], [["P1"], ["P1"], ["P1"], ["F1", "open"]]);
});

test("what begins with the letters comes before what only holds them", () => {
  assert.deepEqual(codes("spjy"), ["F1", "F2"]);
  assert.deepEqual(codes("licence").sort(), ["F1", "F2"]);
});

test("nothing typed finds nothing, and so does nonsense", () => {
  assert.deepEqual([codes(""), codes("zzz")], [[], []]);
});

test("only letters that lead on are lit", () => {
  const ahead = lettersAhead(INDEX, "spjyxkz");
  assert.deepEqual([ahead.has("x"), ahead.has("b"), ahead.has("q")], [true, true, false]);
  assert.ok(lettersAhead(INDEX, "").has("p"));
});

test("the kiosk's own hall is the first door", () => {
  const home = homeView(SHELF, STATE, say, "en");
  assert.deepEqual(home.halls.map(({ code, here }) => [code, here]), [["S", true], ["N", false]]);
});

test("departments with most items come first, and empty ones not at all", () => {
  assert.deepEqual(departmentsOf(SHELF, "S").map(({ code }) => code), ["police"]);
});

test("the facade is lit where a clerk is at work", () => {
  const north = facadeView(SHELF, STATE, say, "en").find(({ code }) => code === "N");
  assert.deepEqual([north.text, north.doors.map(({ lit }) => lit)], ["1 windows open, 4 waiting", ["lit", "off"]]);
});

test("before a number is taken, the page says where, how many and how long", () => {
  const view = item("service", "F1");
  assert.deepEqual([view.hall, view.windows, view.waiting, view.wait], ["North Hall", "Windows 1–3", 4, "5–15 min"]);
  assert.deepEqual([view.otherHall, view.materials, view.hint], [say("item.in_other_hall", { hall: "North Hall" }), ["营业执照"], say("item.online")]);
});

test("an ID number is asked for where any step needs it", () => {
  assert.deepEqual([item("service", "F1").realName, item("service", "P1").realName, item("scenario", "open").realName], [false, true, true]);
});

test("a queue that gives no numbers says since or until when", () => {
  const closed = { ...STATE, queues: { food: open("food", { issuing: false, opens: "2026-09-15T14:00:00+08:00" }) } };
  const used = { ...STATE, queues: { food: open("food", { issuing: false, quota_left: 0 }) } };
  assert.deepEqual([item("service", "F1", closed).blocked, item("service", "F1", used).blocked], [
    say("item.closed_until", { time: "14:00" }), say("item.quota"),
  ]);
  assert.equal(item("service", "F1").blocked, null);
});

test("an unknown wait is said in words", () => {
  const nobody = { ...STATE, queues: { food: open("food", { wait: null, open_windows: 0 }) } };
  assert.equal(item("service", "F1", nobody).wait, say("item.no_window"));
});

test("the ticket on the screen says where to go, and that it is the other hall", () => {
  const ticket = { number: "A012", service: "F1", queue: "food", hall: "N", zone: "N1", windows: [1, 2, 3], ahead: 9, wait: { low_s: 900, high_s: 1500 } };
  const view = resultView(SHELF, STATE, say, "en", { ticket, print: "unknown", qr: "/qr" });
  assert.deepEqual([view.ahead, view.wait, view.hall, view.otherHall], ["9 before you", "About 15–25 min", "North Hall", say("result.other_hall")]);
  assert.deepEqual([view.printTrouble, view.mayReprint], [true, true]);
});

test("one touch asks for one thing, under one key", () => {
  assert.deepEqual(wish({ kind: "service", code: "F1" }, "elderly", "en", null, "key-1"), {
    key: "key-1", language: "en", service: "F1", visitor_class: "elderly",
  });
});
