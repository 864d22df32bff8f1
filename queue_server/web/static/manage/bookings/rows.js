// The table of a day's bookings, and the dialog in which a manager says why a missed one does not count.

import { useState } from "preact/hooks";
import { Dialog } from "#ui/dialog.js";
import { html } from "#ui/html.js";

const COLUMNS = ["time", "business", "who", "state", "keys"];
const heading = (say, column) => say(`book.column.${column}`);

export const Rows = ({ say, times, busy, acts }) => html`<table class=${`ui-table${times.some(({ rows }) => rows.some((row) => row.mayOpen)) ? " wide" : ""}`}>
  <thead><tr>${COLUMNS.map((column) => html`<th scope="col" key=${column} class=${column}>${heading(say, column)}</th>`)}</tr></thead>
  <tbody>${times.flatMap(({ time, rows }) => rows.map((row, at) => html`<${Row} key=${row.id} say=${say} row=${row} time=${at === 0 ? time : ""} busy=${busy} acts=${acts} />`))}</tbody>
</table>`;

const Row = ({ say, row, time, busy, acts }) => html`<tr class=${`${row.state}${time ? " first" : ""}`}>
  <td class="time">${time ? html`<b class="num">${time}</b>` : html`<span class="vh">${row.time}</span>`}</td>
  <th scope="row" class="business">${row.business}<i>${[row.place, row.kind, row.town].filter(Boolean).join(" · ")}</i></th>
  <td class="who">${row.who.length ? row.who.map((mask) => html`<span key=${mask} class="nb">${mask}</span>`) : "—"}</td>
  <td class="state"><b>${row.told}</b>${row.number && html` <span class="num">${row.number}</span>`}${row.goes && html`<span class=${`goes${row.assigned ? "" : " open"}`}>${row.goes}</span>`}${row.appeal && html`<q>${row.appeal}</q>`}</td>
  <td class="keys">
    ${row.mayAssign && html`<button class="ui-button" disabled=${busy} onClick=${() => acts.assign(row)}>${say(row.assigned ? "book.assign.other" : "book.assign")}<span class="vh"> ${row.time} ${row.business}</span></button>`}
    ${row.mayOpen && html`<button class="ui-button" disabled=${busy} onClick=${() => acts.open(row)}>${say("book.contact")}<span class="vh"> ${row.time} ${row.business}</span></button>`}
    ${row.mayCheckIn && html`<button class="ui-button" disabled=${busy} onClick=${() => acts.checkIn(row)}>${say("book.check_in")}<span class="vh"> ${row.time} ${row.business}</span></button>`}
    ${row.mayCancel && html`<button class="ui-button" disabled=${busy} onClick=${() => acts.cancel(row)}>${say("book.cancel")}<span class="vh"> ${row.time} ${row.business}</span></button>`}
    ${row.mayExcuse && html`<button class="ui-button" disabled=${busy} onClick=${() => acts.excuse(row)}>${say("book.excuse")}<span class="vh"> ${row.time} ${row.business}</span></button>`}
  </td>
</tr>`;

/** Somebody at the desk will not come, or it was never theirs: asked once more, for it cannot be taken back. */
export const Cancelled = ({ say, row, busy, onGo, onClose }) => html`<${Dialog} title=${say("book.cancel.title", { time: row.time })} close=${say("close")} onClose=${onClose}>
  <p>${row.business} ${row.who.join(" ")}</p>
  <p>${say("book.cancel.means")}</p>
  <p class="ui-keys">
    <button class="ui-button" type="button" data-first onClick=${onClose}>${say("book.cancel.keep")}</button>
    <button class="ui-button main" disabled=${busy} onClick=${onGo}>${say("book.cancel")}</button>
  </p>
<//>`;

/** The reason stands in the record; without one nothing is excused. */
export function Excused({ say, row, busy, onGo, onClose }) {
  const [reason, setReason] = useState("");
  const send = (event) => {
    event.preventDefault();
    if (reason.trim()) onGo(reason.trim());
  };
  return html`<${Dialog} title=${say("book.excuse.title", { time: row.time })} close=${say("close")} onClose=${onClose}>
    <p>${row.business} ${row.who.join(" ")}</p>
    ${row.appeal && html`<p><q>${row.appeal}</q></p>`}
    <p>${say("book.excuse.means")}</p>
    <form onSubmit=${send}>
      <label class="ui-field"><span>${say("book.excuse.reason")}</span>
        <input name="reason" data-first value=${reason} maxlength="200" required autocomplete="off" onInput=${({ target }) => setReason(target.value)} /></label>
      <p class="ui-keys">
        <button class="ui-button" type="button" onClick=${onClose}>${say("cancel")}</button>
        <button class="ui-button main" disabled=${busy || !reason.trim()}>${say("book.excuse")}</button>
      </p>
    </form>
  <//>`;
}
