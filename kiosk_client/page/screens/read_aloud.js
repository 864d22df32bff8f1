// The key that reads the screen aloud, in the page's language and, in Chinese, in Cantonese where the hall speaks it.

import { useEffect } from "preact/hooks";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { canRead, hush, read, reading } from "../voice.js";

/** `text` is what the screen's model says aloud. Without a voice there is no key. Leaving the screen ends the reading. */
export function ReadAloud({ kiosk, text }) {
  const { say } = kiosk;
  useEffect(() => hush, []);
  const voices = voicesOf(kiosk).filter(canRead);
  if (voices.length === 0) return null;
  const now = reading.value;
  return html`<div class="read-aloud">
    ${voices.map((voice) => {
      const busy = now?.language === voice;
      return html`<button key=${voice} aria-pressed=${busy} onClick=${() => (busy ? hush() : read(text, voice))}>
        <${Icon} name=${busy ? "pause" : "sound"} />${busy ? say("read.stop") : say(voice === "yue" ? "read.yue" : "read.start")}
      </button>`;
    })}
  </div>`;
}

/** The page's language first; Cantonese beside Chinese, where the hall's loudspeakers speak it. */
function voicesOf({ language, shelf, state }) {
  const halls = shelf?.centre.voice_languages ?? {};
  const spoken = halls[state.hall] ?? [];
  return language === "zh" && spoken.includes("yue") ? ["zh", "yue"] : [language];
}
