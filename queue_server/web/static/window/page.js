// The sign above a window: a strip, or a screen of any shape.

import { render } from "preact";
import { feed } from "#ui/feed.js";
import { setting } from "#ui/figures_model.js";
import { html } from "#ui/html.js";
import { pageData } from "#ui/page.js";
import { Signs } from "#ui/parts.js";
import { pictureOn } from "#ui/picture.js";
import { renewed } from "#ui/renewal.js";
import { everyTongue, Spoken, tonguesOfPage } from "#ui/spoken.js";
import { htmlLanguage } from "#ui/tongues.js";
import { pictureFor, signView } from "./model.js";

const page = pageData();
const tongues = tonguesOfPage(page);
const source = feed(page, [page.room]);
const root = document.getElementById("page");
const picture = pictureOn(root, pictureFor);

function Number({ number, size }) {
  const set = setting({ number, window: "" }, { ...size, least: size.font * 0.6, gap: 0, unit: 0 });
  return html`<p class="num no" style=${{ fontSize: `${set.font}px` }}>
    <span style=${{ fontSize: `${set.size}em` }}>${set.letters}</span>${set.digits}
  </p>`;
}

const State = ({ view, size }) => html`<section class=${`call ${view.kind}`} key=${view.number ?? view.kind} aria-live="polite">
  ${view.number && html`<${Number} number=${view.number} size=${size} />`}
  <p class="said"><${Spoken} all=${view.said} /></p>
</section>`;

function Sign() {
  const view = signView(page, tongues, {
    room: source.rooms.value[page.room],
    link: source.link.value,
    nowMs: source.now.value,
    freshAtMs: source.live.lastPulseMs,
    everyTongue: everyTongue(page),
  });
  const { name, number } = picture.value;
  root.className = ["sign", name, view.signs.old && "stale"].filter(Boolean).join(" ");
  return html`
    <header>
      <p class="num wn">${view.window}</p>
      <div>
        <h1 class=${`song ${view.nameSize}`}><${Spoken} all=${view.names} /></h1>
        <p class="signs" lang=${htmlLanguage(view.language)}>
          ${view.signs.old ? html`<span class="link old">${view.say("sign.old", { time: view.signs.oldSince ?? "—" })}</span>` : html`<${Signs} signs=${view.signs} />`}
        </p>
      </div>
    </header>
    <main><${State} view=${view} size=${number} /></main>
  `;
}

renewed(page, { rests: () => source.rooms.value[page.room]?.board?.state === "closed" });
render(html`<${Sign} />`, root);
