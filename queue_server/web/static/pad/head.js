// The head of the desk: window, person, link, clock, and what concerns the whole desk.

import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { HelpKey } from "./help_key.js";
import { Key } from "./key.js";

export function Head({ page, say, view, sending, sound, act, help }) {
  const pausing = view.canUnpause ? "unpause" : "pause";
  const department = page.departments[view.clerk?.department] ?? "";
  return html`<header class="pad-head">
    <p class="where"><span class="which">${say("window_before")}<b class="num">${view.window}</b>${say("window_unit")}</span> <span class="name">${view.name}</span></p>
    <p class="who">${photoOf(view.clerk) && html`<img src=${photoOf(view.clerk)} alt="" width="48" height="54" />`}${view.clerk?.name} <b class="num">${view.clerk?.employee_no}</b><i>${department}</i></p>
    <div class="signs">
      ${view.signs.demo && html`<span class="demo">${view.signs.demo}</span>`}
      <span class=${OLD.has(view.line) ? "link old" : "link"} role="status">${linkWord(say, view, sending)}</span>
      <b class="num time">${view.signs.clock}</b>
    </div>
    <div class="tools">
      ${sound.blocked
        ? html`<button class="tool sound-off" onClick=${() => act("sound")}><${Icon} name="sound-off" /><span>${say("sound.blocked")}</span></button>`
        : html`<button class="tool small named" aria-pressed=${!sound.muted}
            title=${say(sound.muted ? "sound.muted" : "sound.on")} onClick=${() => act("sound")}>
            <${Icon} name=${sound.muted ? "sound-off" : "sound"} /><kbd aria-hidden="true">V</kbd><span>${say("sound.word")}</span></button>`}
      <button class="tool small named" title=${say("help.title")} onClick=${() => act("help")}>
        <${Icon} name="keyboard" /><kbd aria-hidden="true">?</kbd><span>${say("help.word")}</span></button>
      <${HelpKey} say=${say} help=${help} />
      <${Key} kind="tool" name=${pausing} letter="P" lit=${view[pausing]} busy=${view.busy} onPress=${() => act("pause")}>${say(`key.${pausing}`)}<//>
      <${Key} kind="tool" name="sign-out" lit=${view.signOut} busy=${view.busy} onPress=${() => act("sign-out")}>${say("key.sign-out")}<//>
    </div>
  </header>`;
}

const LARGE = /-640\.webp$/;

/** The small portrait beside the name; null without a photo of our own site. */
const photoOf = (clerk) => (typeof clerk?.photo === "string" && clerk.photo.startsWith("/photos/") ? clerk.photo.replace(LARGE, "-320.webp") : null);

const OLD = new Set(["cut", "unreached"]);
const WORDS = { live: "connected", cut: "not_connected", unreached: "not_connected", connecting: "unknown.title" };

const linkWord = (say, view, sending) => say(sending === "idle" ? WORDS[view.line] : "sending");
