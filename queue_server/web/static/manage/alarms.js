// What needs somebody now: each with since when and what can be done.

import { clockText } from "#ui/clock.js";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { runs } from "#ui/numbers.js";
import { remedyOf, stateOf } from "./device_words.js";

/** The most urgent ones are told in full, the others in one line each. */
const IN_FULL = 3;

export function Alarms({ say, alarms, offset, onQueue }) {
  return html`<section class="alarms" aria-label=${say("alarm.title")}>
    <h2><b class="song">${say("alarm.title")}</b> ${say("alarm.count", { count: alarms.length })}</h2>
    <ol aria-live="polite">
      ${alarms.length === 0 && html`<li class="none">${say("alarm.none")}</li>`}
      ${alarms.map((alarm, i) =>
        alarm.kind === "device"
          ? html`<${Device} key=${alarm.key} say=${say} alarm=${alarm} />`
          : i >= IN_FULL
            ? html`<${Short} key=${alarm.key} say=${say} alarm=${alarm} onQueue=${onQueue} />`
            : html`<${Queue} key=${alarm.key} say=${say} alarm=${alarm} offset=${offset} onQueue=${onQueue} />`,
      )}
    </ol>
  </section>`;
}

const isHelped = ({ could, shut, resting, empty }) => [could, shut, resting, empty].some((list) => list.length > 0);

const timeOf = (stamp, offset) => clockText(Date.parse(stamp), offset);

function Queue({ say, alarm, offset, onQueue }) {
  const { row, help } = alarm;
  const values = { waiting: row.waiting, minutes: row.oldest, target: row.target };
  return html`<li class="bad">
    <p class="head">
      <${Icon} name="warning" /><b>${say(`alarm.${alarm.kind}`, { queue: row.name })}</b>
      ${alarm.since && html`<i class="num">${say("alarm.since", { time: timeOf(alarm.since, offset) })}</i>`}
    </p>
    <p>${say("alarm.facts", values)}${say("joint")}${callingText(say, help)}</p>
    <p>${helpText(say, help)}</p>
    <button class="ui-button main" onClick=${() => onQueue(row.queue)}>${say(isHelped(help) ? "alarm.arrange" : "alarm.look")}</button>
  </li>`;
}

const Short = ({ say, alarm: { row, kind }, onQueue }) => html`<li class="bad short">
  <button onClick=${() => onQueue(row.queue)}>
    <${Icon} name="warning" /><b>${kind === "late" ? row.name : say("alarm.unserved", { queue: row.name })}</b>
    <span>${say("alarm.short", { minutes: row.oldest, target: row.target })}</span>
  </button>
</li>`;

/** How many windows call this queue now. */
export const callingText = (say, { calling }) =>
  calling.length === 0 ? say("help.calling_none") : say("help.calling", { windows: runs(calling.map(({ window }) => window), say("windows.and")) });

/** What can be done, from what is known: nobody is advised to do what would not help. */
export function helpText(say, help) {
  const parts = ["could", "shut", "resting", "empty"]
    .filter((kind) => help[kind].length > 0)
    .map((kind) => say(`help.${kind}`, { windows: runs(help[kind].map(({ window }) => window), say("windows.and")) }));
  return parts.length > 0 ? parts.join(say("joint")) : say("help.nothing");
}

const Device = ({ say, alarm }) => html`<li class="warn">
  <p class="head"><${Icon} name="print" /><b>${alarm.device.part_of ?? ""} ${alarm.device.code}</b> ${stateOf(say, alarm.device.state)}</p>
  <p>${remedyOf(say, alarm.device.state)}</p>
</li>`;
