// The hall screen.

import { render } from "preact";
import { isBlocked } from "#ui/chime.js";
import { callShow } from "#ui/callshow.js";
import { feed } from "#ui/feed.js";
import { setting } from "#ui/figures_model.js";
import { html } from "#ui/html.js";
import { Leave, leaveView } from "#ui/leave.js";
import { pageData } from "#ui/page.js";
import { Arrow, Signs } from "#ui/parts.js";
import { pictureOn } from "#ui/picture.js";
import { renewed } from "#ui/renewal.js";
import { everyTongue, Spoken, tonguesOfPage } from "#ui/spoken.js";
import { htmlLanguage, inTongues } from "#ui/tongues.js";
import { inchesFrom, planFor } from "./layout.js";
import { hallView } from "./model.js";

const page = pageData();
const tongues = tonguesOfPage(page);
const asked = new URLSearchParams(location.search);
const inches = inchesFrom(asked.get("inches"), page.inches);
const voice = asked.get("voice") === "1";
const chimes = asked.get("chime") !== "0" && !voice;
const source = feed(page, [page.room], { earlier: 12 });
const show = callShow(source, page.room, { chimes, voice });
const root = document.getElementById("page");
const plan = pictureOn(root, (size) => planFor({ inches, ...size }));

const ARROW_PX = 138;
const UNIT_PX = 92;

/** A number, its letters set as small as they must be. */
const Figure = ({ set, overLine = false }) => html`<p class=${overLine ? "num no over-line" : "num no"} style=${{ fontSize: `${set.font}px` }}>
  <span style=${{ fontSize: `${set.size}em` }}>${set.letters}</span>${set.digits}
</p>`;

const Again = () => html`<p class="again"><${Spoken} all=${inTongues(tongues, "call.again")} /></p>`;

/** What stands over a call that nobody has to follow any more. */
function Became({ call }) {
  const said = inTongues(tongues, `call.${call.became}`);
  return html`<p class="became"><${Spoken} all=${said} /></p>`;
}

/** Behind the arrow in languages that say the word first; behind the window in those that say it last. */
const unitBefore = inTongues(tongues, "unit.window_before");
const unitAfter = inTongues(tongues, "unit.window")[0]?.text ?? "";

const To = () => html`<p class="to"><${Arrow} />${unitBefore.length > 0 && html`<span lang=${htmlLanguage(unitBefore[0].language)}>${unitBefore[0].text}</span>`}</p>`;

/** Where to go, in words: an upright board has the room for them. */
const Way = ({ call }) => html`<div class="to">
  ${isLit(call) && html`<${Arrow} />`}
  <div class="go">
    ${call.again && html`<${Again} />`}
    <p><${Spoken} all=${inTongues(tongues, `call.go.${call.became}`)} /></p>
  </div>
</div>`;

const isLit = ({ became }) => became === "called";

function Newest({ call, plan }) {
  const { newestFont: font, least, cell } = plan;
  const tall = plan.picture.name === "portrait";
  const line = tall ? { width: cell, gap: 0, unit: 0 } : { width: 1248, gap: ARROW_PX, unit: UNIT_PX, yields: 0.9 };
  const set = setting(tall ? { ...call, window: "" } : call, { font, least, ...line });
  const windowFont = tall ? Math.min(Math.max(Math.ceil(plan.least), 160), 176) : set.font;
  return html`<section class=${["newest", isLit(call) ? "glow" : "calm", call.spoken && "spoken"].filter(Boolean).join(" ")} key=${call.seq}>
    <${Figure} set=${set} overLine=${tall} />
    <div class="where">
      ${tall ? html`<${Way} call=${call} />` : html`<${To} />`}
      <p class="num win" style=${{ fontSize: `${windowFont}px` }}>${call.window}</p>
      ${(set.unit || tall) && unitAfter && html`<p class="unit">${unitAfter}</p>`}
    </div>
    ${!tall && call.again && html`<${Again} />`}
    ${!tall && !isLit(call) && html`<${Became} call=${call} />`}
  </section>`;
}

const None = ({ none }) => html`<section class="newest none">
  ${none.map(
    ({ language, title, text }, i) => html`<div class=${i === 0 ? "first" : "also"} lang=${htmlLanguage(language)} key=${language}>
      <p class="title">${title}</p>
      <p class="text">${text}</p>
    </div>`,
  )}
</section>`;

const GAP_PX = 84;

function Earlier({ call, plan }) {
  const set = setting(call, { font: plan.font, width: plan.cell - 44, least: plan.least, gap: GAP_PX, unit: 58 });
  return html`<li class=${call.hot ? "hot" : ""}>
    <${Figure} set=${set} />
    <${Arrow} />
    <span class="num win" style=${{ fontSize: `${set.font}px` }}>${call.window}</span>
    ${set.unit && unitAfter && html`<span class="unit">${unitAfter}</span>`}
  </li>`;
}

const Waiting = ({ view: { waiting, say, language } }) => html`<aside class="waiting" lang=${htmlLanguage(language)}>
  <h2>${say("waiting.title")}<span>${waiting.pageOf}</span></h2>
  <ul class=${waiting.lines > 1 ? "double" : ""} style=${{ "--rows": waiting.perColumn }}>
    ${waiting.rows.map(
      (row) => html`<li key=${row.queue}>
        <span class="px num">${row.prefix}</span><span class="nm" style=${{ fontSize: `${row.size}px` }}>${row.name}</span>
        ${row.isShut
          ? html`<span class="shut">${say("waiting.nobody_serves")}</span>`
          : html`<span class="num ct">${row.count}</span>${say("unit.people") && html`<span class="unit">${say("unit.people")}</span>`}`}
      </li>`,
    )}
  </ul>
</aside>`;

const STATES = ["called", "serving", "idle", "paused", "closed"];

const Doors = ({ view: { doors, say, language } }) => html`<section class="doors" lang=${htmlLanguage(language)}>
  <h2>${say("doors.title")}</h2>
  <ol class=${doors.rows > 1 ? "rows" : ""} style=${{ "--columns": doors.columns }}>
    ${doors.doors.map(
      (door) => html`<li class=${door.state} key=${door.window}>
        <span class="num">${door.window}</span><span class="vh">${say(`state.${door.state}`)}</span>
      </li>`,
    )}
  </ol>
  <p class="legend">${STATES.map((state) => html`<span class=${state}>${say(`state.${state}`)}</span>`)}</p>
</section>`;

const Note = ({ view }) =>
  view.signs.old
    ? html`<footer class="hb-note old" lang=${htmlLanguage(view.language)}>
        <b>${view.say("note.old", { time: view.signs.oldSince ?? "—" })}</b><span>${view.say("note.old_now")}</span>
      </footer>`
    : html`<footer class="hb-note" lang=${htmlLanguage(view.note.language)}>
        <b>${view.note.title}</b><span>${view.note.text}</span><i>${view.note.pageOf}</i>
      </footer>`;

/** A screen without its sound asks for a touch where it would else ask to listen. */
const Head = ({ view }) => {
  const silent = chimes && isBlocked();
  return html`<header class="hb-head">
    <h1 class="song"><${Spoken} all=${view.hall} /></h1>
    ${!silent && html`<p class="hb-hint" lang=${htmlLanguage(view.language)}>${view.say("hall.hint")}</p>`}
    <p class="hb-signs" lang=${htmlLanguage(view.language)}>
      ${silent && html`<span class="silent">${view.say("chime.blocked")}</span>`}
      <${Signs} signs=${view.signs} />
    </p>
    <p class="num hb-time">${view.signs.clock}</p>
  </header>`;
};

/** What the style needs to know of the plan, as figures. */
const measures = ({ row, newest, columns, rows }) => ({ "--row": `${row}px`, "--newest": `${newest}px`, "--calls": columns, "--rows": rows });

function Hall() {
  const room = source.rooms.value[page.room];
  const view = hallView(page, tongues, {
    show: show.value,
    room,
    link: source.link.value,
    nowMs: source.now.value,
    freshAtMs: source.live.lastPulseMs,
    plan: plan.value,
  });
  root.className = ["hall-board", plan.value.picture.name, view.signs.old && "stale", view.shut && "shut"].filter(Boolean).join(" ");
  return html`
    <${Head} view=${view} />
    <main style=${measures(plan.value)} aria-live="polite">
      ${view.newest ? html`<${Newest} call=${view.newest} plan=${plan.value} />` : html`<${None} none=${view.none} />`}
      <ol class="earlier">${view.earlier.map((call) => html`<${Earlier} call=${call} plan=${plan.value} key=${call.seq} />`)}</ol>
    </main>
    ${!view.shut && html`<${Waiting} view=${view} /><${Doors} view=${view} />`}
    <${Note} view=${view} />
    ${view.leave && html`<${Leave} leave=${leaveView(everyTongue(page), room.board.notice)} />`}
  `;
}

renewed(page, { isIdle: () => show.value.waiting.length === 0, rests: () => source.rooms.value[page.room]?.board?.state === "closed" });
render(html`<${Hall} />`, root);
