// The 88 windows by zone: a lit door for each that is at work. Every tile is a key; what it says in small type is
// said again in readable type when it is pointed at or has the focus.

import { useState } from "preact/hooks";
import { html } from "#ui/html.js";
import { shortTime } from "./windows_model.js";

export function WindowMap({ say, map, counts, onOpen }) {
  const [tip, setTip] = useState(null);
  return html`<section class="map" aria-label=${say("map.title")}>
    ${map.map(
      (hall) => html`<section class="map-hall" key=${hall.code}>
        <h2><b class="song">${hall.name}</b> ${say("map.windows", { count: hall.count })}</h2>
        <div class="zones">
          ${hall.zones.map(
            (zone) => html`<section class="zone" key=${zone.code}>
              <h3>${zone.name}</h3>
              <ol>
                ${zone.windows.map(
                  (each) => html`<${Tile} key=${each.window} say=${say} each=${each} tip=${tip === each.window} setTip=${setTip} onOpen=${onOpen} />`,
                )}
              </ol>
            </section>`,
          )}
        </div>
      </section>`,
    )}
    <p class="legend">
      ${counts.map(({ state, count }) => html`<span class=${state} key=${state}>${say(`state.${state}`)} <b class="num">${count}</b></span>`)}
      <span class="key">${say("map.key")}</span>
    </p>
  </section>`;
}

/** What a window does, in one line. */
export function windowLine(say, each) {
  const parts = [say(`state.${each.state}`)];
  if (each.shut) parts.push(say("map.shut"));
  if (each.reason) parts.push(each.reason);
  if (each.number) parts.push(each.number);
  if (each.minutes !== null && each.state !== "closed") parts.push(say("minutes", { count: each.minutes }));
  if (each.changed) parts.push(say("map.changed"));
  return parts.join(say("map.and"));
}

function Tile({ say, each, tip, setTip, onOpen }) {
  const id = `tip-${each.window}`;
  const show = () => setTip(each.window);
  const hide = () => setTip(null);
  const key = (event) => event.key === "Escape" && hide();
  const kind = [each.state, each.shut && "shut", each.changed && "changed"].filter(Boolean).join(" ");
  return html`<li onMouseMove=${show} onMouseLeave=${hide}>
    <button class=${`tile ${kind}`} onClick=${() => onOpen(each.window)} onFocus=${show} onBlur=${hide} onKeyDown=${key}
      aria-describedby=${tip ? id : undefined}>
      <b class="num">${each.window}</b>
      <span class="num no">${each.number ?? (each.state === "paused" ? say("map.paused_short") : each.shut ? say("map.shut_short") : "")}</span>
      <span class="num for">${each.state === "closed" ? "" : shortTime(each.minutes)}</span>
      <span class="vh">${windowLine(say, each)}</span>
    </button>
    ${tip && html`<p class="tip" role="tooltip" id=${id}><b>${say("map.tip", { window: each.window })}</b> ${windowLine(say, each)}</p>`}
  </li>`;
}
