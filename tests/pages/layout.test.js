import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, setting } from "#ui/figures_model.js";
import { pagesOf, sizeOf, widthOf } from "#ui/paging_model.js";
import { GLYPH, LEAST_MM, inchesFrom, mmPerPixel, planFor } from "../../queue_server/web/static/hall/layout.js";

const WALLS = [[1920, 1080], [1080, 1920], [3840, 2160], [1366, 768]];
const screens = [43, 55, 65, 75, 86].flatMap((inches) => WALLS.map(([width, height]) => ({ inches, width, height })));

test("every call stands at least 60 mm high on the wall, newest and earlier, upright and lying", () => {
  for (const screen of screens) {
    const { font, newestFont } = planFor(screen);
    const mm = Math.min(font, newestFont) * GLYPH * mmPerPixel(screen);
    assert.ok(mm >= LEAST_MM, `${JSON.stringify(screen)}: ${mm}`);
  }
});

test("a smaller screen shows fewer calls in larger type", () => {
  const plans = [32, 43, 65].map((inches) => planFor({ inches, width: 1920, height: 1080 }));
  assert.deepEqual(plans.map(({ count }) => count), [1, 3, 6]);
  assert.ok(plans[0].font > plans[1].font && plans[1].font > plans[2].font);
});

test("a 65 inch screen's pixel is three quarters of a millimetre", () => {
  assert.equal(mmPerPixel({ inches: 65, width: 1920, height: 1080 }).toFixed(3), "0.749");
});

test("a picture that leaves edges empty is measured by its own size", () => {
  assert.ok(mmPerPixel({ inches: 65, width: 2560, height: 1080 }) < mmPerPixel({ inches: 65, width: 1920, height: 1080 }));
});

test("a diagonal that cannot be is the usual one", () => {
  assert.deepEqual([null, "", "0", "9999", "x", "43"].map((text) => inchesFrom(text, 65)), [65, 65, 65, 65, 65, 43]);
});

test("the letters of a number and an offline machine's mark are told from the digits that count", () => {
  const all = ["A012", "BB1012", "A-K1-07", "X003"].map((number) => Object.values(figure(number)).join("|"));
  assert.deepEqual(all, ["A|012", "BB|1012", "A-K1-|07", "X|003"]);
});

test("long numbers keep their digits, and their letters give way first", () => {
  const line = { font: 126, width: 620, least: 110, gap: 68, unit: 58 };
  const [plain, two, long] = ["B012", "BB012", "BB1012"].map((number) => setting({ number, window: 34 }, line));
  assert.deepEqual([plain.size, plain.unit, two.font, long.font], [1, true, 126, 126]);
  assert.ok(two.size < 1 && long.size < two.size && long.size >= 0.46);
});

test("a number alone gives way a little for the word behind its window, and never below what is read from afar", () => {
  const call = { number: "D003", window: 12 };
  const near = setting(call, { font: 290, width: 1248, least: 110, gap: 160, unit: 92, yields: 0.9 });
  assert.ok(near.unit && near.font < 290 && near.font >= 290 * 0.9);
  const far = setting(call, { font: 290, width: 1248, least: 289, gap: 160, unit: 92, yields: 0.9 });
  assert.deepEqual([far.unit, far.font], [false, 290]);
});

test("a line that is too short for everything shrinks as a whole", () => {
  const { font } = setting({ number: "BB1012", window: 88 }, { font: 126, width: 400, least: 110, gap: 68, unit: 58 });
  assert.ok(font < 126);
});

test("a long notice is split behind a clause, and nothing of it is lost", () => {
  const text = "因系统升级，今天下午四点以后社保、医保和公积金业务暂停受理，已取号的请在三点半前办理，明天上午八点半恢复。";
  const pages = pagesOf(text, 30);
  assert.ok(pages.length > 1 && pages.every((page) => widthOf(page) <= 30 && /[，。]$/.test(page)));
  assert.equal(pages.join(""), text);
});

test("a notice is split behind its sentences where they fit", () => {
  const text = "A missed number is not lost. Scan its code the same day to rejoin behind 3 others.";
  assert.deepEqual(pagesOf(text, 30), ["A missed number is not lost.", "Scan its code the same day to rejoin behind 3 others."]);
});

test("a name is as large as its lines are wide, and never too small to read", () => {
  const sizes = [700, 340, 100].map((width) => sizeOf("Social Insurance", { width, most: 42 }));
  assert.deepEqual([sizes[0], sizes[2]], [42, 24]);
  assert.ok(sizes[1] * widthOf("Social Insurance") <= 340);
  assert.equal(sizeOf("Social Insurance", { width: 220, lines: 2, most: 42 }), 42);
});

test("English is split between words", () => {
  const pages = pagesOf("Because of maintenance the housing fund windows close at four today", 14);
  assert.equal(pages.join(" "), "Because of maintenance the housing fund windows close at four today");
});

test("a short notice is one page, and none is none", () => {
  assert.deepEqual([pagesOf("今天照常", 30), pagesOf("  ", 30)], [["今天照常"], []]);
});
