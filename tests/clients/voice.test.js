import assert from "node:assert/strict";
import { test } from "node:test";

let refuse = null;
globalThis.Audio = class extends EventTarget {
  pause() {
    refuse?.(new DOMException("interrupted", "AbortError"));
  }
  play() {
    return new Promise((_, reject) => (refuse = reject));
  }
};
const said = [];
globalThis.SpeechSynthesisUtterance = class {};
globalThis.speechSynthesis = { getVoices: () => [{ lang: "en-GB" }], speak: (one) => said.push(one), cancel() {} };
globalThis.fetch = async () => ({ ok: true, json: async () => ({ languages: ["zh"] }) });
console.info = () => {};
const { hush, isReading, learnVoices, read, reading } = await import("../../kiosk_client/page/voice.js");
await learnVoices();
const soon = () => new Promise((resolve) => setTimeout(resolve));

test("a text that was stopped does not end the one after it", async () => {
  read("one", "zh");
  read("two", "zh");
  await soon();
  assert.equal(reading.value.text, "two");
  read("three", "en");
  await soon();
  read("four", "en");
  said[0].onend();
  assert.equal(reading.value.text, "four");
});

test("a text that the agent cannot say is read by the browser, where that can", async () => {
  globalThis.speechSynthesis.getVoices = () => [{ lang: "zh-CN" }, { lang: "en-GB" }];
  const before = said.length;
  read("long", "zh");
  refuse(new DOMException("400", "NotSupportedError"));
  await soon();
  assert.deepEqual([said.length - before, reading.value.text], [1, "long"]);
  said.at(-1).onend();
  globalThis.speechSynthesis.getVoices = () => [{ lang: "en-GB" }];
});

test("whoever listens is here, but a voice that never ends keeps nobody", () => {
  read("a long page", "en");
  const { sinceMs } = reading.value;
  assert.deepEqual([60_000, 5 * 60_000].map((ms) => isReading(sinceMs + ms)), [true, false]);
  hush();
  assert.equal(isReading(sinceMs), false);
});

test("silence is silence, and a voice that fails has ended", async () => {
  read("five", "zh");
  hush();
  await soon();
  assert.equal(reading.value, null);
  read("six", "en");
  said.at(-1).onerror();
  assert.equal(reading.value, null);
});
