// A code for a new device: what it is, where it stands, and the code itself, large, for its ten minutes.

import { useState } from "preact/hooks";
import { html } from "#ui/html.js";
import { KINDS } from "/static/staff/devices_model.js";
import { halves, isEnrolled, leftOf, placesOf } from "./model.js";

export function Enrol({ page, say, devices, busy, code, serverMs, said, onEnrol }) {
  const [kind, setKind] = useState("kiosk");
  const [place, setPlace] = useState(null);
  const places = placesOf(page, kind);
  const chosen = places.find((each) => each.place === place) ?? places[0];
  const turn = (next) => {
    setKind(next);
    setPlace(null);
  };
  const send = (event) => {
    event.preventDefault();
    onEnrol(kind, chosen.place);
  };
  return html`<section class="enrol">
    <h2><b class="song">${say("enrol.title")}</b></h2>
    <form onSubmit=${send}>
      <fieldset>
        <legend>${say("enrol.kind")}</legend>
        ${KINDS.filter((each) => placesOf(page, each).length > 0).map(
          (each) => html`<label key=${each}><input type="radio" name="kind" checked=${each === kind} onChange=${() => turn(each)} />${say(`device.kind.${each}`)}</label>`,
        )}
      </fieldset>
      <label class="ui-field"><span>${say(`enrol.place.${kind}`)}</span>
        <select value=${chosen?.place} onChange=${(event) => setPlace(event.currentTarget.value)}>
          ${places.map((each) => html`<option key=${each.place} value=${each.place}>${optionText(page, say, each)}</option>`)}
        </select>
      </label>
      ${chosen && isEnrolled(devices, chosen.device) && html`<p class="hint">${say("enrol.replaces", { code: chosen.device })}</p>`}
      ${said && html`<p class="said" role="alert">${said}</p>`}
      <button class="ui-button main" type="submit" disabled=${busy || !chosen}>${say("enrol.go")}</button>
    </form>
    ${code && html`<${Code} say=${say} code=${code} left=${leftOf(code.expires_at, serverMs)} />`}
    <p class="hint">${say("enrol.how")} <code>yimen device add ${page.kiosks[0]?.code ?? "K1"}</code></p>
  </section>`;
}

function optionText(page, say, { window, device, hall }) {
  if (window !== undefined) return say("enrol.option.window", { window });
  return say("enrol.option.device", { code: device, hall: page.halls[hall] ?? hall });
}

const Code = ({ say, code, left }) => html`<div class=${left ? "code gate" : "code gate gone"} role="status">
  <p>${say("enrol.code", { device: code.device })}</p>
  ${left
    ? html`<p class="num large" aria-label=${[...code.code].join(" ")}>${halves(code.code).map((half) => html`<span key=${half}>${half}</span>`)}</p>
        <p aria-live="off">${say("enrol.left", { minutes: left.minutes, seconds: String(left.seconds).padStart(2, "0") })} ${say("enrol.once")}</p>`
    : html`<p>${say("enrol.gone")}</p>`}
</div>`;
