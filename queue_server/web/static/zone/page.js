// The zone screen.

import { render } from "preact";
import { callShow } from "#ui/callshow.js";
import { feed } from "#ui/feed.js";
import { setting } from "#ui/figures_model.js";
import { html } from "#ui/html.js";
import { Leave, leaveView } from "#ui/leave.js";
import { pageData } from "#ui/page.js";
import { Signs, TicketNumber } from "#ui/parts.js";
import { pictureOn } from "#ui/picture.js";
import { renewed } from "#ui/renewal.js";
import { everyTongue, Spoken, tonguesOfPage } from "#ui/spoken.js";
import { htmlLanguage, inTongues } from "#ui/tongues.js";
import { pictureFor, zoneView } from "./model.js";

const page = pageData();
const tongues = tonguesOfPage(page);
const queueRooms = Object.keys(page.queues).map((queue) => `queue:${queue}`);
const source = feed(page, [page.room, ...queueRooms]);
const asked = new URLSearchParams(location.search);
const voice = asked.get("voice") === "1";
const chimes = asked.get("chime") === "1" && !voice;
const show = callShow(source, page.room, { chimes, voice });
const root = document.getElementById("page");
const picture = pictureOn(root, pictureFor);

const said = (key) => inTongues(tongues, key);

const unit = said("zone.unit");

function Newest({ call, number }) {
  const set = setting({ ...call, window: "" }, { ...number, least: number.font * 0.6, gap: 0, unit: 0 });
  return html`<section class=${["zb-newest", call.became === "called" ? "glow" : "calm", call.spoken && "spoken"].filter(Boolean).join(" ")} key=${call.seq}>
    <p class="num no over-line" style=${{ fontSize: `${set.font}px` }}><span style=${{ fontSize: `${set.size}em` }}>${set.letters}</span>${set.digits}</p>
    <p class="to">
      <span class="go">
        ${call.again && html`<span class="redo"><${Spoken} all=${said("call.again")} /></span>`}
        <${Spoken} all=${said(`call.go.${call.became}`)} />
      </span>
      <b class="num">${call.window}</b>
      ${unit.length > 0 && html`<span class="unit"><${Spoken} all=${unit} /></span>`}
    </p>
  </section>`;
}

const None = ({ none }) => html`<section class="zb-newest none"><p><${Spoken} all=${none} /></p></section>`;

/** A zone that is closed has no rows, lamps or counts: only when it opens, and what becomes of a number. */
const Rest = ({ rest }) => html`<section class="zb-rest">
  ${rest.map(
    ({ language, title, text }, i) => html`<div class=${i === 0 ? "first" : "also"} lang=${htmlLanguage(language)} key=${language}>
      <h2>${title}</h2>
      <p>${text}</p>
    </div>`,
  )}
</section>`;

const Window = ({ tile, many }) => html`<li class=${tile.state}>
  <span class="num w">${tile.window}</span>
  ${tile.number
    ? html`<span class="num t"><${TicketNumber} text=${tile.number} /></span>`
    : html`<span class="t word"><${Spoken} all=${tile.word} /></span>`}
  ${!many && html`<span class="k"><${Spoken} all=${tile.kind} /></span>`}
  <span class="s"><${Spoken} all=${tile.said} /></span>
</li>`;

const Next = ({ next }) => html`<section class="zb-next">
  <h2><${Spoken} all=${said("zone.next")} /></h2>
  <p>
    ${next?.length === 0 && html`<span class="none"><${Spoken} all=${said("zone.next_none")} /></span>`}
    ${next?.map(({ number, kind }) => html`<span class="num" key=${number}><${TicketNumber} text=${number} />${kind.length > 0 && html` <i><${Spoken} all=${kind.slice(0, 1)} /></i>`}</span>`)}
  </p>
</section>`;

const Counts = ({ view }) => html`<section class="zb-counts" lang=${htmlLanguage(view.language)}>
  <h2>${view.say("waiting.title")}</h2>
  <ul>
    ${view.counts.map(
      (row) => html`<li key=${row.queue}>
        <span class="px num">${row.prefix}</span><span class="nm">${row.name}</span>
        ${row.isShut
          ? html`<i class="shut">${view.say("waiting.nobody_serves")}</i>`
          : html`<b class="num">${row.count}</b>${view.say("unit.people") && html`<i>${view.say("unit.people")}</i>`}`}
      </li>`,
    )}
  </ul>
</section>`;

function Note({ view }) {
  const text = view.signs.old
    ? [html`<b>${view.say("note.old", { time: view.signs.oldSince ?? "—" })}</b>`, html`<span>${view.say("note.old_now")}</span>`]
    : (view.notice ?? (view.shut ? "" : view.why));
  const kind = view.signs.old ? "zb-note old" : view.notice ? "zb-note notice" : "zb-note";
  return html`<footer class=${kind} lang=${htmlLanguage(view.language)}>${text}</footer>`;
}

const Head = ({ view }) => html`<header class="zb-head">
  <h1 class="song"><${Spoken} all=${view.zone} /></h1>
  <div>
    <p><${Spoken} all=${view.windowsText.slice(0, 1)} /></p>
    <p class="zb-signs" lang=${htmlLanguage(view.language)}><${Signs} signs=${view.signs} /></p>
  </div>
  <p class="num clock">${view.signs.clock}</p>
</header>`;

/** The boards of the zone's queues, as far as they were heard. */
function queueBoards() {
  const boards = queueRooms.map((name) => source.rooms.value[name]?.board).filter(Boolean);
  return Object.fromEntries(boards.map((board) => [board.queue, board]));
}

const AtWork = ({ view, number }) => html`
  ${view.newest ? html`<${Newest} call=${view.newest} number=${number} />` : html`<${None} none=${view.none} />`}
  <main>
    <ol class="zb-windows" style=${{ "--rows": Math.ceil(view.windows.length / 2) }}>
      ${view.windows.map((tile) => html`<${Window} tile=${tile} many=${view.many} key=${tile.window} />`)}
    </ol>
  </main>
  <${Next} next=${view.next} />
  <${Counts} view=${view} />
`;

function Zone() {
  const view = zoneView(page, tongues, {
    show: show.value,
    room: source.rooms.value[page.room],
    queues: queueBoards(),
    link: source.link.value,
    nowMs: source.now.value,
    freshAtMs: source.live.lastPulseMs,
  });
  const { name, number } = picture.value;
  root.className = ["zone-board", name, view.many && "many", view.signs.old && "stale", view.shut && "shut"].filter(Boolean).join(" ");
  return html`
    <${Head} view=${view} />
    ${view.shut ? html`<${Rest} rest=${view.rest} />` : html`<${AtWork} view=${view} number=${number} />`}
    <${Note} view=${view} />
    ${view.leave && html`<${Leave} leave=${leaveView(everyTongue(page), view.board.notice)} />`}
  `;
}

renewed(page, { isIdle: () => show.value.waiting.length === 0, rests: () => source.rooms.value[page.room]?.board?.state === "closed" });
render(html`<${Zone} />`, root);
