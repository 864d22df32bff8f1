// Every device that may speak, how it is since when, and the way to make its token worthless.

import { Dialog } from "#ui/dialog.js";
import { html } from "#ui/html.js";
import { stateOf } from "/static/manage/device_words.js";
import { KINDS, signOf } from "/static/staff/devices_model.js";
import { revokeText } from "./model.js";

const heading = (say, column) => say(`list.${column}`);

export const Devices = ({ say, devices, busy, onRevoke }) => html`<section class="enrolled">
  <h2><b class="song">${say("list.title")}</b> ${say("list.count", { count: devices.length })}</h2>
  ${devices.length === 0
    ? html`<p>${say("list.none")}</p>`
    : html`<table class="ui-table">
        <thead>
          <tr>${["code", "kind", "state", "since"].map((each) => html`<th scope="col" key=${each}>${heading(say, each)}</th>`)}
            <th scope="col"><span class="vh">${say("list.act")}</span></th></tr>
        </thead>
        <tbody>
          ${devices.map((device) => html`<${Row} key=${device.code} say=${say} device=${device} busy=${busy} onRevoke=${onRevoke} />`)}
        </tbody>
      </table>`}
  <p class="hint">${say("list.note")}</p>
</section>`;

const Row = ({ say, device, busy, onRevoke }) => html`<tr>
  <th scope="row"><b>${device.code}</b></th>
  <td>${KINDS.includes(device.kind) ? say(`device.kind.${device.kind}`) : device.kind}</td>
  <td><span class=${`sign ${signOf(device.state)}`}>${stateOf(say, device.state)}</span>${device.detail && html`<i>${device.detail}</i>`}</td>
  <td class="since">${device.sinceText}</td>
  <td><button class="ui-button" disabled=${busy} onClick=${() => onRevoke(device)}>${say("list.revoke")}<span class="vh"> ${device.code}</span></button></td>
</tr>`;

export const Revoke = ({ say, device, busy, said, onGo, onClose }) => html`<${Dialog} title=${say("revoke.title", { code: device.code })}
  close=${say("close")} onClose=${onClose} kind="danger">
  <p>${revokeText(say, device)}</p>
  ${said && html`<p class="said" role="alert">${said}</p>`}
  <p class="ui-keys">
    <button class="ui-button" data-first onClick=${onClose}>${say("cancel")}</button>
    <button class="ui-button danger" disabled=${busy} onClick=${onGo}>${say("revoke.go")}</button>
  </p>
<//>`;
