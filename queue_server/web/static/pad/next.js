// The large key, what goes with it, and its reason.

import { html } from "#ui/html.js";
import { TicketNumber } from "#ui/parts.js";
import { Key, usePress } from "./key.js";

export function Next({ say, view, act }) {
  const { big } = view;
  const state = usePress(big.lit, view.busy, () => act("big"));
  return html`<section class="next-box" aria-label=${say("next.section")}>
    <button type="button" class=${`next ${big.warm ? "warm" : ""} ${big.key}`} aria-keyshortcuts="Space Enter" ...${state}>
      <span class="verb">${big.verb}</span>
      <span class="what">
        ${big.ends && html`<span>${big.ends}${say("joint").trim()}</span>`}
        ${big.coming && html`<span class="calls">${say("next.calls")}<b class="num"><${TicketNumber} text=${big.coming} /></b></span>`}
        ${big.text && html`<span>${big.text}</span>`}
      </span>
      ${big.key !== "leave" && html`<kbd aria-hidden="true">${say("shortcut.space")}</kbd>`}
    </button>
    ${(view.canMiss || view.undo) &&
    html`<div class="beside">
      ${view.canMiss && html`<${Key} kind="no-show" name="no-show" icon="missed" lit=${view.noShow} busy=${view.busy} onPress=${() => act("no-show")}>
        ${big.coming ? say("no_show.calls", { next: big.coming }) : say("no_show.ends")}<//>`}
      ${view.undo && html`<${Undo} say=${say} view=${view} act=${act} />`}
    </div>`}
  </section>`;
}

const Undo = ({ say, view, act }) => html`<${Key} kind="undo" name="undo" lit=${view.undo.lit} busy=${view.busy} onPress=${() => act("undo")}>
  <em>${say("key.undo")} ${view.undo.what}</em>
  ${view.undo.seconds !== null && html`<b class="num">${say("seconds", { count: view.undo.seconds })}</b>`}
<//>`;

export function Why({ say, view, act }) {
  const { why } = view;
  if (!why) return html`<section class="why" aria-label=${say("why.section")}></section>`;
  const about = [why.business, why.waited, why.special].filter(Boolean).join(say("joint"));
  return html`<section class="why" aria-label=${say("why.section")}>
    <h2>${say("why.title", { number: why.number })}</h2>
    <p>${about}</p>
    ${why.sentences.length > 0 && html`<p>${why.sentences[0]}</p>`}
    ${why.note && html`<p class="has-note">${say("why.note", { note: why.note })}</p>`}
    <button type="button" class="more" onClick=${() => act("list")}>${say("why.more")}</button>
  </section>`;
}
