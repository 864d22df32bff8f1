// The map of a hall as a picture: zones with their windows, the one to go to lit, where one stands, the way.
// Colours come from ui/styles/map.css. The picture is for eyes; `title` says the same to everybody else.

import { html } from "#ui/html.js";

const ARROW_M = 1.5;

/** `view` as hallMap makes it; `words` are `{you, entrance}`. */
export function HallMap({ view, title, words }) {
  return html`<svg class="hall-map" viewBox=${`-1 -1 ${view.width + 2} ${view.height + 3.6}`} role="img" aria-label=${title}>
    <rect class="wall" x="0" y="0" width=${view.width} height=${view.height} />
    ${view.zones.map((zone) => html`<${Zone} key=${zone.code} zone=${zone} />`)}
    ${view.entrance && html`<${Entrance} at=${view.entrance} word=${words.entrance} />`}
    ${view.way.length > 1 && html`<${Way} way=${view.way} />`}
    ${view.goal && html`<circle class="goal" cx=${view.goal.x} cy=${view.goal.y} r="1.5" />`}
    ${view.you && html`<${You} at=${view.you} word=${words.you} width=${view.width} way=${view.way} />`}
  </svg>`;
}

const Zone = ({ zone }) => html`<g class=${zone.lit ? "zone lit" : "zone"}>
  <rect x=${zone.x} y=${zone.y} width=${zone.width} height=${zone.height} rx="0.3" />
  ${zone.doors.map((door, i) => html`<rect key=${i} class="door" x=${door.x} y=${door.y} width=${door.width} height=${door.height} />`)}
  ${zone.label && html`<${Label} zone=${zone} label=${zone.label} />`}
</g>`;

function Label({ zone, label }) {
  const flat = zone.width >= zone.height;
  const x = zone.x + zone.width / 2 + (flat ? 0 : 0.6);
  const step = label.size * (label.upright ? 1.05 : 1.18);
  const first = zone.y + (zone.height + (flat ? 1.1 : 0)) / 2 - ((label.lines.length - 1) * step) / 2;
  return html`<text text-anchor="middle" font-size=${label.size}>
    ${label.lines.map((line, i) => html`<tspan key=${i} x=${x} y=${first + i * step} dominant-baseline="central">${line}</tspan>`)}
  </text>`;
}

const Entrance = ({ at, word }) => html`<g class="entrance">
  <path d=${`M${at.x - 3} ${at.y}h6`} />
  <text text-anchor="middle" font-size="2.2" x=${at.x} y=${at.y + 2.3}>${word}</text>
</g>`;

/** The line ends in an arrow that points the way it goes. */
function Way({ way }) {
  const [before, last] = way.slice(-2);
  const turned = (Math.atan2(last.y - before.y, last.x - before.x) * 180) / Math.PI;
  return html`<g class="way">
    <polyline points=${way.map(({ x, y }) => `${x},${y}`).join(" ")} />
    <path d=${`M${ARROW_M * 0.8} 0L-${ARROW_M * 0.6} -${ARROW_M * 0.8}V${ARROW_M * 0.8}z`}
      transform=${`translate(${last.x} ${last.y}) rotate(${turned})`} />
  </g>`;
}

/** The word stands on the side that the way does not take. */
function You({ at, word, width, way }) {
  const left = way.length > 1 && (way[2] ?? way[1]).x > at.x + 1;
  const right = !left && at.x < width * 0.7;
  return html`<g class="you">
    <circle class="halo" cx=${at.x} cy=${at.y} r="1.6" />
    <circle cx=${at.x} cy=${at.y} r="0.8" />
    <text text-anchor=${right ? "start" : "end"} font-size="2.4" dominant-baseline="central" x=${at.x + (right ? 2.4 : -2.4)} y=${at.y + 0.1}>${word}</text>
  </g>`;
}
