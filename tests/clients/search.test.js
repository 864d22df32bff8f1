import assert from "node:assert/strict";
import { test } from "node:test";
import { lettersAhead, search, searchIndex } from "#ui/search.js";
import { DALANG } from "./dalang.js";

const INDEX = searchIndex(DALANG);
const codes = (text, more) => search(INDEX, text, more).found.map(({ row }) => row.code);

/** What visitors type, and what has to stand at the top. */
const FIRST = {
  spjy: "SJ-0034",
  shipinjingying: "SJ-0034",
  "shipin jingying xuke": "SJ-0034",
  "SHI PIN JING YING": "SJ-0034",
  shipinjingyingxukezhengbiang: "SJ-0035",
  食品经营许可证延续: "SJ-0036",
  "renew food licence": "SJ-0036",
  "licence food renew": "SJ-0036",
  "food license renewal": "SJ-0036",
  "renewal of my food licence": "SJ-0036",
  "food licens": "SJ-0034",
  开饭店: "cyd",
  "open a restaurant": "cyd",
  kaifandian: "cyd",
  kfd: "cyd",
  cy: "cyd",
  开公司: "qyqb",
  "start a company": "qyqb",
  qykb: "qyqb",
  居住证申领: "GA-0045",
  jzz: "GA-0045",
  juzhuzheng: "GA-0045",
  jzzsl: "GA-0045",
  "GA-0045": "GA-0045",
  ga45: "GA-0045",
  "lost id card": "GA-0038",
  身份证丢失: "GA-0038",
  sfzds: "GA-0038",
  birth: "xse",
  baby: "xse",
  生孩子: "xse",
  tuixiu: "tx",
  retirement: "tx",
  "license plate": "xc",
  上牌: "xc",
  二手房: "esf",
  退税: "SW-0036",
  "tax refund": "SW-0036",
  驾驶证到期: "CJ-0031",
  jszyxqm: "CJ-0031",
  无犯罪: "GA-0093",
  wufanzui: "GA-0093",
  "no criminal record": "GA-0093",
  敬老卡: "MZ-0013",
  laorenzheng: "MZ-0013",
  广东老年人优待证: "MZ-0013",
  养狗证: "GA-0053",
  "dog registration": "GA-0053",
  装宽带: "DX-0001",
  补卡: "DX-0005",
};

/** What has to be among the first three, wherever several things fit as well. */
const AMONG_THREE = {
  身份证: "GA-0036",
  sfz: "GA-0036",
  shenfenzheng: "GA-0036",
  shengfenzeng: "GA-0036",
  senfenzeng: "GA-0036",
  shenfenzhebg: "GA-0036",
  身分证: "GA-0036",
  我想办身份证怎么办: "GA-0036",
  "residence permit": "GA-0045",
  "foreigner residence permit": "GA-0073",
  外国人居留: "GA-0073",
  公积金提取: "GJ-0013",
  "gongjijin tiqu": "GJ-0013",
  gongjijintiqu: "GJ-0013",
  gjjtq: "GJ-0013",
  驾照: "CJ-0031",
  jiazhao: "CJ-0031",
  "driver's license": "CJ-0028",
  passport: "GA-0054",
  护照: "GA-0054",
  huzao: "GA-0054",
  jvzhuzheng: "GA-0045",
  luguan: "GA-0076",
  lvguan: "lg",
  yingyezhizhao: "SJ-0024",
  "sp jyxk": "SJ-0034",
  食品许可: "SJ-0034",
  食品经菅许可: "SJ-0034",
  shebaoka: "SB-0016",
  "food 经营": "SJ-0034",
  fapiao: "SW-0046",
  "electricity account": "GD-0005",
  车牌: "xc",
  取护照: "GA-0098",
};

for (const [typed, code] of Object.entries(FIRST)) {
  test(`whoever types ${typed} sees ${code} first`, () => assert.equal(codes(typed)[0], code));
}

for (const [typed, code] of Object.entries(AMONG_THREE)) {
  test(`whoever types ${typed} sees ${code} among the first three`, () => {
    const three = codes(typed).slice(0, 3);
    assert.ok(three.includes(code), `${typed} found ${three}`);
  });
}

test("people of Guangdong find the household register although f and h sound alike", () => {
  const { found, near } = search(INDEX, "fukou");
  assert.ok(near && found.every(({ row }) => row.queue === "hukou" || row.keywords.some((word) => word.includes("户口"))));
});

test("every item is found by its own Chinese name, among the first three", () => {
  const lost = DALANG.services.filter(({ code, names }) => !codes(names.zh).slice(0, 3).includes(code));
  assert.deepEqual(lost.map(({ names }) => names.zh), []);
});

test("every scenario is found by its own name first", () => {
  for (const { code, names } of DALANG.scenarios) assert.deepEqual([codes(names.zh)[0], codes(names.en)[0]], [code, code]);
});

test("nothing typed finds nothing, and so does nonsense", () => {
  assert.deepEqual([codes(""), codes("  "), codes("xqzvw"), codes("???")], [[], [], [], []]);
});

test("what has left the files is not offered", () => {
  const leaving = { ...DALANG, services: DALANG.services.map((row) => ({ ...row, retiring: row.code === "GA-0045" })) };
  assert.ok(!search(searchIndex(leaving), "居住证").found.some(({ row }) => row.code === "GA-0045"));
});

test("a department is found by its name, behind the things that one can do", () => {
  const { found } = search(INDEX, "gongjijin");
  assert.ok(found[0].kind === "service" && found.some(({ row }) => row.code === "gongjijin"));
  assert.equal(codes("住房公积金管理部")[0], "gongjijin");
});

test("a result says how it was understood, and which word was meant", () => {
  const { by, near, found } = search(INDEX, "spjy");
  const { text, from, to } = found[0].how;
  assert.deepEqual([by, near, text.slice(from, to)], ["initials", false, "食品经营"]);
});

test("a result by another name says that name", () => {
  const { how } = search(INDEX, "敬老卡").found[0];
  assert.deepEqual([how.keyword, how.text, how.by], [true, "敬老卡", "hanzi"]);
});

test("what was mistyped is said to be near", () => {
  assert.deepEqual([search(INDEX, "shenfenzhebg").near, search(INDEX, "shenfenzheng").near], [true, false]);
});

test("a piece cut out of a word is no meaning where another meaning is a word", () => {
  const { found, meanings } = search(INDEX, "spjy");
  assert.ok(found.some(({ row }) => row.names.zh.includes("艺术品经营")));
  assert.deepEqual(meanings.map(({ text }) => text), ["食品经营"]);
});

test("initials have meanings, and one of them narrows the results", () => {
  const { meanings, total } = search(INDEX, "cy");
  const food = meanings.find(({ text }) => text === "餐饮");
  const narrowed = search(INDEX, "cy", { meaning: "餐饮" });
  assert.ok(narrowed.total === food.count && narrowed.total < total && meanings.length > 2);
});

test("only letters that lead on are lit", () => {
  const ahead = lettersAhead(INDEX, "spjyxkz");
  assert.deepEqual([ahead.has("x"), ahead.has("q")], [true, false]);
});

test("every letter that is lit finds something", () => {
  for (const typed of ["cy", "sfz", "ship", "food l", "jia"]) {
    for (const letter of lettersAhead(INDEX, typed)) assert.ok(search(INDEX, typed + letter).total > 0, typed + letter);
  }
});

test("no syllable begins with i, u or v, so a keyboard of initials does without them", () => {
  const firsts = new Set(Object.keys(DALANG.spelling).map((syllable) => syllable[0]));
  assert.deepEqual([..."iuv"].filter((letter) => firsts.has(letter)), []);
});

test("queues may be looked for as well", () => {
  const queues = searchIndex(DALANG, ["queue"]);
  assert.equal(search(queues, "shenfenzheng").found[0].row.code, "shenfenzheng");
});

test("a centre whose names nobody can say is searched by what they are", () => {
  const english = { ...DALANG, spelling: undefined };
  assert.equal(search(searchIndex(english), "open a restaurant").found[0].row.code, "cyd");
});
