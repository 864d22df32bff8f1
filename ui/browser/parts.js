// Small things that several pages show.

import { html } from "#ui/html.js";
import { parts } from "#ui/numbers.js";

/** A ticket's number, its letters kept small where they would push the digits aside. */
export function TicketNumber({ text }) {
  const { prefix, digits } = parts(text);
  const size = prefix.length > 1 ? "two" : "WM".includes(prefix) ? "broad" : "";
  return html`<span class=${size}>${prefix}</span>${digits}`;
}

export const Arrow = () => html`
  <svg class="arrow" viewBox="0 0 90 120" aria-hidden="true"><path d="M10 60h62M44 22l36 38-36 38" /></svg>
`;

/** The sign of the link, and the mark of a hall whose time is not the real one. */
export const Signs = ({ signs }) => html`
  ${signs.demo && html`<span class="demo">${signs.demo}</span>`}
  <span class=${signs.old ? "link old" : "link"} role="status">${signs.link}</span>
`;
