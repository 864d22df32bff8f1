// The page's voice: the agent's own, where it has one, else the browser's; where neither speaks the language, none.

import { signal } from "@preact/signals";
import { steadyNow } from "#ui/now.js";

const VOICE_TAGS = { zh: /^(zh|cmn)/i, yue: /^(yue|zh-HK)/i, en: /^en/i };

const LONGEST_MS = 5 * 60_000;

/** What is being read: `{text, language, sinceMs}`, or null. */
export const reading = signal(null);
/** Languages in which the agent speaks; asked for once. */
const agents = signal([]);

const audio = new Audio();
audio.addEventListener("ended", () => ended(reading.value));
audio.addEventListener("error", () => audio.currentTime > 0 && ended(reading.value));

/** Whether somebody listens now; a voice that never ends does not keep the page for ever. */
export const isReading = (nowMs) => reading.value !== null && nowMs - reading.value.sinceMs < LONGEST_MS;

/** Ask the agent which languages it speaks. */
export async function learnVoices() {
  try {
    const answer = await fetch("/agent/voices");
    if (answer.ok) agents.value = (await answer.json()).languages;
  } catch (problem) {
    console.info("no voices yet", String(problem));
  }
}

const browsers = (language) => globalThis.speechSynthesis?.getVoices().find((voice) => VOICE_TAGS[language]?.test(voice.lang));

/** Whether a text of this language can be read aloud here. */
export const canRead = (language) => agents.value.includes(language) || browsers(language) !== undefined;

/** Read a text; what was being read before stops. */
export function read(text, language) {
  hush();
  const now = { text, language, sinceMs: steadyNow() };
  reading.value = now;
  if (!agents.value.includes(language)) return readByBrowser(now);
  audio.src = `/agent/speech?${new URLSearchParams({ language, text })}`;
  audio.play().catch((problem) => {
    console.info("not read by the agent", String(problem));
    if (reading.value === now) readByBrowser(now);
  });
}

function readByBrowser(now) {
  const { text, language } = now;
  if (!browsers(language)) return ended(now);
  const said = new SpeechSynthesisUtterance(text);
  said.voice = browsers(language) ?? null;
  said.onend = () => ended(now);
  said.onerror = said.onend;
  speechSynthesis.speak(said);
}

/** Be silent. */
export function hush() {
  audio.pause();
  globalThis.speechSynthesis?.cancel();
  reading.value = null;
}

/** `one` has come to its end, or was stopped: what is read since then goes on. */
function ended(one) {
  if (reading.value === one) reading.value = null;
}
