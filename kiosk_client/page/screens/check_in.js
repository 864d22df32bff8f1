// Check-in for a booking: there are no bookings yet, and this page says so, and what to do instead.

import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { deskOf } from "../blocked_model.js";
import { sentences } from "../spoken.js";
import { Head, contextOf } from "./parts.js";

export function CheckIn({ kiosk, acts }) {
  const { say, state, language } = kiosk;
  const desk = say("check_in.desk", { desk: deskOf(contextOf(kiosk), state.hall) });
  const parts = [say("check_in.not_yet"), say("check_in.since"), say("check_in.now")];
  return html`
    <${Head} kiosk=${kiosk} title=${say("check_in.title")} under="" spoken=${sentences([...parts, desk], language)} />
    <section class="blocked not-yet">
      <${Icon} name="calendar" />
      <div><h2>${parts[0]}</h2><p class="since">${parts[1]}</p><p>${parts[2]}</p><p>${desk}</p></div>
    </section>
    <button class="take" onClick=${() => acts.show({ name: "find", text: "" })}>
      <${Icon} name="search" /><span><b>${say("check_in.find")}</b></span>
    </button>
  `;
}
