// The outward face of a window: on the PAD's second screen, or on the sign above it.

import { render } from "preact";
import { feed } from "#ui/feed.js";
import { html } from "#ui/html.js";
import { fit, pageData } from "#ui/page.js";
import { Signs, TicketNumber } from "#ui/parts.js";
import { speaker } from "#ui/words.js";
import { faceView } from "./model.js";

const page = pageData();
const say = speaker(page.words);
const { rooms, link, now, live } = feed(page, [page.room]);
const SIGN_FROM = 3;

/** A strip above a window is much wider than high: there only window and number fit. */
const isSign = () => innerWidth / innerHeight >= SIGN_FROM;

const Person = ({ view }) => html`<aside class="person">
  ${view.clerk
    ? html`<div class="gate"><p>${[...view.clerk.name][0]}</p></div>
        <h2 class="song">${view.clerk.name}</h2>
        <p class="eno">${say("window.employee_no")} <b class="num">${view.clerk.employee_no}</b></p>
        <p class="dep">${view.clerk.department}<br />${view.name}</p>`
    : html`<div class="gate shut"></div><p class="dep">${say("window.no_clerk")}<br />${view.name}</p>`}
</aside>`;

const Now = ({ view }) =>
  view.kind === "ticket"
    ? html`<section class=${view.called ? "now called" : "now"}>
        <p class="lab">${view.title}</p>
        <p class="num no"><${TicketNumber} text=${view.number} /></p>
        <p class="business">${view.business}</p>
        ${view.step && html`<p class="step">${view.step}</p>`}
      </section>`
    : html`<section class=${`now ${view.kind}`}>
        <h1 class="song">${view.title}</h1>
        <p class="text">${view.text}</p>
      </section>`;

const Face = ({ view }) => html`
  <${Person} view=${view} />
  <main>
    <header>
      <p class="wno"><b class="num">${view.window}</b> ${say("window.unit")}</p>
      <p class="signs"><${Signs} signs=${view.signs} /></p>
      <p class="num time">${view.signs.clock}</p>
    </header>
    <${Now} view=${view} />
    <footer>
      ${view.signs.old ? html`<b>${say("note.old", { time: view.signs.oldSince ?? "—" })}</b> ${say("note.old_now")}` : view.centre}
    </footer>
  </main>
`;

const Sign = ({ view }) => html`
  <p class="num wn">${view.window}</p>
  <div class="wt">
    <p class="song">${view.name}</p>
    <p class="signs"><${Signs} signs=${view.signs} /></p>
  </div>
  ${view.kind === "ticket"
    ? html`<div class=${view.called ? "call" : "call serving"}>
        <p class="num"><${TicketNumber} text=${view.number} /></p>
        <p class="say">${view.called ? say("window.calling_sign") : view.title}</p>
      </div>`
    : html`<div class="call off"><p class="say">${view.title}</p></div>`}
`;

function Window() {
  const view = faceView(page, say, {
    room: rooms.value[page.room],
    link: link.value,
    nowMs: now.value,
    freshAtMs: live.lastPulseMs,
  });
  return isSign() ? html`<${Sign} view=${view} />` : html`<${Face} view=${view} />`;
}

const root = document.getElementById("page");
if (isSign()) root.className = "sign";
render(html`<${Window} />`, root);
fit(root, ...(isSign() ? [1920, 400] : [1280, 800]));
