// The strip of devices: what each has told of itself. Who has told nothing is unknown, and said to be.

import { html } from "#ui/html.js";
import { KINDS, signOf, stateOf } from "/static/staff/devices_model.js";

export function Devices({ say, devices }) {
  if (devices === null) return html`<footer class="devices"><p>${say("device.waiting")}</p></footer>`;
  return html`<footer class="devices" aria-label=${say("device.title")}>
    ${devices.length === 0 && html`<p>${say("device.none")}</p>`}
    ${KINDS.map((kind) => devices.filter((each) => each.kind === kind))
      .filter((group) => group.length > 0)
      .map((group) => html`<${Group} key=${group[0].kind} say=${say} kind=${group[0].kind} group=${group} />`)}
  </footer>`;
}

const Group = ({ say, kind, group }) => html`<p>
  <b>${say(`device.kind.${kind}`)}</b>
  ${group.map(
    ({ code, state, detail }) => html`<span key=${code} title=${detail} class=${signOf(state)}>${code} <i>${stateOf(say, state)}</i></span>`,
  )}
</p>`;
