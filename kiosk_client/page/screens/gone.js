// What the visitor was reading is not in the catalogue any more.

import { html } from "#ui/html.js";
import { goneView } from "../blocked_model.js";
import { sentences } from "../spoken.js";
import { Blocked, Head, contextOf } from "./parts.js";

export function Gone({ kiosk }) {
  const view = goneView(contextOf(kiosk));
  const spoken = sentences([view.title, view.since, view.now], kiosk.language);
  return html`<${Head} kiosk=${kiosk} title=${kiosk.say("gone.title")} under="" spoken=${spoken} /><${Blocked} blocked=${view} />`;
}
