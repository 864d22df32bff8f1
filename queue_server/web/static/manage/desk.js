// The whole desk: what the hall is like, its queues, its windows, what to do, its devices.

import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { Bars } from "/static/staff/desk.js";
import { StaffHead } from "/static/staff/head.js";
import { Alarms } from "./alarms.js";
import { Devices } from "./devices.js";
import { EvacuationPanel } from "./evacuation.js";
import { WindowMap } from "./map.js";
import { NoticePanel } from "./notice.js";
import { QueuePanel } from "./queue_panel.js";
import { Queues } from "./queues.js";
import { soundState, turnSound } from "./sound.js";
import { WindowPanel } from "./window_panel.js";

export function Desk({ page, say, session, view, rooms, order, panel, said, acts }) {
  const toQueue = (queue) => acts.open({ kind: "queue", key: queue });
  const toWindow = (window) => acts.open({ kind: "window", key: window });
  return html`
    <${Head} page=${page} say=${say} session=${session} view=${view} acts=${acts} />
    <${Bars} say=${say} session=${session} signs=${view.signs} />
    <${Left} say=${say} halls=${view.halls} />
    ${view.ready
      ? html`
          <${Say} say=${say} view=${view} />
          <main class="floor">
            <${Queues} say=${say} groups=${view.groups} order=${order.value} onOrder=${(next) => (order.value = next)} onOpen=${toQueue} />
            <${WindowMap} say=${say} map=${view.map} counts=${view.counts} onOpen=${toWindow} />
            <${Alarms} say=${say} alarms=${view.alarms} offset=${view.offset} onQueue=${toQueue} />
          </main>
          <${Devices} say=${say} devices=${view.devices} />
        `
      : html`<main class="wait"><p role="status">${say("loading")}</p></main>`}
    ${panel && view.ready && html`<${Panel} page=${page} say=${say} view=${view} rooms=${rooms} panel=${panel} acts=${acts}
      busy=${session.sending.value !== "idle"} hurrying=${session.hurrying.value !== "idle"} said=${session.sending.value === "again" ? say("again") : said} />`}
  `;
}

function Head({ page, say, session, view, acts }) {
  const sound = soundState();
  return html`<${StaffHead} say=${say} session=${session} title=${say("title")} signs=${view.signs} date=${view.date}>
    <nav>
      <button onClick=${() => acts.open({ kind: "notice" })} disabled=${!view.ready}><${Icon} name="notice" />${say("key.notice")}</button>
      <button onClick=${() => acts.open({ kind: "evacuation" })} disabled=${!view.ready}><${Icon} name="evacuate" />${say("key.evacuation")}</button>
      <button aria-pressed=${sound !== "off"} onClick=${turnSound}>
        <${Icon} name=${sound === "on" ? "bell" : "sound-off"} />${say(`sound.${sound}`)}
      </button>
      <a href=${`/c/${page.centre}/manage/bookings?lang=${page.language}`}><${Icon} name="calendar" />${say("book.key")}</a>
      <a href=${`/c/${page.centre}/manage/devices?lang=${page.language}`}><${Icon} name="device" />${say("watch.key")}</a>
      <a href=${`/c/${page.centre}/manage/follow-ups?lang=${page.language}`}><${Icon} name="list" />${say("key.follow_ups")}</a>
    </nav>
  <//>`;
}

/** A hall that is left must not be overlooked. */
function Left({ say, halls }) {
  const left = halls.filter(({ state }) => state === "evacuation");
  return left.length > 0 && html`<p class="bar-leave" role="alert"><${Icon} name="evacuate" />${say("evacuation.bar", { halls: left.map(({ name }) => name).join(say("say.and")) })}</p>`;
}

const nameOf = (say, figure) => say(`figure.${figure}`);

function Say({ say, view }) {
  const { issued, done, missed, waiting, open_windows, windows } = view.totals;
  const figures = [["issued", issued], ["done", done], ["waiting", waiting], ["missed", missed]];
  return html`<section class="say">
    <p class="song" role="status">${view.sentence}</p>
    <dl>
      ${figures.map(([key, figure]) => html`<div key=${key}><dt>${nameOf(say, key)}</dt><dd class="num">${figure}</dd></div>`)}
      <div><dt>${say("figure.open_windows")}</dt><dd class="num">${open_windows}<i>/${windows}</i></dd></div>
    </dl>
  </section>`;
}

function Panel({ page, say, view, rooms, panel, acts, busy, hurrying, said }) {
  const more = { page, say, busy, said, onClose: () => acts.open(null) };
  if (panel.kind === "notice") return html`<${NoticePanel} ...${more} halls=${view.halls} put=${acts.put} />`;
  if (panel.kind === "evacuation") return html`<${EvacuationPanel} ...${more} busy=${hurrying} halls=${view.halls} evacuate=${acts.evacuate} />`;
  if (panel.kind === "window") {
    const each = view.windows.get(panel.key);
    return each && html`<${WindowPanel} key=${panel.key} ...${more} view=${each} board=${rooms[`window:${panel.key}`]?.board} arrange=${acts.arrange} />`;
  }
  const row = view.rows.find(({ queue }) => queue === panel.key);
  return row && html`<${QueuePanel} key=${panel.key} ...${more} row=${row} windows=${view.windows} arrange=${acts.arrange}
    onWindow=${(window) => acts.open({ kind: "window", key: window })} />`;
}
