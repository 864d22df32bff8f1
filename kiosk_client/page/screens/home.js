// The first screen: the halls at work, search, what is collected, scenarios, and each hall as a door. In large type: six choices.

import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { books, facadeView, greeting, homeTitle, homeView, largeView } from "../home_model.js";

export const Home = ({ kiosk, acts }) => html`<${kiosk.large ? Large : Usual} kiosk=${kiosk} acts=${acts} />`;

function Usual({ kiosk, acts }) {
  const { say } = kiosk;
  const view = homeView(kiosk);
  return html`
    <div class="deep home-head">
      <h1><span>${greeting(say, kiosk.clock?.time)}</span><b class="song">${inPieces(homeTitle(kiosk))}</b></h1>
      <${HallFronts} kiosk=${kiosk} />
    </div>
    <div class="home-right">
    <button class="field" onClick=${() => acts.show({ name: "find", text: "" })}>
      <${Icon} name="search" /><span><b>${say("home.search")}</b><i>${say("home.search_hint")}</i></span>
    </button>
    <div class="actions">
      ${view.collects && html`<button onClick=${() => acts.show({ name: "collect" })}>
        <${Icon} name="paper" /><span><b>${say("collect.title")}</b><i>${say("collect.hint")}</i></span>
      </button>`}
      ${view.books && html`<button class="booked-key" onClick=${() => acts.show({ name: "check_in" })}>
        <${Icon} name="check-in" /><span><b>${say("home.check_in")}</b><i>${say("home.check_in_hint")}</i></span>
      </button>`}
    </div>
    ${view.scenarios.length > 0 && html`<${Events} say=${say} view=${view} acts=${acts} />`}
    <section class="halls">${view.halls.map((hall) => html`<${Hall} key=${hall.code} say=${say} hall=${hall} acts=${acts} />`)}</section>
    </div>
  `;
}

const Events = ({ say, view, acts }) => html`<section class="events">
  <h2>
    <b class="song">${say("home.scenarios")}</b><span>${say("home.scenarios_hint")}</span>
    <button onClick=${() => acts.show({ name: "scenarios" })}>${view.allScenarios}<${Icon} name="go" /></button>
  </h2>
  <ul>
    ${view.scenarios.map(
      (tile) => html`<li key=${tile.code}>
        <button onClick=${() => acts.open("scenario", tile.code)}><b>${tile.name}</b><i>${tile.count}</i></button>
      </li>`,
    )}
  </ul>
</section>`;

const Hall = ({ say, hall, acts }) => html`<div class=${hall.here ? "hall here" : "hall"}>
  <h2><b class="song">${hall.name}</b><span>${say(hall.here ? "home.here" : "home.other_hall")}</span></h2>
  <ul>
    ${hall.doors.map(
      (door) => html`<li key=${door.code}>
        <button onClick=${() => acts.show(door.to)}>
          <${Icon} name=${door.icon} /><span><b>${door.name}</b><i>${door.hint}</i></span><${Icon} name="go" />
        </button>
      </li>`,
    )}
  </ul>
</div>`;

export const HallFronts = ({ kiosk, only = null }) => html`<div class="fronts">
  ${facadeView(kiosk)
    .filter(({ code }) => only === null || code === only)
    .map(
      (hall) => html`<figure key=${hall.code} style=${{ "--doors": Math.max(24, hall.doors.length) }}>
        <figcaption><b>${hall.name}</b>${hall.text}</figcaption>
        <ol aria-hidden="true">${hall.doors.map((door) => html`<li class=${door.lit} key=${door.window}></li>`)}</ol>
      </figure>`,
    )}
</div>`;

/** Helper and booking first, then six choices: nothing here is smaller than 44 px. */
function Large({ kiosk, acts }) {
  const { say, clock } = kiosk;
  const choices = [
    ...largeView(kiosk),
    { code: "collect", icon: "paper", name: say("large.collect"), hint: say("large.collect_hint"), to: { name: "collect" } },
    { code: "find", icon: "search", name: say("large.find"), hint: say("large.find_hint"), to: { name: "find", text: "" } },
  ];
  return html`
    <header class="large-head"><h1>${inPieces(say("large.title"))}</h1><p>${clock?.date}</p></header>
    <div class="large-right">
    <div class="large-first">
      <button class="helper" onClick=${() => acts.show({ name: "help" })}>
        <${Icon} name="helper" /><span><b>${say("large.help")}</b><i>${say("large.help_hint")}</i></span>
      </button>
      ${books(kiosk.shelf) && html`<button class="booked-key" onClick=${() => acts.show({ name: "check_in" })}>
        <${Icon} name="check-in" /><span><b>${say("large.check_in")}</b><i>${say("large.check_in_hint")}</i></span>
      </button>`}
    </div>
    <ul class="choices-large">
      ${choices.map(
        (choice) => html`<li key=${choice.code}>
          <button onClick=${() => acts.show(choice.to)}>
            <${Icon} name=${choice.icon} /><span><b>${inPieces(choice.name)}</b><i>${choice.hint}</i></span>
          </button>
        </li>`,
      )}
    </ul>
    </div>
  `;
}

/** Lines end between two names, never inside one. */
const inPieces = (name) => name.split(/(?<=[、，.] ?)/).map((piece) => html`<span key=${piece} class="piece">${piece}</span>`);
