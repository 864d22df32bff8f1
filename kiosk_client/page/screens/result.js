// What came of a touch: the number, a refusal with its sentence, or the honest word that the network is down.

import { html } from "#ui/html.js";
import { TicketNumber } from "#ui/parts.js";
import { resultView } from "../model.js";
import { Icon } from "./icons.js";

export const Starting = ({ kiosk }) => html`<p class="plain-text">${kiosk.say("starting")}</p>`;

export const Asking = ({ kiosk }) => html`<p class="plain-text">${kiosk.say("asking.text")}</p>`;

export function Result({ kiosk, acts, here }) {
  const { say } = kiosk;
  const view = resultView(kiosk.shelf, kiosk.state, say, kiosk.language, here.job);
  return html`
    <section class="gate number">
      <p class="num no"><${TicketNumber} text=${view.number} /></p>
      <p class="business">${view.business}</p>
      <p class="line"><b>${view.ahead}</b><b>${view.wait}</b></p>
    </section>
    <section class="go-to">
      <${Icon} name="pin" />
      <div>
        <p>${say("result.go")}</p>
        <h2 class="song">${view.hall} ${view.zone}</h2>
        <p>${view.windows}</p>
        ${view.otherHall && html`<p class="other">${view.otherHall}</p>`}
      </div>
    </section>
    <section class="after">
      <div class="scan">
        <img src=${view.qr} alt="" />
        <p><b>${say("result.scan")}</b>${say("result.scan_hint")}</p>
      </div>
      <p class="rule"><b>${say("result.rule")}</b>${view.rule}</p>
    </section>
    <div class="ends">
      <button class="main" onClick=${acts.home}>
        ${say("result.home")}<i>${say("result.countdown", { seconds: kiosk.secondsLeft })}</i>
      </button>
      ${view.mayReprint && html`<button onClick=${() => acts.reprint(here.job)}><${Icon} name="print" />${say("result.reprint")}</button>`}
    </div>
    <p class=${view.printTrouble ? "paper trouble" : "paper"} role="status"><${Icon} name="print" /><b>${view.print}</b></p>
  `;
}

export const Refused = ({ kiosk, acts, here }) => html`
  <section class="said-no" role="alert"><p>${here.message ?? kiosk.say("refused.unknown")}</p></section>
  <div class="ends"><button class="main" onClick=${acts.back}>${kiosk.say("refused.back")}</button></div>
`;

export const Offline = ({ kiosk, acts, here }) => html`
  <section class="said-no" role="alert">
    <p>${kiosk.say("offline.unreached")}</p>
    <p>${kiosk.say("offline.text")}</p>
    <p>${kiosk.say("offline.now")}</p>
  </section>
  <div class="ends"><button class="main" onClick=${here.again}>${kiosk.say("offline.again")}</button></div>
`;
