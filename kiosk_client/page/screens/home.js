// The first screen: search, life events, and the halls as doors.

import { html } from "#ui/html.js";
import { homeView } from "../model.js";
import { Icon } from "./icons.js";

export function Home({ kiosk, acts }) {
  const { say } = kiosk;
  const view = homeView(kiosk.shelf, kiosk.state, say, kiosk.language);
  const open = (kind, code) => acts.show({ name: "item", thing: { kind, code } });
  return html`
    <button class="field" onClick=${() => acts.show({ name: "find", text: "" })}>
      <${Icon} name="search" /><span><b>${say("home.search")}</b><i>${say("home.search_hint")}</i></span>
    </button>
    <section class="events">
      <h2>
        <b class="song">${say("home.scenarios")}</b><span>${say("home.scenarios_hint")}</span>
        <button onClick=${() => acts.show({ name: "scenarios" })}>${view.allScenarios}<${Icon} name="go" /></button>
      </h2>
      <ul>
        ${view.scenarios.map(
          (tile) => html`<li key=${tile.code}>
            <button onClick=${() => open("scenario", tile.code)}><b>${tile.name}</b><i>${tile.count}</i></button>
          </li>`,
        )}
      </ul>
    </section>
    <section class="halls">
      ${view.halls.map(
        (hall) => html`<div class=${hall.here ? "hall here" : "hall"} key=${hall.code}>
          <h2><b class="song">${hall.name}</b><span>${say(hall.here ? "home.here" : "home.other_hall")}</span></h2>
          <ul>
            ${hall.departments.map(
              (tile) => html`<li key=${tile.code}>
                <button onClick=${() => acts.show({ name: "items", department: tile.code })}>
                  <b>${tile.name}</b><i>${tile.count}</i><${Icon} name="go" />
                </button>
              </li>`,
            )}
            ${hall.more &&
            html`<li class="more">
              <button onClick=${() => acts.show({ name: "departments" })}><b>${hall.more}</b><${Icon} name="go" /></button>
            </li>`}
          </ul>
        </div>`,
      )}
    </section>
  `;
}
