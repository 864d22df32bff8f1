// The queues against their targets: who waits, how long the oldest has waited, and how many windows call.

import { html } from "#ui/html.js";

export function Queues({ say, groups, order, onOrder, onOpen }) {
  return html`<section class="queues" aria-label=${say("queues.title")}>
    <table>
      <colgroup>
        ${order === "place" && html`<col class="col-hall" />`}<col />
        ${["c", "b", "m", "w", "d"].map((each) => html`<col key=${each} class=${`col-${each}`} />`)}
      </colgroup>
      <thead>
        <tr>
          <th scope="col" colspan=${order === "place" ? 2 : 1} class="t">
            <span class="vh">${say("queues.queue")}</span><${Order} say=${say} order=${order} onOrder=${onOrder} />
          </th>
          <th scope="col" class="c">${say("queues.waiting")}</th>
          <th scope="col" colspan="2" class="b">${say("queues.oldest")}</th>
          <th scope="col" class="w">${say("queues.windows")}</th>
          <th scope="col" class="d">${say("queues.today")}</th>
        </tr>
      </thead>
      ${groups.map(
        ({ hall, rows }) => html`<tbody key=${hall?.code ?? "all"}>
          ${rows.map(
            (row, i) => html`<${Row} key=${row.queue} say=${say} row=${row} onOpen=${onOpen}
              hall=${hall && i === 0 ? { name: hall.name, span: rows.length } : null} />`,
          )}
        </tbody>`,
      )}
    </table>
  </section>`;
}

const Order = ({ say, order, onOrder }) => html`<div class="order" role="group" aria-label=${say("queues.order")}>
  ${["place", "need"].map(
    (each) => html`<button key=${each} aria-pressed=${order === each} onClick=${() => onOrder(each)}>
      ${say(`queues.by_${each}`)}
    </button>`,
  )}
</div>`;

const percent = (share) => `${Math.round(share * 1000) / 10}%`;

function Row({ say, row, hall, onOpen }) {
  const kind = [row.level, row.unserved && "unserved"].filter(Boolean).join(" ");
  return html`<tr class=${kind}>
    ${hall && html`<th scope="rowgroup" rowspan=${hall.span} class="hall"><span class="song">${hall.name}</span></th>`}
    <th scope="row" class="q">
      <button onClick=${() => onOpen(row.queue)} title=${row.full}><b class="num">${row.prefix}</b><span>${row.name}</span></button>
    </th>
    <td class="num c">${row.waiting}</td>
    <td class="b">
      <div class=${row.cut ? "bar cut" : "bar"}>
        <i class="length" style=${{ width: percent(row.bar) }}></i>
        <i class="mark" style=${{ left: percent(row.mark) }}></i>
      </div>
    </td>
    <td class="num m">
      ${row.oldest === null ? html`<span class="nobody">${say(row.waiting > 0 ? "queues.away" : "queues.nobody")}</span>` : say("minutes", { count: row.oldest })}
      <span class="vh">${say("queues.target", { count: row.target })} ${row.level === "over" ? say("queues.over") : ""}</span>
    </td>
    <td class="num w">${row.unserved ? html`<b class="none">0</b>` : row.open_windows}</td>
    <td class="num d">${row.issued} / ${row.served}</td>
  </tr>`;
}
