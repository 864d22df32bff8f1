import assert from "node:assert/strict";
import { test } from "node:test";
import { codeReader } from "../../kiosk_client/page/code_reader.js";

const ID = "aB3-_xYz0123456789QwEr";

function found(keys, apartMs = 10) {
  const ids = [];
  const read = codeReader((id) => ids.push(id));
  [...keys].forEach((key, at) => read({ key, timeStamp: at * apartMs }));
  return ids;
}

test("a ticket's address that a reader types is a ticket", () => {
  assert.deepEqual(found(["s", "p", ..."http://hall.example/t/", ...ID, "Enter"]), [ID]);
  assert.deepEqual(found(["Shift", ..."HTTP://HALL/t/", "Shift", ...ID]), [ID]);
});

test("a hand that types is none, nor is half an address or another one", () => {
  assert.deepEqual(found(`http://hall.example/t/${ID}`, 300), []);
  assert.deepEqual(found(`http://hall.example/t/${ID.slice(1)}`), []);
  assert.deepEqual(found(`http://hall.example/rate/${ID}`), []);
});
