// The number of a document: large keys, masked boxes, and a word at once when something does not fit. Readers type
// into it as well, whichever document is chosen.

import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { nameIn } from "#ui/words.js";
import { deskOf } from "../blocked_model.js";
import { KINDS, boxesOf, checked, written } from "../document.js";
import { keyboardOf } from "../find_model.js";
import { takingCards } from "../reads.js";
import { sentences } from "../spoken.js";
import { Keys } from "./keyboard.js";
import { Head, contextOf } from "./parts.js";

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "X", "0"];
const READER_MS = 250;
const KIND_ICONS = { resident: "id-card", passport: "passport" };
const WORD_ICONS = { typing: "keyboard", right: "check" };

export function IdNumber({ kiosk, acts, here }) {
  const { say, language, shelf, state } = kiosk;
  const { kind, number } = here.document;
  const today = (state.hall_time ?? "").slice(0, 10) || "9999-12-31";
  const check = checked(here.document, today);
  const write = (make) => acts.change((now) => ({ ...now, document: written(now.document, make(now.document.number), today) }));
  const give = (document) => (here.booking ? acts.checkIn({ id_number: document.number, id_kind: document.kind }) : acts.take(here.thing, here.visitorClass ?? "ordinary", document));
  const take = (document) => checked(document, today).state === "right" && give(document);
  const enter = () => {
    let typed = null;
    acts.change((now) => (typed = now));
    take(typed.document);
  };
  useReader({ write, enter });
  const [how, use] = [say(`id.how.${kind}`), say("id.use")];
  const later = say(`id.later.${kind}`, { desk: deskOf(contextOf(kiosk), state.hall) });
  const word = say(`id.${kind}.${check.state}`, { left: check.left, count: number.length });
  const name = here.booking ? say("check_in.title") : nameIn(shelf[here.thing.kind][here.thing.code].names, language);
  const choose = (one) => acts.change({ ...here, document: { kind: one, number: "" }, shown: false });
  return html`
    <${Head} kiosk=${kiosk} title=${say(`id.title.${kind}`)} spoken=${sentences([name, how, use, later], language)} kind="id-head" under=${name}>
      <p class="id-text"><span class="id-how">${how}</span>${joined(language)}${use}</p>
    <//>
    <section class=${`id-number ${kind}`}>
      <div class="id-kinds" role="radiogroup" aria-label=${say("id.kinds")}>
        ${KINDS.map((one) => html`<button key=${one} role="radio" aria-checked=${one === kind} onClick=${() => one !== kind && choose(one)}>
          <${Icon} name=${KIND_ICONS[one]} />${say(`id.kind.${one}`)}
        </button>`)}
      </div>
      <p class="boxes num" aria-label=${say(`id.number.${kind}`, { count: number.length })} role="img">
        ${boxesOf(here.document, here.shown).map((group, i) => html`<span key=${i}>
          ${group.map((one, at) => html`<b key=${at} class=${one ? "full" : ""}>${one}</b>`)}
        </span>`)}
      </p>
      <p class=${`id-word ${check.state}`} role="status"><${Icon} name=${WORD_ICONS[check.state] ?? "warning"} />${word}</p>
      <div class="id-tools">
        <button onClick=${() => acts.change({ ...here, shown: !here.shown })}><${Icon} name="eye" />${say(here.shown ? "id.hide" : "id.show")}</button>
        <button onClick=${() => write(() => "")}><${Icon} name="close" />${say("id.clear")}</button>
      </div>
      <${kind === "resident" ? Digits : Letters} say=${say} write=${write} large=${kiosk.large} keys=${here.keys ?? "full"}
        onKind=${(keys) => acts.change((now) => ({ ...now, keys }))} />
      <p class="id-later">${later}</p>
    </section>
    <button class="take" disabled=${check.state !== "right"} onClick=${() => take(here.document)}><${Icon} name="ticket" /><span><b>${say(here.booking ? "check_in.go" : "take.one")}</b></span></button>
  `;
}

/** Chinese sentences follow each other, English ones stand apart. */
const joined = (language) => (language === "zh" ? "" : " ");

const Digits = ({ say, write }) => html`<div class="digits">
  ${DIGITS.map((key) => html`<${Key} key=${key} letter=${key} write=${write} />`)}
  <${Erase} say=${say} write=${write} />
</div>`;

/** The kiosk's full keyboard: whoever has searched with it knows where the letters are. */
const Letters = ({ say, write, large, keys, onKind }) => html`<div class=${`letters num ${keys}${large ? " large" : ""}`}>
  <${Keys} say=${say} keyboard=${keyboardOf(keys, large)} word="id.delete" onKind=${onKind}
    onKey=${(key) => write((now) => (key === "delete" ? now.slice(0, -1) : now + key))} />
</div>`;

const Key = ({ letter, write }) => html`<button class="num" data-quick onClick=${() => write((now) => now + letter)}>${letter}</button>`;

const Erase = ({ say, write }) => html`<button class="erase" data-quick onClick=${() => write((now) => now.slice(0, -1))} aria-label=${say("id.delete")}>
  <${Icon} name="erase" />
</button>`;

/**
 * A reader is a keyboard that types fast and ends with Enter: its Enter takes the number, a person's presses a key.
 * Its Enter may come before the last character has been drawn: what counts is what was typed.
 */
function useReader({ write, enter }) {
  const lastMs = useRef(0);
  useLayoutEffect(() => {
    const heard = (event) => {
      const fast = event.timeStamp - lastMs.current < READER_MS;
      if (/^[0-9a-z]$/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
        lastMs.current = event.timeStamp;
        write((now) => now + event.key);
      } else if (event.key === "Backspace") write((now) => now.slice(0, -1));
      else if (event.key === "Enter" && fast) {
        event.preventDefault();
        enter();
      }
    };
    addEventListener("keydown", heard);
    const noMore = takingCards();
    return () => (removeEventListener("keydown", heard), noMore());
  });
}
