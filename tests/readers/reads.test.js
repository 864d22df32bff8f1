import assert from "node:assert/strict";
import { test } from "node:test";
import { reading, typeRead } from "../../kiosk_client/page/reads.js";

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

/** An agent that answers each question when the test says so. */
function anAgent() {
  const questions = [];
  const asked = (wants, signal) =>
    new Promise((resolve, reject) => {
      questions.push({ wants, answer: (read, readers = true) => resolve({ readers, read }), fail: reject });
      signal.addEventListener("abort", () => reject(new Error("aborted")));
    });
  return { asked, questions };
}

function aPage() {
  const { asked, questions } = anAgent();
  const texts = [];
  const page = reading({ asked, typed: async ({ text }) => texts.push(text), againMs: 1 });
  page.keep();
  return { ...page, questions, texts };
}

test("a text is typed key by key with Enter at its end", async () => {
  const keys = [];
  await typeRead({ kind: "id_card", text: "1X" }, (key) => keys.push(key));
  assert.deepEqual(keys, ["1", "X", "Enter"]);
});

test("a code is typed in one go, a card waits after its first key for the page with the field", () => {
  const keys = [];
  typeRead({ kind: "qr", text: "ab" }, (key) => keys.push(key));
  typeRead({ kind: "id_card", text: "12" }, (key) => keys.push(key));
  assert.deepEqual(keys, ["a", "b", "Enter", "1"]);
});

test("a read is typed once, and the page asks for the next one", async () => {
  const { questions, texts } = aPage();
  questions[0].answer({ kind: "qr", text: "http://hall/t/1" });
  await soon();
  questions[1].answer(null);
  await soon();
  assert.deepEqual([texts, questions.length], [["http://hall/t/1"], 3]);
});

test("a card is asked for only while there is a field for it", async () => {
  const { questions, takingCards } = aPage();
  const noMore = takingCards();
  await soon();
  noMore();
  await soon();
  assert.deepEqual(questions.map(({ wants }) => wants), [["qr"], ["qr", "id_card"], ["qr"]]);
});

test("a field that is drawn again does not make the page ask anew", async () => {
  const { questions, takingCards } = aPage();
  let noMore = takingCards();
  await soon();
  noMore();
  noMore = takingCards();
  await soon();
  assert.equal(questions.length, 2);
});

test("an agent that fails is asked again, one without readers is not", async () => {
  const { questions } = aPage();
  questions[0].fail(new Error("away"));
  await soon();
  await soon();
  assert.equal(questions.length, 2);
  questions[1].answer(null, false);
  await soon();
  assert.equal(questions.length, 2);
});
