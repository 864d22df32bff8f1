// What came of a touch: the numbers, a refusal with its sentence, or the honest word that the network is down.

import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { TicketNumber } from "#ui/parts.js";
import { deskOf } from "../blocked_model.js";
import { homeIn } from "../home_in.js";
import { resultView } from "../result_model.js";
import { sentences, spokenResult } from "../spoken.js";
import { contextOf } from "./parts.js";
import { Plan } from "./place.js";
import { ReadAloud } from "./read_aloud.js";

export const Asking = ({ kiosk, here }) => html`<div class="plain-text" role="status">
  ${here.count > 1 && html`<p>${kiosk.say("asking.second", { number: here.number, count: here.count })}</p>`}
  <p>${kiosk.say("asking.text")}</p>
</div>`;

export function Result({ kiosk, acts, here }) {
  const { say, language } = kiosk;
  const view = resultView(contextOf(kiosk), here);
  const several = view.tickets.length > 1;
  return html`
    <section class=${several ? "gates several" : "gates"}>
      ${view.tickets.map((ticket) => html`<${Gate} key=${ticket.publicId} ticket=${ticket} business=${several ? null : view.business} />`)}
    </section>
    ${(several || view.own) && html`<section class=${view.own ? "each own" : "each"}>
      ${view.own && html`<p><${Icon} name="offline" /><span><b>${view.own.title}</b>${view.own.text}</span></p>`}
      ${several && html`<p><b>${view.business}</b>${view.each}</p>`}
    </section>`}
    ${view.booked && html`<section class="each own booked"><p><${Icon} name="calendar" /><span><b>${view.booked.title}</b>${view.booked.text}</span></p></section>`}
    ${view.missing && html`<section class="missing" role="alert"><${Icon} name="warning" /><div><h2>${view.missing.title}</h2><p>${view.missing.text}</p></div></section>`}
    ${view.place && html`<${GoTo} kiosk=${kiosk} acts=${acts} here=${here} place=${view.place} spoken=${spokenResult(say, language, view)} />`}
    ${view.word && html`<section class="go-to word">
      <div><h2 class="song">${view.word.title}</h2>${view.word.text.map((line) => html`<p key=${line}>${line}</p>`)}
        <div class="go-keys"><${ReadAloud} kiosk=${kiosk} text=${spokenResult(say, language, view)} /></div></div>
    </section>`}
    ${view.rule && html`<section class="after">
      ${view.tickets.map((ticket) => ticket.qr && html`<figure key=${ticket.publicId}>
        <img src=${ticket.qr} alt=${say("result.qr", { number: ticket.number })} />
        ${(several || kiosk.large) && html`<figcaption>${several ? ticket.number : say("result.scan")}</figcaption>`}
      </figure>`)}
      <p class="scan"><b>${say("result.scan")}</b>${say(view.own ? "result.scan_later" : "result.scan_hint")}</p>
      <p class="rule"><b>${say("result.rule")}</b>${unbroken(view.rule)}</p>
    </section>`}
    <${Ends} kiosk=${kiosk} acts=${acts} here=${here} view=${view} />
    ${view.paper && html`<section class=${`paper ${view.paper.kind}`} role="status">
      <${Icon} name=${view.paper.trouble ? "camera" : view.paper.kind === "none" ? "phone" : "print"} />
      <p><b>${view.paper.title}</b>${view.paper.text}</p>
      ${!view.paper.trouble && !["none", "held"].includes(view.paper.kind) && html`<${Icon} name="down" />`}
    </section>`}
  `;
}

/** More letters than that leave no room beside them for the keys in large type: 14–19、24–25 号窗口. */
const LONG_WINDOWS = 12;

const GoTo = ({ kiosk, acts, here, place, spoken }) => html`<section class=${here.map ? "go-to with-map" : "go-to"}>
  <div>
    <p>${place.go}</p>
    <h2 class="song"><span>${place.hall}</span> <span>${place.zone}</span></h2>
    <p class=${place.windows.length > LONG_WINDOWS ? "go-windows long" : "go-windows"}>${place.windows}</p>
    <p class="told">${place.told}</p>
    ${place.other && html`<p class="other"><${Icon} name="walk" />${place.other}</p>`}
    <div class="go-keys">
      <button class="map-key" onClick=${() => acts.change({ ...here, map: !here.map })}><${Icon} name="map" />${kiosk.say(here.map ? "result.map_away" : "result.map")}</button>
      <${ReadAloud} kiosk=${kiosk} text=${spoken} />
    </div>
  </div>
  <${Plan} kiosk=${kiosk} hall=${place.map.hall} zone=${place.map.zone} />
</section>`;

const Gate = ({ ticket, business }) => html`<section class=${ticket.turn ? "gate number turn" : "gate number"}>
  <p class=${`num no ${lengthOf(ticket.number)}`}><${TicketNumber} text=${ticket.number} /></p>
  ${business && html`<p class="business">${business}</p>`}
  ${ticket.called
    ? html`<p class="line" role="alert"><b>${ticket.called}</b></p>`
    : html`<p class="line"><${Figures} text=${ticket.ahead} />${ticket.wait && html` <${Figures} text=${ticket.wait} />`}</p>`}
</section>`;

/** Figures stay with their words: 排在 3 位 is never broken before or after the 3. */
const unbroken = (text) => text.replace(/ (?=\d)|(?<=\d) /g, "\u00a0");

/** A kiosk's own numbers are longer than the server's: B-K1-07. */
const lengthOf = (number) => (number.length > 8 ? "longer" : number.length > 5 ? "long" : "");

/** A sentence with its figures large: 大约 15–25 分钟. Without figures the sentence itself is. */
function Figures({ text }) {
  const pieces = text.split(/(\d+(?:–\d+)?)/);
  if (pieces.length === 1) return html`<span><b class="said">${text}</b></span>`;
  return html`<span>${pieces.map((piece, i) => (i % 2 ? html`<b class="num" key=${i}>${piece}</b>` : piece))}</span>`;
}

function Ends({ kiosk, acts, here, view }) {
  const { say } = kiosk;
  const left = homeIn(here.sinceMs, kiosk.touchedAtMs, kiosk.nowMs);
  return html`<div class="ends">
    <p class="countdown">${left.stopped ? say("result.stopped") : say("result.countdown", { seconds: left.seconds })}</p>
    <button class="main go-home" onClick=${acts.home}>
      <${Icon} name="home" />${say(!view.paper || view.paper.trouble || ["none", "held"].includes(view.paper.kind) ? "result.done" : "result.home")}
    </button>
    ${view.mayRevive && html`<button class="reprint revive" onClick=${() => acts.revive(here)}><${Icon} name="again" />${say("result.revive")}</button>`}
    ${view.paper?.mayReprint && html`<button class="reprint" onClick=${() => acts.reprint(here)}><${Icon} name="print" />${say("result.reprint")}</button>`}
  </div>`;
}

/** What the visitor may mend goes back to where it was typed. */
const MENDABLE = new Set(["id_number_wrong", "passport_wrong", "real_name_needed", "class_not_claimable", "no_returning_right"]);

export function Refused({ kiosk, acts, here }) {
  const { say, state, language } = kiosk;
  const text = here.message ?? say(here.title === "unfound" ? "held.unfound.text" : "refused.text", { desk: deskOf(contextOf(kiosk), state.hall) });
  return html`
    <section class="said-no" role="alert">${split(text).map((line, i) => html`<p key=${i}>${line}</p>`)}</section>
    <div class="ends">
      <button class="main" onClick=${acts.back}><${Icon} name="back" />${say(MENDABLE.has(here.code) ? "refused.change" : "refused.back")}</button>
      <button onClick=${acts.home}><${Icon} name="home" />${say("refused.home")}</button>
      <${ReadAloud} kiosk=${kiosk} text=${sentences([text], language)} />
    </div>
  `;
}

export function Offline({ kiosk, acts, here }) {
  const { say, state, language } = kiosk;
  const desk = deskOf(contextOf(kiosk), state.hall);
  const lines = [say("unreached.text"), say("unreached.kept"), say("unreached.now", { desk })];
  return html`
    <section class="said-no" role="alert">${lines.map((line) => html`<p key=${line}>${line}</p>`)}</section>
    <div class="ends">
      <button class="main" onClick=${here.again}><${Icon} name="again" />${say("unreached.again")}</button>
      <button onClick=${acts.home}><${Icon} name="home" />${say("refused.home")}</button>
      <${ReadAloud} kiosk=${kiosk} text=${sentences(lines, language)} />
    </div>
  `;
}

/** Each sentence of a refusal on a line of its own: what is not possible, until when, what to do. */
const split = (text) => text.split(/(?<=。)|(?<=\. )/).map((line) => line.trim()).filter(Boolean);
