// What some keys ask before they do anything: a note, a queue, a reason, or whether one is sure.

import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "#ui/html.js";
import { nameIn } from "#ui/words.js";

export function Ask({ page, say, view, asking, onCancel, press }) {
  const Body = { hold: Hold, transfer: Transfer, pause: Pause, "sign-out": SignOut }[asking.kind];
  const close = (event) => event.key === "Escape" && onCancel();
  return html`<div class="ask" role="dialog" aria-modal="true" onKeyDown=${close}>
    <section>
      <${Body} page=${page} say=${say} view=${view} press=${press} />
      <button class="back" onClick=${onCancel}>${say("ask.cancel")}</button>
    </section>
  </div>`;
}

function Hold({ say, view, press }) {
  const [note, setNote] = useState("");
  const field = useRef(null);
  useEffect(() => field.current.focus(), []);
  return html`<h2>${say("ask.hold", { number: view.current?.number ?? "" })}</h2>
    <p>${say("ask.hold_text")}</p>
    <label class="vh" for="hold-note">${say("ask.note")}</label>
    <input id="hold-note" ref=${field} maxlength="200" value=${note} onInput=${(event) => setNote(event.currentTarget.value)} />
    <button class="main" onClick=${() => press("hold", { note })}>${say("key.hold")}</button>`;
}

function Transfer({ page, say, view, press }) {
  const queues = Object.entries(page.queues);
  return html`<h2>${say("ask.transfer", { number: view.current?.number ?? "" })}</h2>
    <ul class="choices many">
      ${queues.map(
        ([code, queue]) => html`<li key=${code}>
          <button onClick=${() => press("transfer", { queue: code })}>
            <b class="num">${queue.prefix}</b>${nameIn(queue.names, page.language)}
          </button>
        </li>`,
      )}
    </ul>`;
}

const Pause = ({ page, say, press }) => html`<h2>${say("ask.pause")}</h2>
  <ul class="choices">
    ${page.reasons.map(
      ({ code, name }) => html`<li key=${code}><button onClick=${() => press("pause", { reason: code })}>${name}</button></li>`,
    )}
  </ul>`;

const SignOut = ({ say, press }) => html`<h2>${say("ask.sign_out")}</h2>
  <button class="main" onClick=${() => press("sign-out", {})}>${say("key.sign-out")}</button>`;
