// The strip of devices: what each has told of itself. Who has told nothing is unknown, and said to be.

import { clockOf } from "#ui/clock.js";
import { html } from "#ui/html.js";
import { KINDS, signOf, speaking } from "/static/staff/devices_model.js";
import { stateOf } from "./device_words.js";

/** For a device that is silent, since when counts; the alarm says it of the others. */
const stateAndSince = (say, { state, since }) =>
  state === "silent" ? say("device.silent_since", { time: clockOf(since) }) : stateOf(say, state);

export function Devices({ say, devices: all }) {
  const devices = all && speaking(all);
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
    (device) => html`<span key=${device.code} title=${device.detail} class=${signOf(device.state)}>${device.code} <i>${stateAndSince(say, device)}</i></span>`,
  )}
</p>`;
