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
const { hush, learnVoices, read, reading } = await import("../../kiosk_client/page/voice.js");
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

test("silence is silence, and a voice that fails has ended", async () => {
  read("five", "zh");
  hush();
  await soon();
  assert.equal(reading.value, null);
  read("six", "en");
  said.at(-1).onerror();
  assert.equal(reading.value, null);
});
