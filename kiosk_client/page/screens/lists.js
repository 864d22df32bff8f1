// Lists: all departments, the items of one or of a theme, scenarios, what is collected, whom to ask, languages.

import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import {
  chipLines, collectView, departmentsView, helpView, itemsView, pageOf, scenariosView, themeTiles,
} from "../list_model.js";
import { sentences } from "../spoken.js";
import { HallFronts } from "./home.js";
import { Chips, Pager, Rows } from "./paged.js";
import { Plan } from "./place.js";
import { ReadAloud } from "./read_aloud.js";

/** Rows on one page: upright or lying, usual or large. */
const ROWS = { tall: 10, wide: 9, "tall elder": 6, "wide elder": 5 };
const TILES = { tall: Infinity, wide: Infinity, "tall elder": 12, "wide elder": 10 };
/** The chips above a list: the width of their lines and their type; a line takes the room of a row. */
const CHIPS = {
  tall: { width: 968, em: 32 },
  wide: { width: 1240, em: 32 },
  "tall elder": { width: Infinity, em: 48 },
  "wide elder": { width: Infinity, em: 48 },
};

const Head = ({ kiosk, title, lines = [], hall = null, spoken = null }) => html`<header class="deep list-head">
  <div class="deep-title"><h1 class="song">${title}</h1>
    ${spoken && html`<${ReadAloud} kiosk=${kiosk} text=${spoken} />`}</div>
  ${lines.filter(Boolean).map((line) => html`<p key=${line} class="deep-line">${line}</p>`)}
  ${hall && !kiosk.large && html`<${HallFronts} kiosk=${kiosk} only=${hall === "*" ? null : hall} />`}
</header>`;

export function Departments({ kiosk, acts, here }) {
  const { say } = kiosk;
  const halls = departmentsView(kiosk);
  if (kiosk.large) return html`<${LargeDepartments} kiosk=${kiosk} acts=${acts} here=${here} halls=${halls} />`;
  return html`<${Head} kiosk=${kiosk} title=${say("departments.title")} lines=${[say("departments.hint")]} hall="*" />
    <div class="side all-departments">
      ${halls.map(
        (hall) => html`<section key=${hall.code}>
          <h2><b>${hall.name}</b>${hall.here && html`<span class="here-tag">${say("home.here")}</span>`}</h2>
          <${Tiles} tiles=${hall.tiles} acts=${acts} />
        </section>`,
      )}
    </div>`;
}

function LargeDepartments({ kiosk, acts, here, halls }) {
  const { say, layout } = kiosk;
  const view = pageOf(halls.flatMap(({ tiles }) => tiles), TILES[layout], here.page);
  return html`<${Head} kiosk=${kiosk} title=${say("departments.title")} />
    <div class="side">
      <${Tiles} tiles=${view.rows} acts=${acts} />
      <${Pager} say=${say} page=${view.page} pages=${view.pages} onPage=${(page) => acts.change({ ...here, page })} />
    </div>`;
}

const Tiles = ({ tiles, acts }) => html`<ul class="tiles">
  ${tiles.map(
    (tile) => html`<li key=${tile.code}>
      <button onClick=${() => acts.open("department", tile.code)}><b>${tile.pieces.map((piece, at) => html`${at > 0 && html`<wbr />`}${piece}`)}</b><i>${tile.count}</i></button>
    </li>`,
  )}
</ul>`;

/** The items of a department, or of a theme. */
export function Items({ kiosk, acts, here }) {
  const { say, language } = kiosk;
  const view = itemsView(kiosk, here);
  const { where } = view;
  const place = [where.hall, where.zone].filter(Boolean).join(" ");
  const { width, em } = CHIPS[kiosk.layout];
  const size = ROWS[kiosk.layout] - chipLines(view.topics, width, em);
  const { rows, page, pages } = pageOf(view.rows, size, here.page);
  const facts = [where.windows, where.waiting].filter(Boolean).join(say("list.comma"));
  const lines = [`${place}${where.here ? "" : say("list.other_hall")}`, facts];
  const spoken = sentences([view.title, ...lines, ...rows.map(({ name }) => name)], language);
  return html`<${Head} kiosk=${kiosk} title=${view.title} lines=${lines} hall=${view.hall} spoken=${spoken} />
    <div class="side">
      <${Chips} label=${say("topics.label")} chips=${view.topics}
        onChip=${({ code }) => acts.change({ ...here, topic: code, page: 0 })} />
      <${Rows} rows=${rows} acts=${acts} />
      <${Pager} say=${say} page=${page} pages=${pages} onPage=${(next) => acts.change({ ...here, page: next })} />
    </div>`;
}

export function Theme({ kiosk, acts, here }) {
  const theme = kiosk.shelf.theme[here.theme];
  const tiles = themeTiles(kiosk, theme);
  if (tiles === null) return html`<${Items} kiosk=${kiosk} acts=${acts} here=${here} />`;
  const { title, where, hall } = itemsView(kiosk, here);
  const line = `${where.hall}${where.here ? "" : kiosk.say("list.other_hall")}`;
  return html`<${Head} kiosk=${kiosk} title=${title} lines=${[line, where.waiting]} hall=${hall} />
    <div class="side"><${Tiles} tiles=${tiles} acts=${acts} /></div>`;
}

export function Scenarios({ kiosk, acts, here }) {
  const { say } = kiosk;
  const { rows, page, pages } = pageOf(scenariosView(kiosk), ROWS[kiosk.layout], here.page);
  return html`<${Head} kiosk=${kiosk} title=${say("scenarios.title")} lines=${[say("scenarios.hint")]} hall="*" />
    <div class="side">
      <${Rows} rows=${rows} acts=${acts} />
      <${Pager} say=${say} page=${page} pages=${pages} onPage=${(next) => acts.change({ ...here, page: next })} />
    </div>`;
}

/** Where papers are handed out. */
export function Collect({ kiosk, acts }) {
  const { say } = kiosk;
  return html`<${Head} kiosk=${kiosk} title=${say("collect.title")} lines=${[say("collect.text")]} hall="*" />
    <div class="side">${collectView(kiosk).map(
      ({ code, where, wait, rows }) => html`<section class="counter" key=${code}>
        <h2><${Icon} name="pin" /><b>${where.hall} ${where.zone}</b>
          <em><span>${where.windows}</span>
            ${where.here ? html`<span class="here-tag">${say("home.here")}</span>` : html`<span>${say("home.other_hall")}</span>`}</em>
        </h2>
        <p>${[where.waiting, wait].filter(Boolean).join(say("list.comma"))}</p>
        <${Rows} rows=${rows} acts=${acts} />
      </section>`,
    )}</div>`;
}

/** Whom to ask, and where; nobody is called by this page, and it does not say so. */
export function Help({ kiosk }) {
  const { say, language } = kiosk;
  const { lines, hall, zone } = helpView(kiosk);
  const spoken = sentences([say("help.title"), ...lines], language);
  return html`<${Head} kiosk=${kiosk} title=${say("help.title")} lines=${lines} spoken=${spoken} />
    <div class="side">
      ${hall && html`<div class="big-map"><${Plan} kiosk=${kiosk} hall=${hall} zone=${zone} /></div>`}
      <p class="help-stay"><${Icon} name="info" /><span>${say("help.stay")}</span></p>
    </div>`;
}

export const Languages = ({ kiosk, acts }) => html`<${Head} kiosk=${kiosk} title=${kiosk.say("languages.title")} hall="*" />
  <div class="side"><ul class="tiles">
    ${kiosk.languages.map(
      ({ code, name }) => html`<li key=${code}>
        <button lang=${code} onClick=${() => (acts.setLanguage(code), acts.back())}><b>${name}</b></button>
      </li>`,
    )}
  </ul></div>`;
