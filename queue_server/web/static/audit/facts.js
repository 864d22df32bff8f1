// The facts, newest first, as a table on wide screens and as cards on a phone.

import { html } from "#ui/html.js";

export const Facts = ({ say, rows, more, busy, onMore }) => html`
  <p class="count" role="status">${say(more ? "count.more" : "count", { count: rows.length })}</p>
  ${rows.length > 0 &&
  html`<table class="ui-table">
    <thead><tr>${["when", "who", "did", "about", "result"].map((each) => html`<th scope="col" class=${each} key=${each}>${heading(say, each)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<${Row} key=${row.seq} say=${say} row=${row} />`)}</tbody>
  </table>`}
  ${more && html`<p class="more"><button class="ui-button" disabled=${busy} onClick=${onMore}>${say("more")}</button></p>`}
`;

const heading = (say, column) => say(`column.${column}`);

const Row = ({ say, row }) => html`<tr>
  <td class="when"><b class="num">${row.time}</b><i class="num">${row.day}</i></td>
  <td class="who"><b>${row.who.name || row.who.role}</b>${row.who.name && html`<i>${row.who.role}</i>`}</td>
  <th scope="row" class="did">${row.did}</th>
  <td class="about"><b>${row.about.name || row.about.kind}</b>${row.more && html`<i>${row.more}</i>`}</td>
  <td class="result">${row.result.map(({ name, value }, at) => html`<span key=${at}><i>${name}</i> ${value}</span>`)}</td>
</tr>`;
