// Who waits: the window's queues in its order, who comes next, and who was sent to fetch something.

import { html } from "#ui/html.js";
import { TicketNumber } from "#ui/parts.js";
import { Key } from "./key.js";

export const Lists = ({ say, view, act, press }) => html`<section class="lists" aria-label=${say("lists.title")}>
  <div class="lines">
    <h2>${say("lists.waiting", { count: view.waiting })}</h2>
    <ul tabindex="0" aria-label=${say("lists.waiting", { count: view.waiting })}>
      ${view.lines.map(
        (line) => html`<li key=${line.queue} class=${line.waiting ? "" : "none"}>
          <span class="num px">${line.prefix}</span><span class="nm">${line.name}</span>
          <i>${line.oldest}</i><b class="num">${line.waiting}</b>
        </li>`,
      )}
    </ul>
  </div>
  <div class="order">
    <header><h2>${say("lists.next_up")}<span>${say("lists.order")}</span></h2>
      <${Key} kind="open-list" name="list" icon=${null} lit=${true} onPress=${() => act("list")}>${say("key.list")}<//></header>
    ${view.coming.length === 0
      ? html`<p class="none">${say("lists.nobody")}</p>`
      : html`<ol tabindex="0" aria-label=${say("lists.next_up")}>
          ${view.coming.map(
            (one) => html`<li key=${one.number}>
              <b class="num"><${TicketNumber} text=${one.number} /></b>
              ${one.special ? html`<em>${one.special}</em>` : html`<span>${one.queue}</span>`}<i>${one.waited}</i>
            </li>`,
          )}
        </ol>`}
  </div>
  <div class="held">
    <h2>${say("lists.held", { count: view.held.length })}</h2>
    ${view.held.length === 0
      ? html`<p class="none">${say("lists.no_held")}</p>`
      : html`<ul tabindex="0" aria-label=${say("lists.held", { count: view.held.length })}>
          ${view.held.map(
            (held) => html`<li key=${held.public_id}>
              <span class="id"><b class="num"><${TicketNumber} text=${held.number} /></b><i>${held.away}</i></span>
              <span class="nt" title=${held.note}>${held.note || held.queueName}</span>
              <${Key} name="resume" icon=${null} lit=${held.lit} busy=${view.busy}
                onPress=${() => held.lit && press("resume", { public_id: held.public_id })}><span class="vh">${held.number} </span>${say("key.resume")}<//>
            </li>`,
          )}
        </ul>`}
  </div>
</section>`;
