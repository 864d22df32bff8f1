// Small blocks that the screens of taking share.

import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { ReadAloud } from "./read_aloud.js";

/** What the models need of the kiosk; `lost_at` is when the server was last heard. */
export const contextOf = ({ shelf, state, say, language, clock }) => ({
  shelf, say, language, state: { ...state, lost_at: clock?.seen },
});

/** The dark head of a screen: its title, a line under it with the key that reads all aloud, what belongs to it. */
export const Head = ({ kiosk, title, under, spoken, children, kind = "" }) => html`<header class=${`deep ${kind}`}>
  <h1 class="song">${title}</h1>
  <div class="deep-line"><p>${under}</p><${ReadAloud} kiosk=${kiosk} text=${spoken} /></div>
  ${children}
</header>`;

/** A hint with its icon; what can be touched stands in it as a key. */
export const Box = ({ icon, title, text, kind = "", children }) => html`<section class=${`box ${kind}`}>
  <${Icon} name=${icon} />
  <div><h2>${title}</h2>${text && html`<p>${text}</p>`}</div>
  ${children}
</section>`;

/** What is not possible, since or until when, what to do now: always in this order. */
export const Blocked = ({ blocked }) => html`<section class=${`blocked ${blocked.kind}`} role="alert">
  <${Icon} name=${BLOCKED_ICONS[blocked.kind] ?? "clock"} />
  <div>
    <h2>${blocked.title}</h2>
    ${blocked.since && html`<p class="since">${blocked.since}</p>`}
    <p>${blocked.now}</p>
  </div>
</section>`;

const BLOCKED_ICONS = { offline: "offline", evacuation: "evacuate", quota: "ticket", gone: "info" };
