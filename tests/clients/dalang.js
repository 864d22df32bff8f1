// The catalogue of Dalang as the server tells it, as far as pages search it: from its tables and how its names are said.

import { readFileSync } from "node:fs";

const FOLDER = new URL("../../config/centres/dalang/", import.meta.url);
const SPELLING = new URL("./dalang_spelling.json", import.meta.url);

function rows(file) {
  const [header, ...lines] = readFileSync(new URL(file, FOLDER), "utf-8").trim().split("\n").map(cells);
  return lines.map((line) => Object.fromEntries(header.map((name, at) => [name, line[at] ?? ""])));
}

const cells = (line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, "").replaceAll('""', '"'));
const list = (text, by = ";") => (text ? text.split(by) : []);
const named = ({ name_zh: zh, name_en: en, ...row }) => ({ ...row, names: { zh, en } });
const windows = rows("windows.csv").map((row) => ({ ...named(row), number: Number(row.number), queues: list(row.queues) }));
const yes = (text) => text === "yes";

export const DALANG = {
  version: 1,
  centre: { names: { zh: "大朗镇政务服务中心", en: "Dalang Government Service Centre" }, languages: ["zh", "en"] },
  halls: rows("halls.csv").map(named),
  zones: rows("zones.csv").map(named),
  departments: rows("departments.csv").map(named),
  queues: rows("queues.csv").map(named).map((row) => ({
    ...row,
    department: row.department || null,
    windows: windows.filter(({ queues }) => queues.includes(row.code)).map(({ number }) => number),
  })),
  services: rows("services.csv").map(named).map((row) => ({
    ...row,
    keywords: list(row.keywords),
    materials: list(row.materials),
    online: yes(row.online),
    self_service: yes(row.self_service),
    immediate: yes(row.immediate),
  })),
  scenarios: rows("scenarios.csv").map(named).map((row) => ({ ...row, steps: list(row.steps, ">"), keywords: list(row.keywords) })),
  themes: rows("themes.csv").map(named).map((row) => ({ ...row, departments: list(row.departments), queues: list(row.queues) })),
  facilities: rows("facilities.csv").map(named),
  kiosks: rows("kiosks.csv"),
  windows,
  spelling: JSON.parse(readFileSync(SPELLING, "utf-8")),
};
