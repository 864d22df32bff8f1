// How accounts and PINs are made: by command today, and this page says so.

import { html } from "#ui/html.js";

export const People = ({ say }) => html`<section class="people">
  <h2><b class="song">${say("people.title")}</b></h2>
  <p>${say("people.text")}</p>
  <dl>
    <dt><code>yimen user set chen --role manager</code></dt><dd>${say("people.user")}</dd>
    <dt><code>yimen pin DL001</code></dt><dd>${say("people.pin")}</dd>
  </dl>
</section>`;
