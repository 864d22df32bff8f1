// All shortcuts at a glance, and whether letters may act: not everybody's hands rest still on a keyboard.

import { html } from "#ui/html.js";
import { ALARM, LETTERS } from "./shortcuts.js";

export const Help = ({ say, desk }) => html`
  <dl class="shortcuts">
    <div class="large"><dt><kbd>${say("shortcut.space")}</kbd> <kbd>Enter</kbd></dt><dd>${say("help.big")}</dd></div>
    ${lettersOf(say).map(([letter, text]) => html`<div key=${letter}><dt><kbd>${letter}</kbd></dt><dd>${text}</dd></div>`)}
    <div><dt><kbd>1</kbd>–<kbd>9</kbd></dt><dd>${say("help.digits")}</dd></div>
    <div><dt><kbd>${ALARM}</kbd> <kbd>${ALARM}</kbd></dt><dd>${say("help.alarm")}</dd></div>
    <div><dt><kbd>Esc</kbd></dt><dd>${say("help.escape")}</dd></div>
    <div><dt><kbd>?</kbd></dt><dd>${say("help.title")}</dd></div>
  </dl>
  <p class="plain">${say("help.text")}</p>
  <label class="letters"><input type="checkbox" checked=${desk.letters.value} onChange=${(event) => desk.useLetters(event.currentTarget.checked)} />${say("help.letters")}</label>`;

const lettersOf = (say) => Object.entries(LETTERS).map(([action, letter]) => [letter, say(`help.${action}`)]);
