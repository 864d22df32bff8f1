// A list in pages, with keys as large as the rows: nobody has to hit a scroll bar.

import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";

/** The keys below a list; nothing where all of it is on the screen. */
export const Pager = ({ say, page, pages, onPage }) =>
  pages > 1 &&
  html`<div class="pager">
    <button disabled=${page === 0} onClick=${() => onPage(page - 1)}><${Icon} name="up" />${say("pager.up")}</button>
    <p role="status">${say("pager.page", { page: page + 1, pages })}</p>
    <button disabled=${page === pages - 1} onClick=${() => onPage(page + 1)}><${Icon} name="down" />${say("pager.down")}</button>
  </div>`;

/** What narrows a list; one of them is chosen. */
export const Chips = ({ label, chips, onChip }) =>
  chips.length > 0 &&
  html`<div class="chips" role="group" aria-label=${label}>
    ${chips.map(
      (chip) => html`<button key=${chip.name} aria-pressed=${chip.on} onClick=${() => onChip(chip)}>
        <b>${chip.name}</b>${chip.count !== "" && html`<i class="num">${chip.count}</i>`}
      </button>`,
    )}
  </div>`;

/**
 * Items, scenarios or departments as rows. The n-th row stays where it is and says something else: that is drawn sooner than
 * a new one. `data-means` lets a finger do nothing whose row has changed below it.
 */
export const Rows = ({ rows, acts }) => html`<ul class="rows">
  ${rows.map(
    (row, at) => html`<li key=${at}>
      <button class=${row.kind} data-means=${row.code} onClick=${() => acts.open(row.kind, row.code)}>
        <span>
          <b>${row.marked ? row.marked.map(({ text, lit }, at) => (lit ? html`<mark key=${at}>${text}</mark>` : text)) : row.name}</b>
          <i>${row.also && html`<${Also} pieces=${row.also} />`}${row.hint}</i>
        </span>
        ${row.tag && html`<em>${row.tag}</em>`}
        <${Icon} name="go" />
      </button>
    </li>`,
  )}
</ul>`;

const Also = ({ pieces }) => html`<u>${pieces.map(({ text, lit }, at) => (lit ? html`<mark key=${at}>${text}</mark>` : text))}</u>`;
