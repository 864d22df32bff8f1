// The figures as a table; on a phone each row is a card.

import { html } from "#ui/html.js";
import { LEVELS } from "./model.js";

const COLUMNS = ["visits", "rated", "rated_share", "good_share"];

export const Table = ({ say, by, rows, total }) => html`<table class="ui-table">
  <thead><tr>
    <th scope="col" class="key">${say(`column.key.${by}`)}</th>
    ${[...COLUMNS, ...LEVELS, "not_rated"].map((each) => html`<th key=${each} scope="col" class="num">${columnOf(say, each)}</th>`)}
    <th scope="col" class="reasons">${say("column.reasons")}</th>
  </tr></thead>
  <tbody>${rows.map((row) => html`<${Row} key=${row.key} say=${say} row=${row} />`)}</tbody>
  <tfoot><${Row} say=${say} row=${{ ...total, name: say("total") }} /></tfoot>
</table>`;

const columnOf = (say, column) => say(`column.${column}`);

function Row({ say, row }) {
  const cells = [["visits", row.visits], ["rated", row.rated], ["rated_share", row.ratedShare], ["good_share", row.goodShare],
    ...LEVELS.map((level, at) => [level, row.levels[at]]), ["not_rated", row.notRated]];
  return html`<tr>
    <th scope="row" class="key">${row.name}</th>
    ${cells.map(([column, value]) => html`<td key=${column} class=${`num ${column}${value === 0 ? " zero" : ""}`} data-name=${columnOf(say, column)}>${value}</td>`)}
    <td class="reasons">${row.reasons}${row.isFew && html`<i>${say("few")}</i>`}</td>
  </tr>`;
}
