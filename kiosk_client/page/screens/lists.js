// Lists: all departments, a department's items, all life events.

import { html } from "#ui/html.js";
import { nameIn } from "#ui/words.js";
import { departmentsOf, departmentTile, rowView, scenarioTile } from "../model.js";
import { Icon } from "./icons.js";

export const Departments = ({ kiosk, acts }) => html`<div class="scroll">
  ${kiosk.shelf.halls.map(
    (hall) => html`<section class="group" key=${hall.code}>
      <h2 class="song">${nameIn(hall.names, kiosk.language)}</h2>
      <ul class="tiles">
        ${departmentsOf(kiosk.shelf, hall.code)
          .map((row) => departmentTile(row, kiosk.say, kiosk.language))
          .map(
            (tile) => html`<li key=${tile.code}>
              <button onClick=${() => acts.show({ name: "items", department: tile.code })}>
                <b>${tile.name}</b><i>${tile.count}</i>
              </button>
            </li>`,
          )}
      </ul>
    </section>`,
  )}
</div>`;

export function Items({ kiosk, acts, here }) {
  const department = kiosk.shelf.department[here.department];
  const rows = kiosk.shelf.items.get(here.department) ?? [];
  return html`<h1 class="heading">${kiosk.say("department.title", { name: nameIn(department.names, kiosk.language) })}</h1>
    <div class="scroll">
      <${Rows} kiosk=${kiosk} acts=${acts} entries=${rows.map((row) => ({ kind: "service", row }))} />
    </div>`;
}

export const Scenarios = ({ kiosk, acts }) => html`<div class="scroll">
  <ul class="tiles two">
    ${kiosk.shelf.scenarios
      .map((row) => scenarioTile(row, kiosk.say, kiosk.language))
      .map(
        (tile) => html`<li key=${tile.code}>
          <button onClick=${() => acts.show({ name: "item", thing: { kind: "scenario", code: tile.code } })}>
            <b>${tile.name}</b><i>${tile.count}</i>
          </button>
        </li>`,
      )}
  </ul>
</div>`;

/** Items or life events as rows, each with its place and how many wait there. */
export const Rows = ({ kiosk, acts, entries }) => html`<ul class="rows">
  ${entries
    .map((entry) => rowView(kiosk.shelf, kiosk.state, kiosk.say, kiosk.language, entry))
    .map(
      (row) => html`<li key=${row.kind + row.code}>
        <button onClick=${() => acts.show({ name: "item", thing: { kind: row.kind, code: row.code } })}>
          <span><b>${row.name}</b><i>${row.hall} · ${row.place}</i></span>
          ${row.waiting && html`<em>${kiosk.say("item.waiting")}<b class="num">${row.waiting}</b></em>`}
          <${Icon} name="go" />
        </button>
      </li>`,
    )}
</ul>`;
