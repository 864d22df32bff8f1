import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { checkNumber, typed } from "../../kiosk_client/page/id_number.js";

const { today, numbers } = JSON.parse(readFileSync(new URL("./id_numbers.json", import.meta.url), "utf8"));

/** The page never sees another form: what is no digit is not taken, and the number stays unfinished. */
const verdict = (number) => checkNumber(typed(number), today).state.replace("typing", "form");

for (const [number, expected] of numbers) {
  test(`the page judges "${number}" as the server does: ${expected}`, () => assert.equal(verdict(number), expected));
}
