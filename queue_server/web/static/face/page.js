// The outward face of a window's PAD.

import { render } from "preact";
import { computed, effect, signal } from "@preact/signals";
import { stayAwake } from "#ui/awake.js";
import { feed } from "#ui/feed.js";
import { setting } from "#ui/figures_model.js";
import { html } from "#ui/html.js";
import { ItemNames } from "#ui/item_names.js";
import { pageData } from "#ui/page.js";
import { Signs } from "#ui/parts.js";
import { pictureOn } from "#ui/picture.js";
import { renewed } from "#ui/renewal.js";
import { everyTongue, Spoken, tonguesOfPage } from "#ui/spoken.js";
import { htmlLanguage, inTongues } from "#ui/tongues.js";
import { faceView, isShut } from "./model.js";
import { ratingOn } from "./rate.js";

const LANDSCAPE = { name: "landscape", width: 1280, height: 800, number: { width: 800, font: 232 } };
const PORTRAIT = { name: "portrait", width: 800, height: 1280, number: { width: 720, font: 250 } };

const page = pageData();
const tongues = tonguesOfPage(page);
const source = feed(page, [page.room]);
const root = document.getElementById("page");
const picture = pictureOn(root, ({ width, height }) => (width >= height ? LANDSCAPE : PORTRAIT));

const asked = tongues.map(({ language }) => new ItemNames({ centre: page.centre, language }));
const items = computed(() => Object.fromEntries(tongues.map(({ language }, index) => [language, asked[index].names.value])));

/** Names are asked for when somebody works here: before the first number is called. */
effect(() => {
  const board = source.rooms.value[page.room]?.board;
  if (board?.clerk) asked.forEach((names) => names.want([board.current?.service]));
});

const shut = computed(() => isShut(source.rooms.value[page.room]?.board));

/** The hall's board is heard only while this door is shut: it is large, and an open door needs none of it. */
effect(() => {
  if (shut.value) return source.live.watch(page.hall);
  source.live.unwatch(page.hall);
  const { [page.hall]: _, ...kept } = source.rooms.peek();
  source.rooms.value = kept;
});

const { Touch, SetUp } = ratingOn(page, tongues, source);

const said = (key) => inTongues(tongues, key);

/** Where there is no photo: a person of nobody's likeness. */
const Figure = () => html`<svg class="figure" viewBox="0 0 256 300" aria-hidden="true">
  <circle cx="128" cy="112" r="62" /><path d="M16 300c0-66 50-104 112-104s112 38 112 104z" />
</svg>`;

/** The address of a photo that did not come: the figure stands there until there is another one. */
const broken = signal(null);

const Person = ({ clerk, names }) => html`<aside class="person">
  ${clerk
    ? html`<div class="gate">
          ${clerk.photo && clerk.photo !== broken.value
            ? html`<img src=${clerk.photo} alt=${tongues[0].say("photo", { name: clerk.name })} onError=${() => (broken.value = clerk.photo)} />`
            : html`<${Figure} />`}
        </div>
        <h2 class="song" lang="zh-CN">${clerk.name}</h2>
        <p class="eno"><${Spoken} all=${said("employee_no").slice(0, 1)} /> <b class="num">${clerk.employee_no}</b></p>
        <p class="dep"><${Spoken} all=${clerk.department} /></p>
        ${clerk.speaks.length > 0 && html`<ul class="speaks">${clerk.speaks.map(({ code, names: said }) => html`<li key=${code}><${Spoken} all=${said} /></li>`)}</ul>`}`
    : html`<div class="gate shut"></div><p class="dep"><${Spoken} all=${said("nobody")} /></p>`}
  <p class="place"><${Spoken} all=${names} /></p>
</aside>`;

const before = said("window.before");
const after = said("window.unit");

const Head = ({ view }) => html`<header>
  <p class="wno">
    ${after.length === 0 && html`<span lang=${htmlLanguage(before[0]?.language)}>${before[0]?.text}</span>`}
    <b class="num">${view.window}</b>
    ${after.length > 0 && html`<span lang=${htmlLanguage(after[0].language)}>${after[0].text}</span>`}
  </p>
  <p class="signs" lang=${htmlLanguage(view.language)}><${Signs} signs=${view.signs} /></p>
  <p class="num time">${view.signs.clock}</p>
</header>`;

function Ticket({ ticket, number }) {
  const set = setting({ number: ticket.number, window: "" }, { ...number, least: number.font * 0.6, gap: 0, unit: 0 });
  return html`<section class=${ticket.called ? "now called" : "now"} key=${ticket.number} aria-live="polite">
    <p class="lab"><${Spoken} all=${ticket.title} /></p>
    <p class="num no" style=${{ fontSize: `${set.font}px` }}><span style=${{ fontSize: `${set.size}em` }}>${set.letters}</span>${set.digits}</p>
    <p class="business"><${Spoken} all=${ticket.business} /></p>
    ${ticket.step && html`<p class="step"><${Spoken} all=${ticket.step} /></p>`}
  </section>`;
}

/** The rating's code stands there while somebody is served or waits; what it leads to says honestly "soon". */
const Rate = () => html`<footer class="rate">
  <div>
    <h2><${Spoken} all=${said("rate.title")} /></h2>
    <p><${Spoken} all=${said("rate.text")} /></p>
  </div>
  <img src=${`${page.rate}/code.svg`} alt=${tongues[0].say("rate.code")} width="150" height="150" />
</footer>`;

/** A door with its sign: two bars for a pause, an open doorway for "next", shut leaves for closed. */
const Door = ({ kind }) => html`<div class=${`door ${kind}`} aria-hidden="true"><i></i><i></i><b></b></div>`;

const Shut = ({ view: { kind, door } }) => html`<section class=${`shut ${kind}`} key=${kind} role=${kind === "leave" ? "alert" : undefined}>
  ${kind !== "leave" && html`<${Door} kind=${kind} />`}
  <div class="tell">
    <h1 class=${kind === "leave" ? "" : "song"}><${Spoken} all=${door.title} /></h1>
    <p><${Spoken} all=${door.text} /></p>
  </div>
</section>`;

const Cards = ({ cards }) => html`<ul class="cards">
  ${cards.map(
    ({ icon, title, text }) => html`<li key=${icon}>
      <h2><${Spoken} all=${title} /></h2>
      <p><${Spoken} all=${text} /></p>
    </li>`,
  )}
</ul>`;

const Old = ({ view }) => html`<p class="dated" role="status" lang=${htmlLanguage(view.language)}>${view.say("old", { time: view.signs.oldSince })}</p>`;

const WIDE = new Set(["paused", "closed", "leave", "connecting"]);

function Face() {
  const view = faceView(page, tongues, {
    room: source.rooms.value[page.room],
    hall: source.rooms.value[page.hall]?.board,
    link: source.link.value,
    nowMs: source.now.value,
    freshAtMs: source.live.lastPulseMs,
    items: items.value,
    everyTongue: everyTongue(page),
  });
  const wide = WIDE.has(view.kind);
  root.className = ["face", picture.value.name, wide && "wide", view.signs.old && "stale", view.kind].filter(Boolean).join(" ");
  return html`
    ${!wide && html`<${Person} clerk=${view.clerk} names=${view.names} />`}
    <main>
      <${Head} view=${view} />
      ${view.ticket ? html`<${Ticket} ticket=${view.ticket} number=${picture.value.number} />` : html`<${Shut} view=${view} />`}
      ${wide ? view.kind !== "leave" && html`<${Cards} cards=${view.door.cards} />` : (Touch() ?? html`<${Rate} />`)}
      ${view.signs.old && view.signs.oldSince && html`<${Old} view=${view} />`}
      ${SetUp()}
    </main>
  `;
}

stayAwake();
renewed(page, { rests: () => source.rooms.value[page.room]?.board?.state === "closed" });
render(html`<${Face} />`, root);
