// What the desk decides beside its board: keys of a keyboard, the bell, the shape, where a ticket can go, signing in.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { speaker } from "#ui/words.js";
import { Question } from "../../queue_server/web/static/pad/question.js";
import { shapeFor } from "../../queue_server/web/static/pad/shape.js";
import { LETTERS, actionOf } from "../../queue_server/web/static/pad/shortcuts.js";
import { endedBecause, firstEmpty, isOwn, sent, takenBy, typed, windowFace } from "../../queue_server/web/static/pad/sign_in_model.js";
import { targets } from "../../queue_server/web/static/pad/transfer_model.js";
import { AGAIN_AFTER_MS, QUIET, bellAfter } from "../../queue_server/web/static/pad/waiting_bell.js";

const words = JSON.parse(readFileSync(new URL("../../ui/words/en/pad.json", import.meta.url), "utf-8"));
const say = speaker(words);

// --- keyboard ---------------------------------------------------------------------------------------------------

const FREE = { typing: false, free: true, letters: true };
const key = (key, more = {}) => ({ key, code: "", repeat: false, ...more });

test("space and Enter press the large key while nothing else has the focus", () => {
  assert.deepEqual([actionOf(key(" "), FREE), actionOf(key("Enter"), FREE)], ["big", "big"]);
  assert.equal(actionOf(key(" "), { ...FREE, free: false }), null);
});

test("every letter has one action, and no two the same", () => {
  assert.equal(new Set(Object.values(LETTERS)).size, Object.keys(LETTERS).length);
  for (const [action, letter] of Object.entries(LETTERS)) assert.equal(actionOf(key(letter.toLowerCase()), FREE), action);
});

test("a letter acts also where an input method keeps it to itself", () => {
  assert.equal(actionOf(key("Process", { code: "KeyR" }), FREE), "recall");
});

test("nothing acts while somebody writes, or with Ctrl, or when letters are switched off", () => {
  assert.equal(actionOf(key("r"), { ...FREE, typing: true }), null);
  assert.equal(actionOf(key("r", { ctrlKey: true }), FREE), null);
  assert.deepEqual([actionOf(key("r"), { ...FREE, letters: false }), actionOf(key(" "), { ...FREE, letters: false })], [null, "big"]);
});

test("a key that is held down acts once", () => {
  assert.deepEqual([actionOf(key(" ", { repeat: true }), FREE), actionOf(key("r", { repeat: true }), FREE)], ["repeat", "repeat"]);
});

// --- the bell ---------------------------------------------------------------------------------------------------

function rings(...looks) {
  let bell = QUIET;
  return looks.map(([idle, somebody, nowMs]) => {
    const after = bellAfter(bell, { idle, somebody, nowMs });
    bell = after.bell;
    return after.rings;
  });
}

test("the bell rings once when somebody comes to a free window, and once more after a minute", () => {
  const late = AGAIN_AFTER_MS;
  assert.deepEqual(
    rings([true, false, 0], [true, true, 10], [true, true, 20], [true, true, late + 10], [true, true, 2 * late + 20]),
    [false, true, false, true, false],
  );
});

test("a clerk who has just finished is not rung at for those who waited all the time", () => {
  assert.deepEqual(rings([false, true, 0], [true, true, 10], [true, true, AGAIN_AFTER_MS + 10]), [false, false, true]);
});

test("at a busy window nothing rings", () => {
  assert.deepEqual(rings([false, false, 0], [false, true, 10]), [false, false]);
});

// --- shape ------------------------------------------------------------------------------------------------------

test("only a screen of the PAD's proportions is zoomed", () => {
  assert.deepEqual(shapeFor(1280, 800), { shape: "pad", zoom: 1 });
  assert.deepEqual(shapeFor(1920, 1200), { shape: "pad", zoom: 1.5 });
  assert.deepEqual(shapeFor(1920, 1080), { shape: "desk", zoom: 1 });
});

test("small screens, and a PAD at twice the zoom, read in one column", () => {
  assert.deepEqual([shapeFor(390, 844).shape, shapeFor(640, 400).shape, shapeFor(960, 540).shape], ["phone", "phone", "phone"]);
});

// --- where to ---------------------------------------------------------------------------------------------------

const place = (name, hall, hallCode) => ({ name, hall, hall_code: hallCode, zone: "" });
const PAGE = {
  language: "zh", halls: { N: "北厅", S: "南厅" },
  windows: { 9: place("综合窗口", "北厅", "N"), 52: place("车驾管", "南厅", "S"), 53: place("车驾管", "南厅", "S") },
  queues: {
    permits: { prefix: "B", hall: "N", names: { zh: "综合受理·证照申报", en: "Licences" } },
    cars: { prefix: "Q", hall: "S", names: { zh: "机动车业务", en: "Vehicles" } },
    property: { prefix: "D", hall: "N", names: { zh: "不动产登记", en: "Property" } },
  },
};
const BOARDS = {
  S: {
    windows: [{ window: 52, state: "serving", number: "Q007" }, { window: 53, state: "closed", number: null }],
    queues: [{ queue: "cars", waiting: 4, open_windows: 0 }],
  },
};
const SPELLING = { bu: "不", dong: "动", chan: "产", deng: "登", ji: "记机", che: "车", jia: "驾", guan: "管" };
const FROM = { window: 9, queue: "permits", hall: "N" };
const found = (text, boards = BOARDS) => targets(PAGE, say, { boards, from: FROM, text, spelling: SPELLING });
const ids = (text) => found(text).map(({ id }) => id);

test("a window is found by its number, a queue by its letter", () => {
  assert.deepEqual([ids("52")[0], ids("5"), ids("q")[0]], ["window 52", ["window 52", "window 53"], "queue cars"]);
});

test("a queue is found by name in both languages, by pinyin and by its initials", () => {
  for (const text of ["不动产", "prop", "budongchan", "bdc", "dongchan", "budongc"]) assert.equal(ids(text)[0], "queue property");
});

test("without a search the queues of the own hall come first, and what is not possible comes last", () => {
  assert.deepEqual(ids(""), ["queue property", "queue cars", "window 52", "queue permits", "window 53"]);
});

test("without a search every target is there, however many the hall has", () => {
  const windows = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [i + 1, place("综合窗口", "北厅", "N")]));
  const all = targets({ ...PAGE, windows }, say, { boards: {}, from: FROM, text: "" });
  assert.deepEqual([all.length, all.some(({ id }) => id === "window 120")], [3 + 119, true]);
});

test("a window where nobody sits cannot be chosen, and says so", () => {
  const [first, second] = found("5");
  assert.deepEqual([first.possible, first.state], [true, "Serving Q007"]);
  assert.deepEqual([second.possible, second.state], [false, "Nobody there, not possible"]);
});

test("the own queue is no target, and a queue without windows is said to have none", () => {
  assert.deepEqual([found("证照")[0].possible, found("q")[0].state], [false, "4 waiting, none open"]);
});

test("what is not heard yet is said to be unknown, never to be closed", () => {
  assert.deepEqual([found("52", {})[0].state, found("52", {})[0].possible], ["Not known yet", true]);
});

test("a queue names its hall, and no windows that may not serve it today", () => {
  assert.equal(found("q")[0].place, "南厅");
});

// --- asking again -----------------------------------------------------------------------------------------------

/** A question whose answers come when the test says so. */
function a_question({ goesOn = () => false } = {}) {
  const waiting = [];
  const taken = [];
  const look = () => new Promise((answer) => waiting.push(answer));
  const question = new Question({ look, take: (answer) => taken.push(answer), goesOn });
  const answer = async (body) => {
    waiting.shift()(body);
    await new Promise(setImmediate);
  };
  return { question, waiting, taken, answer };
}

test("a change while a question is under way asks once more after it", async () => {
  const { question, waiting, taken, answer } = a_question();
  for (let times = 0; times < 3; times += 1) question.ask();
  assert.equal(waiting.length, 1);
  await answer("old");
  assert.equal(waiting.length, 1);
  await answer("new");
  assert.deepEqual([taken, waiting.length], [["old", "new"], 0]);
});

test("while somebody looks, a question is asked again by the clock, also after no answer", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let open = true;
  const { question, waiting, answer } = a_question({ goesOn: () => open });
  question.ask();
  await answer(null);
  t.mock.timers.tick(5000);
  assert.equal(waiting.length, 1);
  await answer("list");
  open = false;
  t.mock.timers.tick(5000);
  assert.equal(waiting.length, 0);
});

// --- signing in -------------------------------------------------------------------------------------------------

const FORM = { window: "9", employee_no: "", pin: "" };

test("the pad types digits, puts letters in front, and takes back", () => {
  const keys = ["0", "0", "9", "DL", "DL", "erase", "9"];
  assert.equal(keys.reduce((form, each) => typed(form, "employee_no", each), FORM).employee_no, "DL009");
  assert.deepEqual([typed(FORM, "pin", "DL").pin, typed({ ...FORM, pin: "12" }, "pin", "clear").pin], ["", ""]);
});

test("nothing is sent before all is said", () => {
  assert.deepEqual([sent(FORM), firstEmpty(FORM)], [null, "employee_no"]);
  assert.deepEqual(sent({ window: "9", employee_no: " dl009 ", pin: "1" }), { window: 9, employee_no: "DL009", pin: "1", take_over: false });
});

const TAKEN = { details: { window: 9, name: "Cai", employee_no: "DL009", since: "2026-09-15T09:30:00+08:00" } };

test("who is at the window, since when, and what stays there is told before it is taken over", () => {
  const told = takenBy(say, TAKEN, { current: { number: "A015" } }, Date.parse("2026-09-15T10:01:00+08:00"));
  assert.match(told.who, /Cai \(DL009\) signed in at window 9 31 min ago/);
  assert.match(told.stays, /A015 stays at this window/);
});

test("a clerk who is signed in at the same window is told so as the one it is", () => {
  assert.deepEqual([" dl009 ", "DL001"].map((employee_no) => isOwn(TAKEN, { employee_no })), [true, false]);
  const told = (board, details = TAKEN.details) => takenBy(say, { details }, board, Date.parse("2026-09-15T10:01:00+08:00"), true);
  assert.deepEqual(told({ current: { number: "A015" } }), {
    who: "You signed in at window 9 31 min ago and have not signed out.",
    stays: "If you go on here, the other device is signed out; A015 stays at this window.",
  });
  assert.match(told({ current: null }, { ...TAKEN.details, since: null }).who, /^You are signed in at window 9 already/);
  assert.match(told(undefined).stays, /not known yet whether a ticket/);
});

test("what nobody has heard is not said before a window is taken over", () => {
  const told = (board) => takenBy(say, TAKEN, board, 0).stays;
  assert.match(told(undefined), /not known yet whether a ticket/);
  assert.match(told({ current: null }), /No ticket is at the window now/);
});

test("a window's face tells whether somebody is there", () => {
  const clerk = { name: "Cai", employee_no: "DL009" };
  assert.equal(windowFace(say, { clerk: null }), "Nobody is there now.");
  assert.match(windowFace(say, { clerk, current: { number: "A015" } }), /serving A015/);
});

test("a clerk who was put out is told by whom, as far as that is known", () => {
  assert.match(endedBecause(say, 9, "DL009", { clerk: { name: "Ye", employee_no: "DL001" } }), /^Ye \(DL001\) has taken over window 9/);
  assert.match(endedBecause(say, 9, "DL009", { clerk: { name: "Cai", employee_no: "DL009" } }), /another device/);
  assert.equal(endedBecause(say, 9, "DL009", null), words["sign_in.again"]);
});
