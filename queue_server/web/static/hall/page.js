// The hall screen.

import { render } from "preact";
import { feed, reloadForNames } from "#ui/feed.js";
import { html } from "#ui/html.js";
import { fit, pageData } from "#ui/page.js";
import { Arrow, Signs, TicketNumber } from "#ui/parts.js";
import { speaker } from "#ui/words.js";
import { EARLIER, hallView } from "./model.js";

const page = pageData();
const say = speaker(page.words);
const { rooms, link, now, live } = feed(page, [page.room], { earlier: EARLIER + 2 });

const Newest = ({ call, none }) =>
  call === null
    ? html`<section class="newest none"><p>${none}</p></section>`
    : html`<section class=${call.long ? "newest long glow" : "newest glow"} key=${call.seq}>
        <p class="num no"><${TicketNumber} text=${call.number} /></p>
        <${Arrow} />
        <p class="num win">${call.window}</p>
        <p class="unit">${say("unit.window")}</p>
      </section>`;

const Earlier = ({ call }) => html`<li class=${[call.hot && "hot", call.long && "long"].filter(Boolean).join(" ")}>
  <span class="num no"><${TicketNumber} text=${call.number} /></span>
  <${Arrow} />
  <span class="num win">${call.window}</span>
  <span class="unit">${say("unit.window")}</span>
</li>`;

const Waiting = ({ waiting }) => html`<aside class="waiting">
  <h2>${say("waiting.title")}<span>${waiting.pageOf}</span></h2>
  <ul>
    ${waiting.rows.map(
      (row) => html`<li key=${row.prefix}>
        <span class="px num">${row.prefix}</span><span class=${`nm ${row.size}`}>${row.name}</span>
        ${row.nobodyServes && row.count === 0
          ? html`<span class="shut">${say("waiting.nobody_serves")}</span>`
          : html`<span class="num ct">${row.count}</span><span class="unit">${say("unit.people")}</span>`}
      </li>`,
    )}
  </ul>
</aside>`;

const STATES = ["called", "serving", "idle", "paused", "closed"];

const Doors = ({ doors: { doors, rows, columns } }) => html`<section class="doors">
  <h2>${say("doors.title")}</h2>
  <ol class=${rows > 1 ? "rows" : ""} style=${{ "--columns": columns }}>
    ${doors.map(
      (door) => html`<li class=${door.state} key=${door.window}>
        <span class="num">${door.window}</span><span class="vh">${say(`state.${door.state}`)}</span>
      </li>`,
    )}
  </ol>
  <p class="legend">${STATES.map((state) => html`<span class=${state}>${say(`state.${state}`)}</span>`)}</p>
</section>`;

const Note = ({ view }) => {
  if (view.signs.old) {
    const title = say("note.old", { time: view.signs.oldSince ?? "—" });
    return html`<footer class="hb-note old"><b>${title}</b>${say("note.old_now")}</footer>`;
  }
  return html`<footer class=${view.note.long ? "hb-note long" : "hb-note"}>
    <b>${view.note.title}</b><span>${view.note.text}</span>
  </footer>`;
};

const Leave = ({ text }) => html`<section class="leave" role="alert">
  <h1>${say("leave.title")}</h1>
  <p>${text}</p>
</section>`;

function Hall() {
  const view = hallView(page, say, {
    room: rooms.value[page.room],
    link: link.value,
    nowMs: now.value,
    freshAtMs: live.lastPulseMs,
  });
  if (view.unknown) reloadForNames();
  return html`
    <header class="hb-head">
      <h1 class="song">${view.hall}</h1>
      <p class="hb-hint">${say("hall.hint")}</p>
      <p class="hb-signs"><${Signs} signs=${view.signs} /></p>
      <p class="num hb-time">${view.signs.clock}</p>
    </header>
    <main aria-live="polite">
      <${Newest} call=${view.newest} none=${view.none} />
      <ol class="earlier">${view.earlier.map((call) => html`<${Earlier} call=${call} key=${call.seq} />`)}</ol>
    </main>
    <${Waiting} waiting=${view.waiting} />
    <${Doors} doors=${view.doors} />
    <${Note} view=${view} />
    ${view.leave && html`<${Leave} text=${view.leave} />`}
  `;
}

const root = document.getElementById("page");
render(html`<${Hall} />`, root);
fit(root, 1920, 1080);
