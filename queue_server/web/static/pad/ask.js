// What some keys ask before they do anything: a note, a place, a reason, or whether one is sure.

import { useState } from "preact/hooks";
import { Dialog } from "#ui/dialog.js";
import { html } from "#ui/html.js";
import { Guide } from "./guide.js";
import { Help } from "./help.js";
import { Line } from "./line.js";
import { WaitingList } from "./list.js";
import { Transfer } from "./transfer.js";

const WIDE = new Set(["transfer", "list", "guide", "help"]);

export function Ask({ page, say, view, asking, desk, press, beside }) {
  const { kind } = asking.value;
  const Body = bodyOf(kind);
  const close = () => (asking.value = null);
  const title = say(`ask.${kind}`, { number: view.current?.number ?? "" });
  return html`<${Dialog} key=${kind} title=${title} close=${say("ask.cancel")} onClose=${close} beside=${beside}
    kind=${WIDE.has(kind) ? `ask wide ${kind}` : `ask ${kind}`}>
    <${Body} page=${page} say=${say} view=${view} desk=${desk} press=${press} close=${close} />
  <//>`;
}

function Hold({ say, press }) {
  const [note, setNote] = useState("");
  const send = (event) => {
    event.preventDefault();
    press("hold", { note: note.trim() });
  };
  return html`<form onSubmit=${send}>
    <p>${say("ask.hold_text")}</p>
    <${Line} id="hold-note" first label=${say("ask.note")} value=${note} onInput=${setNote}
      ready=${[say("ready.fetch"), say("ready.copy"), say("ready.pay")]} />
    <button class="main" type="submit">${say("key.hold")}</button>
  </form>`;
}

function Pause({ page, say, view, press }) {
  const byDigit = (event) => {
    const reason = page.reasons[Number(event.key) - 1];
    if (reason && !event.repeat) press("pause", { reason: reason.code });
  };
  return html`<div onKeyDown=${byDigit}>
    ${view.current && html`<p>${say("ask.pause_text", { number: view.current.number })}</p>`}
    <ol class="choices">
      ${page.reasons.map(
        ({ code, name }, index) => html`<li key=${code}>
          <button type="button" onClick=${() => press("pause", { reason: code })}>${name}<kbd aria-hidden="true">${index + 1}</kbd></button>
        </li>`,
      )}
    </ol>
  </div>`;
}

const SignOut = ({ say, view, press }) => html`<p>${say("ask.sign_out_text", { window: view.window })}</p>
  <button class="main" type="button" data-first onClick=${() => press("sign-out", {})}>${say("key.sign-out")}</button>`;

const Finish = ({ say, view, press, close }) => html`<p>${say("ask.finish_text", { count: view.current?.left ?? 0 })}</p>
  <div class="two-keys">
    <button class="main" type="button" data-first onClick=${() => press("next-step", {})}>${say("key.next-step")}</button>
    <button class="back" type="button" onClick=${() => press("finish", {})}>${say("ask.finish_all")}</button>
  </div>`;

const bodyOf = (kind) =>
  ({ hold: Hold, transfer: Transfer, pause: Pause, "sign-out": SignOut, finish: Finish, list: WaitingList, guide: Guide, help: Help })[kind];
