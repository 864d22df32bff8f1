// What surrounds every screen: the facade with the hall's doors and clock, and the bar below.

import { html } from "#ui/html.js";
import { nameIn } from "#ui/words.js";
import { facadeView } from "../model.js";
import { Icon } from "./icons.js";

const TITLES = {
  home: "home.title",
  find: "search.title",
  departments: "departments.title",
  scenarios: "scenarios.title",
  asking: "asking.title",
  result: "result.title",
  refused: "refused.title",
  offline: "offline.title",
};

export function Frame({ kiosk, acts, here, leaving, children }) {
  const { say, clock, shelf, state } = kiosk;
  if (leaving) return html`<${Leave} kiosk=${kiosk} hall=${leaving} />`;
  const home = here.name === "home";
  return html`
    <div class=${home ? "facade tall" : "facade"}>
      <header class="top">
        <p class="brand"><${Mark} /><span>
          <b class="song">${say("product")}</b><i>${nameIn(shelf?.centre.names, kiosk.language)}</i>
        </span></p>
        ${clock?.speed && html`<p class="demo">${demoText(say, clock.speed)}</p>`}
        <p class="clock"><b class="num">${clock?.time}</b><span>${clock?.date}</span></p>
      </header>
      ${TITLES[here.name] && html`<h1 class="song">${say(TITLES[here.name])}</h1>`}
      ${home && shelf && html`<${HallFronts} kiosk=${kiosk} />`}
    </div>
    ${!state.online && clock && html`<p class="bar-offline" role="alert">${say("offline.bar", { time: clock.seen })}</p>`}
    <main class=${`screen ${here.name}`}>${children}</main>
    <${Bar} kiosk=${kiosk} acts=${acts} here=${here} />
  `;
}

const demoText = (say, speed) =>
  speed === 1 ? say("demo.time") : say("demo.speed", { speed: Math.round(speed * 10) / 10 });

function Bar({ kiosk, acts, here }) {
  const { say, shelf } = kiosk;
  if (here.name === "asking" || here.name === "result") return null;
  const home = here.name === "home";
  return html`<nav class="bar">
    ${!home && html`<button onClick=${acts.back}><${Icon} name="back" />${say("nav.back")}</button>`}
    ${!home && html`<button onClick=${acts.home}><${Icon} name="home" />${say("nav.home")}</button>`}
    ${here.name !== "departments" && shelf && html`<button onClick=${() => acts.show({ name: "departments" })}>
      <${Icon} name="house" />${say("nav.departments", { count: shelf.departments.length })}
    </button>`}
    ${!home && here.name !== "find" && html`<button onClick=${() => acts.show({ name: "find", text: "" })}>
      <${Icon} name="search" />${say("nav.search")}
    </button>`}
    <button lang=${kiosk.language === "zh" ? "en" : "zh"} onClick=${acts.setLanguage}>
      <${Icon} name="globe" />${say("nav.language")}
    </button>
  </nav>`;
}

const Mark = () => html`<svg class="mark" viewBox="0 0 40 40" aria-hidden="true">
  <path d="M1 4h38v6H1zM5 13h5.500v23H5zM29.500 13H35v23h-5.500z" fill="currentColor" />
  <path class="leaf" d="M13 13h9l-3.500 3.500V36H13z" />
</svg>`;

const HallFronts = ({ kiosk }) => html`<div class="fronts">
  ${facadeView(kiosk.shelf, kiosk.state, kiosk.say, kiosk.language).map(
    (hall) => html`<figure key=${hall.code} style=${{ "--doors": Math.max(12, hall.doors.length) }}>
      <figcaption><b>${hall.name}</b>${hall.text}</figcaption>
      <ol aria-hidden="true">${hall.doors.map((door) => html`<li class=${door.lit} key=${door.window}></li>`)}</ol>
    </figure>`,
  )}
</div>`;

const Leave = ({ kiosk, hall }) => html`<section class="leave" role="alert">
  <h1>${kiosk.say("evacuation.title")}</h1>
  <p>${nameIn(hall.evacuation_text, kiosk.language) || kiosk.say("evacuation.text")}</p>
</section>`;
