// One thing to do: where, how long, what to bring, who goes first, and the key that takes the number.

import { html } from "#ui/html.js";
import { CLASSES, itemView } from "../model.js";
import { Icon } from "./icons.js";

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "X", "0"];
const LENGTH = 18;

export function Item({ kiosk, acts, here }) {
  const { say } = kiosk;
  const { visitorClass = "ordinary", idNumber = "" } = here;
  const setClass = (chosen) => acts.change({ ...here, visitorClass: chosen });
  const setIdNumber = (typed) => acts.change({ ...here, idNumber: typed });
  const view = itemView(kiosk.shelf, kiosk.state, say, kiosk.language, here.thing);
  const ready = !view.realName || idNumber.length >= 15;
  return html`
    <header class="item-head"><h1>${view.name}</h1><p>${view.place}</p></header>
    <dl class="item-facts">
      <div><dt>${say("item.where")}</dt><dd>${view.hall} ${view.zone}<i>${view.windows}</i></dd></div>
      <div><dt>${say("item.waiting")}</dt><dd>${view.waiting === null ? say("item.unknown") : say("item.people", { count: view.waiting })}</dd></div>
      <div><dt>${say("item.wait")}</dt><dd>${view.wait}</dd></div>
    </dl>
    <div class="scroll">
      ${view.otherHall && html`<p class="note-box strong">${view.otherHall}</p>`}
      ${view.hint && html`<p class="note-box">${view.hint}</p>`}
      ${view.steps.length > 0 && html`<${Steps} say=${say} steps=${view.steps} />`}
      ${view.materials.length > 0 &&
      html`<section class="group">
        <h2>${say("item.materials")}</h2>
        <ul class="materials">${view.materials.map((name) => html`<li key=${name}>${name}</li>`)}</ul>
      </section>`}
      ${view.realName && html`<${IdNumber} say=${say} value=${idNumber} onChange=${setIdNumber} />`}
    </div>
    <section class="classes">
      <h2>${say("class.title")}<span>${say("class.hint")}</span></h2>
      <div role="radiogroup" aria-label=${say("class.title")}>
        ${CLASSES.map(
          (code) => html`<button role="radio" aria-checked=${code === visitorClass} key=${code} onClick=${() => setClass(code)}>
            ${say(`class.${code}`)}
          </button>`,
        )}
      </div>
    </section>
    <button class="take" disabled=${view.blocked !== null || !ready}
      onClick=${() => acts.take(here.thing, visitorClass, view.realName ? idNumber : null)}>
      <${Icon} name="ticket" />
      <span><b>${view.blocked ?? say("item.take")}</b>
        ${view.blocked === null && view.waiting !== null && html`<i>${say("item.take_hint", { count: view.waiting })}</i>`}</span>
    </button>
  `;
}

const Steps = ({ say, steps }) => html`<section class="group">
  <h2>${say("item.steps", { count: steps.length })}</h2>
  <ol class="steps">
    ${steps.map((step, number) => html`<li key=${number}><b class="num">${number + 1}</b>${step.name}<i>${step.hall}</i></li>`)}
  </ol>
</section>`;

/** The reader types like a keyboard; without one the digits are here. */
function IdNumber({ say, value, onChange }) {
  const set = (text) => onChange(text.toUpperCase().replace(/[^0-9X]/g, "").slice(0, LENGTH));
  return html`<section class="group id-number">
    <h2>${say("item.real_name")}<span>${say("item.real_name_hint")}</span></h2>
    <label><span class="vh">${say("item.id_number")}</span>
      <input class="num" value=${value} inputmode="none" autocomplete="off" onInput=${(event) => set(event.currentTarget.value)} />
    </label>
    <div class="digits">
      ${DIGITS.map((digit) => html`<button key=${digit} onClick=${() => set(value + digit)}>${digit}</button>`)}
      <button aria-label=${say("search.delete")} onClick=${() => set(value.slice(0, -1))}><${Icon} name="erase" /></button>
    </div>
  </section>`;
}
