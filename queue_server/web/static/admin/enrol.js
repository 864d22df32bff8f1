// A code for a kiosk that comes or is replaced: which one, and the code itself, large, for its ten minutes.
//
// Only kiosks speak with tokens of their own. A PAD speaks with its clerk's, and a screen shows what everybody may see.

import { useState } from "preact/hooks";
import { html } from "#ui/html.js";
import { halves, isEnrolled, leftOf } from "./model.js";

export function Enrol({ page, say, devices, busy, code, serverMs, said, onEnrol }) {
  const [place, setPlace] = useState(null);
  const chosen = page.kiosks.find((each) => each.code === place) ?? page.kiosks[0];
  const send = (event) => {
    event.preventDefault();
    onEnrol("kiosk", chosen.code);
  };
  return html`<section class="enrol">
    <h2><b class="song">${say("enrol.title")}</b></h2>
    <p class="hint">${say("enrol.others")}</p>
    <form onSubmit=${send}>
      <label class="ui-field"><span>${say("enrol.place")}</span>
        <select value=${chosen?.code} onChange=${(event) => setPlace(event.currentTarget.value)}>
          ${page.kiosks.map(
            ({ code: kiosk, hall }) => html`<option key=${kiosk} value=${kiosk}>${say("enrol.option", { code: kiosk, hall: page.halls[hall] ?? hall })}</option>`,
          )}
        </select>
      </label>
      ${chosen && isEnrolled(devices, chosen.code) && html`<p class="hint">${say("enrol.replaces", { code: chosen.code })}</p>`}
      ${said && html`<p class="said" role="alert">${said}</p>`}
      <button class="ui-button main" type="submit" disabled=${busy || !chosen}>${say("enrol.go")}</button>
    </form>
    ${code && html`<${Code} say=${say} code=${code} left=${leftOf(code.expires_at, serverMs)} />`}
    <p class="hint">${say("enrol.how")} <code>yimen device add ${page.kiosks[0]?.code ?? "K1"}</code></p>
  </section>`;
}

const Code = ({ say, code, left }) => html`<div class=${left ? "code gate" : "code gate gone"} role="status">
  <p>${say("enrol.code", { device: code.device })}</p>
  ${left
    ? html`<p class="num large" aria-label=${[...code.code].join(" ")}>${halves(code.code).map((half) => html`<span key=${half}>${half}</span>`)}</p>
        <p aria-live="off">${say("enrol.left", { minutes: left.minutes, seconds: String(left.seconds).padStart(2, "0") })}${say("enrol.joint")}${say("enrol.once")}</p>`
    : html`<p>${say("enrol.gone")}</p>`}
</div>`;
