// The zone screen.

import { render } from "preact";
import { feed, reloadForNames } from "#ui/feed.js";
import { html } from "#ui/html.js";
import { fit, pageData } from "#ui/page.js";
import { Signs, TicketNumber } from "#ui/parts.js";
import { speaker } from "#ui/words.js";
import { zoneView } from "./model.js";

const page = pageData();
const say = speaker(page.words);
const queueRooms = Object.keys(page.queues).map((queue) => `queue:${queue}`);
const { rooms, link, now, live } = feed(page, [page.room, ...queueRooms]);

const Newest = ({ call, none }) =>
  call === null
    ? html`<section class="zb-newest none"><p>${none}</p></section>`
    : html`<section class=${call.long ? "zb-newest long glow" : "zb-newest glow"} key=${call.seq}>
        <p class="num no"><${TicketNumber} text=${call.number} /></p>
        <p class="to">
          <span>${say("zone.please")}</span><b class="num">${call.window}</b><span>${say("zone.unit")}</span>
        </p>
      </section>`;

const Window = ({ tile }) => html`<li class=${tile.state}>
  <span class="num w">${tile.window}</span>
  ${tile.number
    ? html`<span class="num t"><${TicketNumber} text=${tile.number} /></span>`
    : html`<span class="t word">${tile.word}</span>`}
  <span class="k">${tile.kind}</span>
  <span class="s">${tile.said}</span>
</li>`;

const Next = ({ next }) => html`<section class="zb-next">
  <h2>${say("zone.next")}</h2>
  <p>
    ${next.length === 0 && html`<span class="none">${say("zone.next_none")}</span>`}
    ${next.map((number) => html`<span class="num" key=${number}><${TicketNumber} text=${number} /></span>`)}
  </p>
</section>`;

const Counts = ({ counts }) => html`<section class="zb-counts">
  <ul>
    ${counts.map(
      (row) => html`<li key=${row.prefix}>
        <span class="px num">${row.prefix}</span><span class="nm">${row.name}</span>
        <b class="num">${row.count}</b><i>${say("zone.waiting")}</i>
      </li>`,
    )}
  </ul>
</section>`;

const Note = ({ view }) =>
  view.signs.old
    ? html`<footer class="zb-note old">
        ${say("note.old", { time: view.signs.oldSince ?? "—" })} ${say("note.old_now")}
      </footer>`
    : html`<footer class="zb-note">${view.why}</footer>`;

function Zone() {
  const queues = {};
  for (const name of queueRooms) {
    const board = rooms.value[name]?.board;
    if (board) queues[board.queue] = board;
  }
  const view = zoneView(page, say, {
    room: rooms.value[page.room],
    queues,
    link: link.value,
    nowMs: now.value,
    freshAtMs: live.lastPulseMs,
  });
  if (view.unknown) reloadForNames();
  return html`
    <header class="zb-head">
      <h1 class="song">${view.zone}</h1>
      <div>
        <p>${view.windowsText}</p>
        <p class="zb-signs"><${Signs} signs=${view.signs} /></p>
      </div>
      <p class="num">${view.signs.clock}</p>
    </header>
    <${Newest} call=${view.newest} none=${view.none} />
    <main class=${view.many ? "zb-main many" : "zb-main"}>
      <ol class=${view.many ? "zb-windows many" : "zb-windows"}>
        ${view.windows.map((tile) => html`<${Window} tile=${tile} key=${tile.window} />`)}
      </ol>
    </main>
    <${Next} next=${view.next} />
    <${Counts} counts=${view.counts} />
    <${Note} view=${view} />
    ${view.leave && html`<section class="leave" role="alert"><h1>${say("leave.title")}</h1><p>${view.leave}</p></section>`}
  `;
}

const root = document.getElementById("page");
render(html`<${Zone} />`, root);
fit(root, 1080, 1920);
