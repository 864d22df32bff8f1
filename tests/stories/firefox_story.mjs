// The story of one visit in Firefox. It speaks with the test that started it by lines of JSON: out go the
// steps as they are done, in comes the link that the test has read from the paper.
//
//   node firefox_story.mjs '{"firefox": PATH, "language": "zh", "kiosk": URL, ..., "pictures": FOLDER}'

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const WITHIN_MS = 20_000;
const asked = JSON.parse(process.argv[2]);
const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const sight = read("sight.json");
const words = (area) => read(`../../ui/words/${asked.language}/${area}.json`);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const tell = (step) => console.log(JSON.stringify(step));

const pages = [];
const complaints = [];

async function open(browser, kind, address, [width, height]) {
  const page = await browser.newPage();
  page.setDefaultTimeout(WITHIN_MS);
  page.on("console", (message) => {
    if (["error", "warn", "warning"].includes(message.type())) complaints.push(`${kind}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${kind}: exception: ${error}`));
  await page.setViewport({ width, height });
  const joint = address.includes("?") ? "&" : "?";
  await page.goto(`${address}${joint}lang=${asked.language}`);
  const there = { page, kind, see: sight[kind] };
  pages.push(there);
  return there;
}

/** Wait until an element of this name shows this text; a failure says what it showed instead. */
async function shows({ page, kind, see }, name, text) {
  const textOf = (selector) => document.querySelector(selector)?.textContent ?? null;
  try {
    await page.waitForFunction((selector, wanted) => document.querySelector(selector)?.textContent.includes(wanted),
      {}, see[name], String(text));
  } catch {
    const found = await page.evaluate(textOf, see[name]);
    throw new Error(`${kind}: ${name} (${see[name]}) should show ${text} and shows ${JSON.stringify(found)}`);
  }
}

const textOf = async ({ page, see }, name) => {
  const element = await page.waitForSelector(see[name], { visible: true });
  return (await element.evaluate((node) => node.textContent)).trim();
};

/** Touch the element of this name, or the one among them that bears this text. */
async function touch({ page, kind, see }, name, text = "", exactly = false) {
  const find = (selector, wanted, whole) => [...document.querySelectorAll(selector)].find((element) =>
      element.checkVisibility() && (whole ? element.textContent.trim() === wanted : element.textContent.includes(wanted)));
  try {
    await page.waitForFunction(find, {}, see[name], text, exactly);
  } catch {
    throw new Error(`${kind}: there is no ${name} (${see[name]}) with the text ${JSON.stringify(text)}`);
  }
  const element = await page.evaluateHandle(find, see[name], text, exactly);
  await element.asElement().tap();
}

async function takeNumber(browser) {
  const kiosk = await open(browser, "kiosk", asked.kiosk, asked.size);
  await touch(kiosk, "search");
  for (const letter of asked.letters) await touch(kiosk, "key", letter, true);
  await touch(kiosk, "item", asked.item);
  await touch(kiosk, "take");
  const number = await textOf(kiosk, "number");
  await kiosk.page.waitForSelector(kiosk.see.printed, { visible: true });
  return number;
}

async function signIn(browser) {
  const pad = await open(browser, "pad", asked.pad, [1280, 800]);
  await pad.page.waitForSelector(pad.see.employee);
  await pad.page.type(pad.see.employee, asked.employee_no);
  await pad.page.type(pad.see.pin, asked.pin);
  await pad.page.click(pad.see.enter);
  await pad.page.waitForSelector(`${pad.see.desk} ${pad.see.next}:not(:disabled)`);
  return pad;
}

async function visit(browser) {
  const number = await takeNumber(browser);
  tell({ step: "taken", number });
  const { link } = JSON.parse((await lines.next()).value);

  const phone = await open(browser, "phone", link, [390, 844]);
  await shows(phone, "number", number);
  const boards = [];
  for (const [kind, address, size] of asked.boards) boards.push(await open(browser, kind, address, size));
  const pad = await signIn(browser);
  tell({ step: "ready" });

  await pad.page.click(pad.see.next);
  for (const there of [pad, ...boards]) await shows(there, "number", number);
  await shows(phone, "window", asked.window);
  tell({ step: "called", on: ["pad", "phone", ...boards.map(({ kind }) => kind)] });

  const finish = words("pad")["key.finish"];
  await pad.page.locator(`::-p-aria([name="${finish}"][role="button"])`).click();
  await phone.page.waitForFunction((text) => document.body.textContent.includes(text), {}, words("phone")["done.text"]);
  tell({ step: "done", complaints });
}

const browser = await puppeteer.launch({ browser: "firefox", executablePath: asked.firefox, headless: true });
try {
  await visit(browser);
} catch (problem) {
  tell({ step: "failed", problem: problem.message, complaints });
  for (const [place, { page, kind }] of pages.entries()) {
    await page.screenshot({ path: `${asked.pictures}/failed-${place}-${kind}.png` });
  }
  process.exitCode = 1;
} finally {
  await browser.close();
}
process.exit();
