// Where something is: a hall's map as large as the screen allows.

import { html } from "#ui/html.js";
import { HallMap } from "#ui/map.js";
import { hallMap } from "#ui/map_model.js";
import { nameIn } from "#ui/words.js";
import { deskOf } from "../blocked_model.js";
import { standsAt } from "../item_model.js";
import { sentences } from "../spoken.js";
import { Head, contextOf } from "./parts.js";

/** The map of a hall with a zone or a facility to go to; nothing where the catalogue knows no places. */
export function Plan({ kiosk, hall, zone = null, area = null }) {
  const { shelf, state, say, language } = kiosk;
  const you = hall === state.hall ? standsAt(shelf, state) : null;
  const view = hallMap(shelf, hall, language, { you, zone, place: area });
  if (!view) return null;
  const goal = nameIn((shelf.zone[zone] ?? shelf.facility[area])?.names, language);
  const title = say(goal ? "map.title_way" : "map.title", { hall: nameIn(shelf.hall[hall]?.names, language), goal });
  return html`<${HallMap} view=${view} title=${title} words=${{ you: say("map.you"), entrance: say("map.entrance") }} />`;
}

export function Place({ kiosk, here }) {
  const { shelf, state, say, language } = kiosk;
  const hall = nameIn(shelf.hall[here.hall].names, language);
  const goal = nameIn((shelf.zone[here.zone] ?? shelf.facility[here.area])?.names, language);
  const away = here.hall === state.hall ? null : say("map.other_hall", { hall });
  const known = shelf.facilities.some((row) => row.hall === here.hall);
  const none = known ? null : say("map.none", { desk: deskOf(contextOf(kiosk), state.hall) });
  return html`
    <${Head} kiosk=${kiosk} title=${goal || hall} spoken=${sentences([hall, goal, away, none], language)}  kind="place-head" under=${hall} />
    ${away && html`<p class="place-text">${away}</p>`}
    ${none && html`<p class="place-text">${none}</p>`}
    <div class="big-map"><${Plan} kiosk=${kiosk} hall=${here.hall} zone=${here.zone} area=${here.area} /></div>
  `;
}
