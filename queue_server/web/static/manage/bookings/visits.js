// Visits at home and agents: who is sent, where to, and the paper that they take along.

import { useState } from "preact/hooks";
import { Dialog } from "#ui/dialog.js";
import { html } from "#ui/html.js";
import { candidates } from "./model.js";

/** Who goes: those who are trained for it stand first. */
export function Assigned({ say, row, staff, busy, onGo, onClose }) {
  const [who, setWho] = useState(row.assigned ?? "");
  const send = (event) => {
    event.preventDefault();
    onGo(who || null);
  };
  return html`<${Dialog} title=${say("book.assign.title", { time: row.time, kind: row.kind })} close=${say("close")} onClose=${onClose}>
    <p>${row.business} ${row.who.join(" ")}</p>
    <form onSubmit=${send}>
      <label class="ui-field"><span>${say("book.assign.who")}</span>
        <select name="who" data-first value=${who} onChange=${({ target }) => setWho(target.value)}>
          <option value="">${say("book.assign.nobody")}</option>
          ${candidates(staff, row.queue).map(({ employee_no, name }) => html`<option key=${employee_no} value=${employee_no}>${name} ${employee_no}</option>`)}
        </select></label>
      <p class="means">${say("book.assign.means")}</p>
      <p class="ui-keys">
        <button class="ui-button" type="button" onClick=${onClose}>${say("cancel")}</button>
        <button class="ui-button main" disabled=${busy || who === (row.assigned ?? "")}>${say("book.assign")}</button>
      </p>
    </form>
  <//>`;
}

/** Where to go, as long as the dialog is open; nothing of it stays on the page. */
export const Opened = ({ say, row, contact, onClose }) => html`<${Dialog} title=${say("book.contact.title", { time: row.time, business: row.business })} close=${say("close")} onClose=${onClose}>
  <${Contact} say=${say} contact=${contact} />
  <p class="means">${say("book.contact.means")}</p>
  <p class="ui-keys"><button class="ui-button main" data-first onClick=${onClose}>${say("close")}</button></p>
<//>`;

const Contact = ({ say, contact }) =>
  contact
    ? html`<dl class="contact">${contact.map(({ field, name, text }) => html`<div key=${field}><dt>${name}</dt><dd class=${field}>${text}</dd></div>`)}</dl>`
    : html`<p>${say("book.contact.unreadable")}</p>`;

/** The day's visits, a sheet for each who goes. */
export const Sheet = ({ say, date, sheets, more, onClose }) => html`<section class="sheet" aria-labelledby="sheet">
  <p class="ui-keys">
    <button class="ui-button" onClick=${onClose}>${say("book.sheet.back")}</button>
    ${sheets.length > 0 && html`<button class="ui-button main" onClick=${() => print()}>${say("book.sheet.print")}</button>`}
  </p>
  <h2 id="sheet">${say("book.sheet.title", { date })}</h2>
  ${sheets.length === 0 ? html`<p class="none">${say("book.sheet.none")}</p>` : html`<p class="means">${say("book.sheet.means")}</p>`}
  ${more > 0 && html`<p class="none">${say("book.more", { count: more })}</p>`}
  ${sheets.map(({ who, name, visits }) => html`<article key=${who}>
    <h3>${name} <span>${date} · ${say(visits.length === 1 ? "book.sheet.count.one" : "book.sheet.count", { count: visits.length })}</span></h3>
    <ol>${visits.map((visit) => html`<li key=${visit.id}>
      <p class="when"><b class="num">${visit.time}–${visit.until}</b> ${[visit.kind, visit.business, visit.language].filter(Boolean).join(" · ")}</p>
      <${Contact} say=${say} contact=${visit.contact} />
    </li>`)}</ol>
  </article>`)}
</section>`;
