// The head of a desk: its name, its keys, the hall's clock and how fresh the picture is, and who works there.

import { html } from "#ui/html.js";
import { Signs } from "#ui/parts.js";
import { Who } from "./sign_in.js";

/** `signs` is what signs_model says, `date` the hall's date in words, `children` the desk's own keys. */
export const StaffHead = ({ say, session, title, signs, date, children }) => html`<header class="staff-head">
  <${Mark} /><h1 class="song">${title}</h1>
  ${children}
  <p class="when"><${Signs} signs=${signs} /><b class="num">${signs.clock}</b><span>${date}</span></p>
  <${Who} say=${say} session=${session} />
</header>`;

/** The door: a lintel and two posts, one leaf lit. */
const Mark = () => html`<svg class="mark" viewBox="0 0 40 40" aria-hidden="true">
  <path d="M1 4h38v6H1zM5 13h5.500v23H5zM29.500 13H35v23h-5.500z" fill="currentColor" />
  <path class="leaf" d="M13 13h9l-3.500 3.500V36H13z" />
</svg>`;
