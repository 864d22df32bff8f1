// The lists of follow-ups with how many stand in each, and the one that is looked through.

import { html } from "#ui/html.js";
import { LISTS } from "./model.js";

export const Tabs = ({ say, counts, chosen, onChoose }) => html`<nav class="lists" aria-label=${say("lists")}>
  ${LISTS.map((list) => html`<button key=${list} class=${`${list}${counts[list] ? "" : " empty"}`} aria-pressed=${list === chosen} onClick=${() => onChoose(list)}>
    <span>${say(`list.${list}`)}</span><b class="num">${counts[list] ?? 0}</b></button>`)}
</nav>`;

/** Shape and word say what the colour says. */
export const Due = ({ due }) => html`<span class=${`due ${due.level}`}>${due.text}</span>`;

export const Rows = ({ say, rows, chosen, more, busy, onOpen, onMore, total }) => html`<section class="rows">
  ${rows.length === 0 && html`<p class="none">${say("none")}</p>`}
  <ul>${rows.map((row) => html`<li key=${row.id}><button id=${`row-${row.id}`} aria-current=${row.id === chosen ? "true" : null} onClick=${() => onOpen(row.id)}>
    <span class="top"><b>${row.what}</b><${Due} due=${row.due} /></span>
    ${row.items && html`<span>${row.items}</span>`}
    <span class="where">${row.where}</span>
    ${row.notReached && html`<span class="not-reached">${row.notReached}</span>`}
    ${row.appeal && html`<span class="appeal">${row.appeal}</span>`}
  </button></li>`)}</ul>
  ${more && html`<p class="more"><button class="ui-button" disabled=${busy} onClick=${onMore}>${say("more")}</button></p>`}
  ${total > rows.length && !more && html`<p class="none">${say("many", { count: rows.length })}</p>`}
</section>`;
