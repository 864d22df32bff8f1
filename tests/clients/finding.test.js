import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { search, searchIndex } from "#ui/search.js";
import { speaker } from "#ui/words.js";
import { ROOMS, findView, pagesOf, typed } from "../../kiosk_client/page/find_model.js";
import { facadeView, greeting, homeTitle, homeView, languagesOf, largeView } from "../../kiosk_client/page/home_model.js";
import { collectView, departmentsView, helpView, inWords, itemsView, pageOf, themeTiles } from "../../kiosk_client/page/list_model.js";
import { shelves } from "../../kiosk_client/page/shelf.js";
import { DALANG } from "./dalang.js";

const words = (area, language) => JSON.parse(readFileSync(new URL(`../../ui/words/${language}/${area}.json`, import.meta.url), "utf-8"));
const all = (language) => Object.assign({}, ...["pages", "kiosk", "finding", "taking"].map((area) => words(area, language)));
const SHELF = shelves(DALANG);
const INDEX = searchIndex(DALANG);
const open = (queue) => ({ queue, issuing: true, waiting: 4, open_windows: 2, wait: { low_s: 300, high_s: 900 } });
const STATE = {
  hall: "S",
  halls: { N: { waiting: 4, windows: [{ window: 1, state: "serving" }, { window: 2, state: "closed" }, { window: 3, state: "idle" }] } },
  queues: Object.fromEntries(DALANG.queues.map(({ code }) => [code, open(code)])),
};
const kiosk = (language, more = {}) => ({ shelf: SHELF, state: STATE, say: speaker(all(language)), language, ...more });
const find = (text, here = {}, language = "zh") =>
  findView(kiosk(language), search(INDEX, text, here), { text, ...here }, ROOMS.tall);

test("the kiosk's own hall is the first door", () => {
  const { halls } = homeView(kiosk("en"));
  assert.deepEqual(halls.map(({ code, here }) => [code, here]), [["S", true], ["N", false]]);
});

test("each hall has five doors, and says what is behind them", () => {
  const { halls } = homeView(kiosk("zh"));
  assert.deepEqual(halls.map(({ doors }) => doors.length), [5, 5]);
  assert.equal(halls[1].doors[0].hint, "8 个部门，198 项");
});

test("a door's one line has room for its department: what stands in brackets is left out", () => {
  const hints = homeView(kiosk("zh")).halls.flatMap(({ doors }) => doors.map(({ hint }) => hint));
  assert.deepEqual(hints.filter((hint) => hint.startsWith("交警大队")), ["交警大队车管所，50 项"]);
});

test("a centre without themes shows its departments, those with most items first", () => {
  const bare = { ...kiosk("en"), shelf: shelves({ ...DALANG, themes: [] }) };
  const [south] = homeView(bare).halls;
  assert.deepEqual(south.doors[0].to, { name: "items", department: "gongan" });
});

test("in large type there are four doors, and each says its hall", () => {
  assert.deepEqual(largeView(kiosk("zh")).map(({ hint }) => hint), ["南厅", "北厅", "北厅", "南厅"]);
});

test("in large type a centre without themes has four doors as well", () => {
  assert.equal(largeView({ ...kiosk("en"), shelf: shelves({ ...DALANG, themes: [] }) }).length, 4);
});

test("a picture that the pages do not have is replaced, not missed", () => {
  const themes = DALANG.themes.map((row) => ({ ...row, icon: "unheard-of" }));
  const { halls } = homeView({ ...kiosk("en"), shelf: shelves({ ...DALANG, themes }) });
  assert.equal(halls[0].doors[0].icon, "departments");
});

test("the facade is lit where a clerk is at work", () => {
  const north = facadeView(kiosk("en")).find(({ code }) => code === "N");
  assert.deepEqual([north.text, north.doors.map(({ lit }) => lit)], ["Windows open: 2, waiting: 4", ["lit", "off", "free"]]);
});

test("a hall that gives no numbers says when they begin, and one that does not know says that", () => {
  const shut = (opens) => ({ ...STATE, hall_time: "2026-09-15T18:00:00+08:00", queues: Object.fromEntries(
    DALANG.queues.map((row) => [row.code, { ...open(row.code), issuing: row.hall === "S", opens: row.hall === "S" ? null : opens }]),
  ) });
  const texts = (language, opens) => facadeView(kiosk(language, { state: shut(opens) })).map(({ code, text }) => `${code} ${text}`);
  assert.ok(texts("zh", "2026-09-16T08:30:00+08:00").includes("N 9月16日 星期三 08:30 开始"));
  assert.ok(texts("en", "2026-09-15T18:30:00+08:00").includes("N From 18:30 today"));
  assert.ok(texts("zh", null).includes("N 现在不发号"));
});

test("items that come as columns are the same items", () => {
  const { services, ...rest } = DALANG;
  const fields = Object.keys(services[0]).filter((field) => field !== "names");
  const service_columns = Object.fromEntries(fields.map((field) => [field, services.map((row) => row[field])]));
  const service_names = { zh: services.map(({ names }) => names.zh ?? null), en: services.map(({ names }) => names.en ?? null) };
  assert.deepEqual(shelves({ ...rest, service_columns, service_names }).service, SHELF.service);
});

test("the greeting follows the hall's clock, and there is none without a clock", () => {
  const { say } = kiosk("en");
  assert.deepEqual(["08:30", "13:00", "19:10", null].map((time) => greeting(say, time)), ["Good morning", "Good afternoon", "Good evening", ""]);
});

test("the languages are those of the centre that the page speaks, each by its own name", () => {
  const shelf = shelves({ ...DALANG, centre: { ...DALANG.centre, languages: ["zh", "en", "yue"] } });
  assert.deepEqual(languagesOf(shelf, { zh: "中文", en: "English" }).map(({ name }) => name), ["中文", "English"]);
});

test("all 34 departments stand on one page, the own hall's first", () => {
  const halls = departmentsView(kiosk("zh"));
  assert.deepEqual(halls.map(({ code, tiles }) => [code, tiles.length]), [["S", 8], ["N", 26]]);
});

test("a theme of departments is their tiles, one of queues is a list", () => {
  assert.equal(themeTiles(kiosk("zh"), SHELF.theme.shangshi).length, 8);
  assert.deepEqual([themeTiles(kiosk("zh"), SHELF.theme.huzheng), themeTiles(kiosk("zh"), SHELF.theme.cheliang)], [null, null]);
});

test("a long list is narrowed by its queues, or by what its items are also called", () => {
  const names = (here) => itemsView(kiosk("zh"), here).topics.map(({ name }) => name);
  assert.ok(names({ department: "gongan" }).includes("居民身份证"));
  assert.ok(names({ department: "shijian" }).includes("食品证"));
  assert.deepEqual(names({ department: "xiaofang" }), []);
});

test("a topic keeps its items only", () => {
  const view = itemsView(kiosk("zh"), { department: "gongan", topic: "shenfenzheng" });
  assert.deepEqual([view.rows.length, view.where.windows !== "", view.where.waiting], [9, true, "现在 4 人在等"]);
});

test("what left the files stands in no list", () => {
  const services = DALANG.services.map((row) => ({ ...row, retiring: row.code === "XF-0001" }));
  const view = itemsView({ ...kiosk("zh"), shelf: shelves({ ...DALANG, services }) }, { department: "xiaofang" });
  assert.ok(!view.rows.some(({ code }) => code === "XF-0001"));
});

test("papers are collected in both halls, the own one first", () => {
  const counters = collectView(kiosk("zh"));
  assert.deepEqual(counters.map(({ code, here, wait }) => [code, here, wait]), [["chujian-s", true, "约 5–15 分钟"], ["chujian-n", false, "约 5–15 分钟"]]);
});

test("help leads to the zone of the enquiry windows; where nobody sits there, to no zone and to the guide", () => {
  const help = (...windows) => helpView(kiosk("zh", windows.length ? { state: { ...STATE, halls: { S: { windows } } } } : {}));
  const say = speaker(all("zh"));
  assert.deepEqual(help(), { lines: [say("help.go", { desk: "南厅 87–88 号窗口" }), say("help.they")], hall: "S", zone: "S6" });
  const closed = help({ window: 87, state: "closed" }, { window: 88, state: "paused" });
  assert.deepEqual(closed, { lines: [say("help.guide", { desk: say("desk.guide") }), say("help.they")], hall: "S", zone: null });
  assert.equal(help({ window: 87, state: "closed" }, { window: 88, state: "idle" }).lines[0], say("help.go", { desk: "南厅 88 号窗口" }));
});

test("a list is cut into pages, and a page that is no more is the last one", () => {
  assert.deepEqual(pageOf([1, 2, 3, 4, 5], 2, 9), { rows: [5], page: 2, pages: 3 });
});

test("results stand by the place where they are served, with who waits there", () => {
  const [first] = find("shenfenzheng").places;
  assert.deepEqual([first.name, first.here, first.waiting, first.wait], ["南厅 公安户政区", true, "现在 4 人在等", "约 5–15 分钟"]);
});

test("what was meant is marked in the name", () => {
  const [place] = find("食品经营").places;
  assert.deepEqual(place.rows[0].marked.map(({ text, lit }) => [text, lit]), [["食品经营", true], ["许可证新办", false]]);
});

test("what was meant is marked in another name, where that was found", () => {
  const [place] = find("敬老卡").places;
  assert.deepEqual(place.rows[0].also, [{ text: "敬老卡", lit: true }]);
});

test("a search says how it understood the letters", () => {
  assert.deepEqual(
    ["spjy", "shipin", "shenfenzhebg", "食品", ""].map((text) => find(text).understood),
    ["按首字母找：食品经营", "按拼音找：食品", "没有完全一样的，按相近的找：身份证", "", ""],
  );
});

test("letters that stand for several words are asked about, and the answer narrows", () => {
  const { meanings } = find("cy");
  assert.deepEqual(meanings.map(({ name }) => name), ["创业", "餐饮", "从业", "全部"]);
  const chosen = find("cy", { meaning: "餐饮" }).meanings.find(({ on }) => on);
  assert.equal(chosen.name, "餐饮");
});

test("nothing found is said, and nothing typed is not", () => {
  assert.deepEqual([find("xqzvw").none, find("").none, find("").count], [true, false, ""]);
});

test("every page of results fits its room", () => {
  for (const room of Object.values(ROOMS)) {
    const view = search(INDEX, "sp");
    const places = [1, 7, 20].map((count, at) => ({ key: at, rows: view.found.slice(0, count) }));
    for (const page of pagesOf(places, room)) {
      const height = page.reduce((sum, { rows }) => sum + room.place + rows.length * room.row, 0);
      assert.ok(height <= room.room - room.pager);
    }
  }
});

test("keys write, delete and clear, and never two spaces", () => {
  assert.deepEqual(
    [typed("A", "B"), typed("AB", "delete"), typed("AB", "clear"), typed("A", "space"), typed("A ", "space"), typed("", "space")],
    ["AB", "A", "", "A ", "A ", ""],
  );
});

test("a line of a department's name ends between two words, never inside one or behind a bracket", () => {
  assert.deepEqual(inWords("统战办(民族宗教侨务)", "zh"), ["统战办", "（民族", "宗教侨务）"]);
  assert.deepEqual(inWords("社会保险基金管理中心", "zh"), ["社会", "保险", "基金", "管理", "中心"]);
  assert.deepEqual(inWords("Tax Branch (South)", "en"), ["Tax Branch (South)"]);
});

test("a closed hall has no light and asks nothing, whoever forgot to sign out", () => {
  const queues = Object.fromEntries(DALANG.queues.map(({ code }) => [code, { queue: code, issuing: false, opens: "2026-09-16T08:30:00+08:00" }]));
  const halls = { N: { ...STATE.halls.N, state: "closed" } };
  const evening = kiosk("zh", { state: { ...STATE, halls, queues, hall_time: "2026-09-15T20:25:00+08:00" } });
  assert.deepEqual(facadeView(evening).find(({ code }) => code === "N").doors.map(({ lit }) => lit), ["off", "off", "off"]);
  assert.deepEqual([homeTitle(evening), homeTitle(kiosk("zh"))], [words("kiosk", "zh")["home.title_closed"], words("kiosk", "zh")["home.title"]]);
});
