// The current ticket: who it is, what for, how far; or why there is none.

import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { TicketNumber } from "#ui/parts.js";
import { Key } from "./key.js";

export function Current({ say, view, act }) {
  const { current, standing } = view;
  return html`<section class=${`current ${current ? current.state : ""}`} aria-label=${say("current")}>
    ${current ? html`<${Ticket} say=${say} current=${current} act=${act} />` : html`<${Standing} standing=${standing} />`}
    ${current && standing && html`<p class=${`standing-line ${standing.kind}`}><b>${standing.title}</b>${say("colon")}${standing.text}</p>`}
    ${current?.note && html`<p class="note"><${Icon} name="note" /><span class="vh">${say("note")}</span><b>${current.note}</b></p>`}
    <div class="keys">
      ${view.keys.map(
        ({ key, name, lit }) => html`<${Key} key=${key} name=${key} lit=${lit} busy=${view.busy}
          kind=${key === "missed" && current?.missable && lit ? "due" : ""} onPress=${() => act(key)}>${name}<//>`,
      )}
    </div>
  </section>`;
}

const Standing = ({ standing }) => html`<div class=${`standing ${standing.kind}`} role="status">
  <h1>${standing.title}</h1>
  <p>${standing.text}</p>
</div>`;

const Ticket = ({ say, current, act }) => html`
  <div class="ticket">
    <p class="num no"><${TicketNumber} text=${current.number} /></p>
    <div class="what">
      <p class="tags">
        <span class=${`tag ${current.state}`}>${current.stateWord}</span>
        ${current.special && html`<span class="tag special">${current.special}</span>`}
      </p>
      <h1>${current.business}</h1>
      <p class="since"><b class="num">${current.span}</b> ${current.about}</p>
    </div>
    ${current.service &&
    html`<${Key} kind="open-guide" name="guide" lit=${true} onPress=${() => act("guide")}>${say("key.guide")}<//>`}
  </div>
  ${current.steps.length > 0 &&
  html`<ol class="steps" aria-label=${say("steps")}>
    ${current.steps.map(
      (step, index) => html`<li class=${step.state} key=${index} aria-current=${step.state === "current" ? "step" : null}>
        <span>${step.state === "done" ? html`<${Icon} name="check" />` : html`<b class="num">${index + 1}</b>`}</span>
        <em>${step.name}</em>
        <i class="vh">${say(`step.${step.state}`)}</i>
      </li>`,
    )}
  </ol>`}
`;
