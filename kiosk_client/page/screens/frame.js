// What surrounds every screen: the dark head with the clock, the way out in an evacuation, and the bar below.

import { useMemo } from "preact/hooks";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { Leave } from "#ui/leave.js";
import { demoText } from "#ui/signs_model.js";
import { nameIn } from "#ui/words.js";
import { ReadAloud } from "./read_aloud.js";

const TITLES = {
  asking: "asking.title", result: "result.title", refused: "refused.title", offline: "offline.title",
  reading: "held.reading", unfound: "held.unfound", checking: "check_in.checking", unchecked: "check_in.unchecked",
};
const WITHOUT_BAR = new Set(["asking", "result"]);

export function Frame({ kiosk, acts, here, leaving, children }) {
  const { say, clock, state, shelf, language, large, languages, leavingIn } = kiosk;
  const title = TITLES[here.title ?? here.name];
  const isHome = here.name === "home";
  const top = useMemo(() => html`<${Top} kiosk=${kiosk} />`, [clock, shelf, language, large]);
  const bar = useMemo(() => html`<${Bar} kiosk=${kiosk} acts=${acts} home=${isHome} />`, [isHome, shelf, language, large, languages.length]);
  if (leaving) return html`<${Leave} leave=${leaving} />`;
  return html`
    <div class=${`facade ${here.name}-facade`}>
      ${top}
      ${title && html`<h1 class="song">${here.jobs?.length > 1 ? say("result.title_many", { count: here.jobs.length }) : say(title)}</h1>`}
    </div>
    ${!state.online && clock && html`<p class="bar-offline" role="alert">${say(state.own_numbers ? "offline.bar_own" : "offline.bar", { time: clock.seen })}</p>`}
    <main class=${`screen ${here.name}`}>${children}</main>
    ${!WITHOUT_BAR.has(here.name) && bar}
    ${leavingIn !== null && html`<button class="still-there" role="alert"><b>${say("quiet.still_there")}</b><i class="num">${leavingIn}</i></button>`}
  `;
}

const Top = ({ kiosk: { say, clock, shelf, language, large } }) => html`<header class="top">
  <p class="brand"><${Mark} /><span>
    <b class="song">${large ? nameIn(shelf?.centre.names, language) : say("product")}</b>
    <i>${large ? say("large.name") : nameIn(shelf?.centre.names, language)}</i>
  </span></p>
  ${clock?.speed && html`<p class="demo">${demoText(say, clock.speed)}</p>`}
  <p class="clock"><b class="num">${clock?.time}</b><span>${clock?.date}</span></p>
</header>`;

/** Navigation only: whatever one comes for stands above it. No key moves when the catalogue comes: a finger may be on its way. */
function Bar({ kiosk, acts, home }) {
  const { say, large } = kiosk;
  return html`<nav class="bar" aria-label=${say("nav.label")}>
    ${!home && html`<${Key} icon="back" onClick=${acts.back}>${say("nav.back")}<//>`}
    ${!home && html`<${Key} icon="home" onClick=${acts.home}>${say("nav.home")}<//>`}
    ${home && !large && html`<${Key} icon="departments" onClick=${() => acts.show({ name: "departments" })}>${say("nav.departments")}<//>`}
    ${(home || !large) && html`<${Key} icon=${large ? "back" : "large"} onClick=${acts.setLarge}>${say(large ? "nav.normal" : "nav.large")}<//>`}
    ${(home || !large) && html`<${Tongue} kiosk=${kiosk} acts=${acts} />`}
    ${home && large && html`<${ReadAloud} kiosk=${kiosk} text=${say("large.spoken")} />`}
    ${!(home && large) && html`<${Key} icon="helper" kind="ask" onClick=${() => acts.show({ name: "help" })}>${say("nav.help")}<//>`}
  </nav>`;
}

const Key = ({ icon, kind = "", onClick, children }) => html`<button class=${kind} onClick=${onClick}>
  <${Icon} name=${icon} /><span>${children}</span>
</button>`;

/** Of two languages the other one; of more a page to choose from. */
function Tongue({ kiosk, acts }) {
  const others = kiosk.languages.filter(({ code }) => code !== kiosk.language);
  if (others.length === 0) return null;
  const [{ code, name }] = others;
  if (others.length > 1) return html`<${Key} icon="language" onClick=${() => acts.show({ name: "languages" })}>${kiosk.say("nav.languages")}<//>`;
  return html`<button lang=${code === "zh" ? "zh-CN" : code} onClick=${() => acts.setLanguage(code)}>
    <${Icon} name="language" /><span>${name}</span>
  </button>`;
}

const Mark = () => html`<svg class="mark" viewBox="0 0 40 40" aria-hidden="true">
  <path d="M1 4h38v6H1zM5 13h5.500v23H5zM29.500 13H35v23h-5.500z" fill="currentColor" />
  <path class="leaf" d="M13 13h9l-3.500 3.500V36H13z" />
</svg>`;
