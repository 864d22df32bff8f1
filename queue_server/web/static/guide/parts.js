// Small things of the guide's tablet: what was said, where paper comes out, a ticket to be photographed.

import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { TicketNumber } from "#ui/parts.js";
import { LIVE, kioskChoices, paperText, troubles } from "./model.js";

/** The answer to the last command, or that it is still being sent. */
export function Said({ work, say }) {
  const { sending, hurrying } = work.session;
  const again = sending.value === "again" || hurrying.value === "again";
  const said = work.said.value;
  return html`<div class="said" role="status">
    ${again && html`<p class="ui-toast bad"><${Icon} name="warning" />${say("again")}</p>`}
    ${!again && said && html`<p class=${`ui-toast ${said.bad ? "bad" : ""}`}><${Icon} name=${said.bad ? "warning" : "check"} />${said.text}</p>`}
  </div>`;
}

/** Where paper shall come out; `none` is the word for no paper at all, absent where paper is wanted. */
export function KioskChoice({ work, page, say, chosen, onChoose, none = null }) {
  const kiosks = kioskChoices(page, say, work.kiosks.value);
  const usable = kiosks.filter((each) => each.usable);
  const others = troubles(say, kiosks.filter((each) => !each.usable));
  const choice = (code, text, trouble) => html`<label class="choice" key=${code}>
    <input type="radio" name="kiosk" value=${code} checked=${chosen === code} onChange=${() => onChoose(code)} />
    <span><b>${code || text}</b>${code && html`<i>${text}</i>`}${trouble && html`<i class="bad">${trouble}</i>`}</span>
  </label>`;
  return html`<fieldset class="choices kiosks">
    <legend>${say("kiosk.where")}</legend>
    ${none && choice("", none, null)}
    ${usable.map(({ code, hall, trouble }) => choice(code, hall, trouble))}
    ${usable.length === 0 && html`<p>${say("kiosk.nowhere")}</p>`}
    ${others.length > 0 && html`<p class="others">${others.join(say("comma"))}</p>`}
  </fieldset>`;
}

/** What became of a ticket's paper. */
export function PaperNews({ work, say, ticket }) {
  const paper = work.papers.value[ticket.public_id];
  if (!paper) return null;
  const { text, pending, bad } = paperText(say, paper);
  return html`<p class=${`paper ${bad ? "bad" : pending ? "pending" : "good"}`} role="status">
    <${Icon} name=${bad ? "warning" : pending ? "print" : "check"} />${text}
  </p>`;
}

/** The number in its gate with the code that leads to the ticket's own page. */
export function Shown({ say, ticket, view }) {
  return html`<div class="shown">
    <section class="gate"><p>${view.state}</p><h2 class="num no"><${TicketNumber} text=${ticket.number} /></h2><p>${view.business}</p></section>
    ${LIVE.has(ticket.state) && html`<figure><img src=${`/t/${ticket.public_id}/qr.svg`} width="180" height="180" alt=${say("qr.alt", { number: ticket.number })} />
      <figcaption>${say("qr")}</figcaption></figure>`}
  </div>`;
}

/** Who was called and is not at the window yet: they may stand in front of the guide. */
export function CalledNow({ say, called, onFind }) {
  return html`<section class="called-now">
    <h2>${say("called.title")}</h2>
    ${called.map(({ code, name, rows }) => html`<div key=${code}><h3>${name}</h3>
      ${rows.length === 0 && html`<p>${say("called.none")}</p>`}
      <ul>${rows.map(({ number, window }) => html`<li key=${window}><button onClick=${() => onFind(number)}>
        <b class="num">${number}</b><span>${say("window", { window })}</span></button></li>`)}</ul></div>`)}
  </section>`;
}
