// The rows of the devices' page: a device, its parts below it, what is wrong, and the keys that make sense.

import { Dialog } from "#ui/dialog.js";
import { html } from "#ui/html.js";

const COLUMNS = ["device", "state", "since", "paper", "error", "version"];

export const Halls = ({ say, halls, busy, acts }) =>
  halls.map(
    (hall) => html`<section key=${hall.code} class="hall-devices">
      <h2><b class="song">${hall.name}</b></h2>
      ${hall.kinds.map((group) => html`<${Kind} key=${group.kind} say=${say} group=${group} busy=${busy} acts=${acts} />`)}
    </section>`,
  );

const kindText = (say, kind) => say(`device.kind.${kind}`);
const heading = (say, column) => say(`watch.column.${column}`);
const levelText = (say, level) => say(`watch.level.${level}`);

function Kind({ say, group, busy, acts }) {
  return html`<div class="kind-devices">
    <h3>${kindText(say, group.kind)}</h3>
    ${group.rows.length > 0 &&
    html`<table class="ui-table">
      <thead><tr>
        ${COLUMNS.map((column) => html`<th scope="col" key=${column} class=${column}>${heading(say, column)}</th>`)}
        <th scope="col" class="keys"><span class="vh">${say("watch.keys")}</span></th>
      </tr></thead>
      <tbody>
        ${group.rows.map((device) => [
          html`<${Row} key=${device.code} say=${say} row=${device} busy=${busy} acts=${acts} />`,
          ...device.parts.map((part) => html`<${Row} key=${`${device.code}/${part.code}`} say=${say} row=${part} busy=${busy} acts=${acts} />`),
        ])}
      </tbody>
    </table>`}
    ${group.folded.map(({ level, count, text }) => html`<p key=${level} class="folded"><span class=${`shape ${level}`}></span><b>${levelText(say, level)} ${count}</b> ${text}</p>`)}
  </div>`;
}

function Row({ say, row, busy, acts }) {
  const paper = row.paper && say(`watch.paper.${row.paper}`);
  return html`<tr class=${`${row.level}${row.partOf ? " part" : ""}`}>
    <th scope="row">${row.partOf ? html`<span class="kind">${say(`device.kind.${row.kind}`)}</span>` : ""} ${row.code === row.kind ? "" : html`<b>${row.code}</b>`}${row.name && html`<i>${row.name}</i>`}</th>
    <td class="state"><span class="told"><span class=${`shape ${row.level}`}></span>${row.state}</span>
      ${row.detail && html`<i>${row.detail}</i>`}${row.remedy && html`<span class="remedy">${row.remedy}</span>`}
      ${row.orders.map((order) => html`<span key=${order.kind} class=${`order ${order.state}`} role="status">${order.text}</span>`)}</td>
    <td class=${`since num${row.since ? "" : " none"}`} data-label=${heading(say, "since")}>${row.since ?? "—"}</td>
    <td class=${`paper ${row.paper ?? "none"}`} data-label=${heading(say, "paper")}>${paper ?? "—"}</td>
    <td class=${row.error ? "error" : "error none"} data-label=${heading(say, "error")}>${row.error ? html`${row.error.state} <span class="num">${row.error.at}</span>` : "—"}</td>
    <td class=${`version num${row.version ? "" : " none"}`} data-label=${heading(say, "version")}>${row.version || "—"}</td>
    <td class="keys">${row.kind === "machine" ? html`<${MachineKeys} say=${say} row=${row} busy=${busy} acts=${acts} />` : html`<${Keys} say=${say} row=${row} busy=${busy} acts=${acts} />`}</td>
  </tr>`;
}

const keyText = (say, kind) => say(`watch.${kind}`);

/** A device that does not speak now takes no order; one that is still under way is not given twice. */
const Keys = ({ say, row, busy, acts }) =>
  ["ok", "bad", "mixed"].includes(row.level) &&
  row.can.filter((kind) => acts[kind]).map(
    (kind) => html`<button key=${kind} class="ui-button" disabled=${busy || row.orders.some((order) => order.going && order.kind === kind)} onClick=${() => acts[kind](row)}>
      ${keyText(say, kind)}<span class="vh"> ${row.partOf ?? ""} ${row.code}</span>
    </button>`,
  );

const setText = (say, state) => say(`watch.set.${state}`);

const MachineKeys = ({ say, row, busy, acts }) =>
  ["ok", "out_of_order"].map(
    (state) => html`<button key=${state} class="ui-button" aria-pressed=${row.told === state} disabled=${busy} onClick=${() => acts.set(row, row.told === state ? "unknown" : state)}>
      ${setText(say, state)}<span class="vh"> ${row.code}</span>
    </button>`,
  );

export const Asked = ({ say, row, busy, onGo, onClose }) => html`<${Dialog} title=${say("watch.restart.title", { code: row.code })}
  close=${say("close")} onClose=${onClose}>
  <p>${say(`watch.restart.means.${row.kind}`)}</p>
  <p class="ui-keys">
    <button class="ui-button" data-first onClick=${onClose}>${say("cancel")}</button>
    <button class="ui-button main" disabled=${busy} onClick=${onGo}>${say("watch.restart")}</button>
  </p>
<//>`;
