// One follow-up: what it is about, what the visitor wrote, what happened, and what can be done now.

import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { Acts } from "./acts.js";
import { Due } from "./list.js";

export const Order = ({ page, say, view, busy, onDo, onBack }) => html`<article class="order" aria-labelledby="order-title">
  <p class="way"><button class="ui-button quiet" onClick=${onBack}><${Icon} name="back" />${say("back")}</button></p>
  <header>
    <p class="number">${say("order", { id: view.id })}<span class="ui-tag">${view.stage}</span><${Due} due=${view.due} /></p>
    <h2 id="order-title" tabindex="-1">${view.what}</h2>
    ${view.appeal && html`<p class="appeal">${view.appeal}</p>`}
  </header>
  <dl class="facts">${view.facts.map(({ name, value }) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
  ${view.isRating && html`<section class="words"><h3>${say("words")}</h3>
    ${view.words ? html`<blockquote>${view.words}</blockquote>` : html`<p class="none">${say("words.none")}</p>`}
    <p class="hint">${say("words.whose")}</p></section>`}
  <${Acts} key=${view.id} page=${page} say=${say} view=${view} busy=${busy} onDo=${onDo} />
  <section class="history"><h3>${say("history")}</h3>
    <ol>${view.history.map((line, at) => html`<li key=${at}><span class="num">${line.at}</span>
      <p><b>${line.deed}</b> <i>${line.by}</i>${line.measures && html`<span>${line.measures}</span>`}${line.text && html`<span class="text">${line.text}</span>`}</p></li>`)}</ol>
  </section>
</article>`;
