// The desk of a signed-in clerk: the current ticket, its keys, the next one, and the queues.

import { html } from "#ui/html.js";
import { Ask } from "./ask.js";
import { Head } from "./head.js";
import { HelpKey, HelpLine } from "./help_key.js";
import { Lists } from "./lists.js";
import { Next, Why } from "./next.js";
import { Current } from "./ticket.js";

/** What is shown may have changed: keys look quiet, but a press still counts and goes out when the line is back. */
const OLD = new Set(["cut", "unreached"]);

export function Desk({ page, say, view, sending, message, asking, sound, desk, act, press, help, lost }) {
  return html`
    <${Head} page=${page} say=${say} view=${view} sending=${sending} sound=${sound} act=${act} help=${help} />
    <${HelpLine} say=${say} help=${help} alarm=${view.alarm} lost=${lost} />
    <main class=${OLD.has(view.line) ? "desk old" : "desk"} aria-busy=${view.busy}>
      <${Current} say=${say} view=${view} act=${act} />
      <div class="right">
        <${Next} say=${say} view=${view} act=${act} />
        <${Why} say=${say} view=${view} act=${act} />
      </div>
      <${Lists} say=${say} view=${view} act=${act} press=${press} />
    </main>
    <${Message} say=${say} view=${view} sending=${sending} message=${message} />
    ${asking.value && html`<${Ask} page=${page} say=${say} view=${view} asking=${asking} desk=${desk} press=${press}
      beside=${html`<${HelpKey} say=${say} help=${help} />`} />`}
  `;
}

/** One line for what has to be known now: a retry, a broken line, a refusal, or what has just been done. */
function Message({ say, view, sending, message }) {
  if (sending === "again") return html`<p class="message old" role="alert">${say("again")}</p>`;
  if (view.line === "unreached") return html`<p class="message old" role="alert">${say("offline.unreached")}</p>`;
  if (view.signs.old && view.line === "cut") {
    return html`<p class="message old" role="alert">${say("offline", { time: view.signs.oldSince })}</p>`;
  }
  if (!message.value) return null;
  const { text, bad } = message.value;
  return html`<p class=${bad ? "message bad" : "message"} role=${bad ? "alert" : "status"}>
    <span>${text}</span><button type="button" onClick=${() => (message.value = null)}>${say("message.seen")}</button>
  </p>`;
}
