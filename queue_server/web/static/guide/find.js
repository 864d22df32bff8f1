// Find a ticket by its number, and help: paper, back in line, class, cancel.

import { useState } from "preact/hooks";
import { Dialog } from "#ui/dialog.js";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { CLASSES, actionsOf, ticketView } from "./model.js";
import { CalledNow, KioskChoice, PaperNews, Shown } from "./parts.js";

const ICONS = { revive: "again", requeue: "resume", again: "ticket", reprint: "print", class: "people", cancel: "close" };
/** What somebody comes to a guide for; other keys are there, but none of them is the one to press. */
const WANTED = new Set(["revive", "requeue", "again"]);
const ASKS = new Set(["reprint", "class", "cancel"]);

export function Find({ work, page, say, called, today }) {
  const search = (event) => {
    event.preventDefault();
    const field = event.currentTarget.elements.number;
    if (field.value.trim()) work.find(field.value);
    field.select();
  };
  const ticket = work.ticket.value;
  return html`<div class="find">
    <form class="ask" onSubmit=${search} role="search">
      <label class="ui-field"><span>${say("find.number")}</span>
        <input name="number" type="text" inputmode="text" autocapitalize="characters" autocomplete="off" spellcheck=${false}
          maxlength="20" placeholder=${say("find.example")} /></label>
      <button class="ui-button main"><${Icon} name="search" />${say("find.go")}</button>
    </form>
    ${ticket ? html`<${Card} key=${ticket.public_id} ...${{ work, page, say, ticket, today }} />` : html`<p class="hint">${say("find.hint")}</p>
      <${CalledNow} ...${{ say, called }} onFind=${(number) => work.find(number)} />`}
  </div>`;
}

function Card({ work, page, say, ticket, today }) {
  const [asked, ask] = useState(null);
  const view = ticketView(page, say, work.catalogue.value, ticket, today);
  const busy = work.session.sending.value !== "idle";
  const press = (action) => {
    if (ASKS.has(action)) ask(action);
    else if (action === "again") work.giveAgain(ticket);
    else work.act(action);
  };
  const close = () => ask(null);
  return html`<article class=${`card ${ticket.state}`}>
    <${Shown} say=${say} ticket=${ticket} view=${view} />
    <dl>
      <div><dt>${say("fact.line")}</dt><dd><b>${view.line}</b></dd></div>
      <div><dt>${say("fact.place")}</dt><dd><b>${view.place}</b> <span class="windows">${view.windows}</span></dd></div>
      <div><dt>${say("fact.ticket")}</dt><dd>${[view.issued, view.copies, view.visitorClass].filter(Boolean).join(say("comma"))}</dd></div>
    </dl>
    <${PaperNews} ...${{ work, say, ticket }} />
    <div class="keys">
      ${actionsOf(ticket).map((action) => html`<button key=${action} disabled=${busy} onClick=${() => press(action)}
        class=${`ui-button ${action === "cancel" ? "danger" : WANTED.has(action) ? "main" : ""}`}><${Icon} name=${ICONS[action]} />${say(`key.${action}`)}</button>`)}
    </div>
    ${asked === "reprint" && html`<${Reprint} ...${{ work, page, say, close }} />`}
    ${asked === "class" && html`<${SetClass} ...${{ work, say, ticket, close }} />`}
    ${asked === "cancel" && html`<${Cancel} ...${{ work, say, ticket, close }} />`}
  </article>`;
}

function Reprint({ work, page, say, close }) {
  const usable = work.kiosks.value.some(({ code }) => code === work.kiosk.value) ? work.kiosk.value : null;
  const print = async () => {
    if (await work.act("reprint", { at: usable })) close();
  };
  return html`<${Dialog} title=${say("reprint.title")} onClose=${close} close=${say("close")}>
    <p>${say("reprint.text")}</p>
    <${KioskChoice} ...${{ work, page, say }} chosen=${usable} onChoose=${(code) => work.choose(code)} />
    <${Keys} ...${{ work, say }} word="reprint.go" icon="print" disabled=${!usable} onGo=${print} />
  <//>`;
}

function SetClass({ work, say, ticket, close }) {
  const [visitorClass, choose] = useState(null);
  const [seen, see] = useState(false);
  const needs = visitorClass !== null && visitorClass !== "ordinary";
  const set = async () => {
    if (await work.act("class", { visitor_class: visitorClass, document_checked: needs && seen })) close();
  };
  return html`<${Dialog} title=${say("class.title")} onClose=${close} close=${say("close")}>
    <${ClassChoice} say=${say} chosen=${visitorClass ?? ticket.visitor_class} onChoose=${choose} />
    ${needs && html`<${Seen} say=${say} seen=${seen} onSee=${see} />`}
    <${Keys} ...${{ work, say }} word=${needs && !seen ? "class.first" : "class.go"} icon="check" onGo=${set}
      disabled=${visitorClass === null || visitorClass === ticket.visitor_class || (needs && !seen)} />
  <//>`;
}

export function ClassChoice({ say, chosen, onChoose }) {
  return html`<fieldset class="choices"><legend>${say("class.which")}</legend>
    ${CLASSES.map((code) => html`<label class="choice" key=${code}>
      <input type="radio" name="class" value=${code} checked=${chosen === code} onChange=${() => onChoose(code)} />
      <span><b>${say(`class.${code}`)}</b>${code !== "ordinary" && html`<i>${say(`class.${code}.proof`)}</i>`}</span></label>`)}
  </fieldset>`;
}

/** Who looked is recorded, the paper is not; with a new number, who took it. */
export const Seen = ({ say, seen, onSee, recorded = "class.recorded" }) => html`<label class="choice seen">
  <input type="checkbox" checked=${seen} onChange=${(event) => onSee(event.currentTarget.checked)} />
  <span><b>${say("class.seen")}</b><i>${say(recorded)}</i></span></label>`;

function Cancel({ work, say, ticket, close }) {
  const cancel = async () => {
    if (await work.act("cancel")) close();
  };
  return html`<${Dialog} title=${say("cancel.title", { number: ticket.number })} onClose=${close} kind="danger">
    <p>${say("cancel.text")}</p>
    <${Keys} ...${{ work, say }} word="cancel.go" back="cancel.keep" kind="danger" icon="close" onGo=${cancel} onBack=${close} />
  <//>`;
}

function Keys({ work, say, word, back = null, kind = "main", icon, disabled = false, onGo, onBack }) {
  const busy = work.session.sending.value !== "idle";
  const said = work.said.value;
  return html`${said?.bad && html`<p class="ui-toast bad" role="alert">${said.text}</p>`}
    <div class="ui-keys">
      ${back && html`<button class="ui-button" data-first onClick=${onBack}>${say(back)}</button>`}
      <button class=${`ui-button ${kind}`} disabled=${busy || disabled} onClick=${onGo}><${Icon} name=${icon} />${say(busy ? "sending" : word)}</button>
    </div>`;
}
