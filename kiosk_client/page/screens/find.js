// Search: a field that takes keys, reader and keyboard alike, what was meant, results by place, letters below.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { lettersAhead, search } from "#ui/search.js";
import { findView, ROOMS, typed } from "../find_model.js";
import { quietly } from "../quietly.js";
import { Keyboard } from "./keyboard.js";
import { Chips, Pager, Rows } from "./paged.js";

const PAINTED_MS = 60;

/** A press draws only what it changes: the page is drawn four times a second, its search and its keys are not. */
export function Find({ kiosk, acts, here }) {
  const { say, language, state, layout, large } = kiosk;
  const field = useFocus();
  const { text, meaning = null, keys = language === "zh" ? "initials" : "full" } = here;
  const index = kiosk.index();
  const write = (make) => acts.change((now) => rewritten(now, make(now.text)));
  const result = useMemo(() => search(index, text, { meaning }), [index, text, meaning]);
  const view = useMemo(() => findView(kiosk, result, here, ROOMS[layout]), [result, here, state, layout, language]);
  const places = useMemo(() => view.places.map((place, at) => html`<${Place} key=${at} say=${say} place=${place} acts=${acts} />`), [view]);
  const ahead = useAhead(index, text);
  const keyboard = useMemo(() => html`<${Keyboard} say=${say} kind=${keys} large=${large} ahead=${ahead} onKey=${(key) => write((now) => typed(now, key))}
    onKind=${(next) => acts.change((now) => ({ ...now, keys: next }))}
    onDepartments=${() => acts.show({ name: "departments" })} />`, [ahead, keys, language, large]);
  return html`
    <header class="deep find-head">
      <h1 class="song">${say("search.title")}</h1>
      <label class="typed">
        <span class="vh">${say("search.title")}</span>
        <input ref=${field} value=${text} maxlength="40" inputmode="none" autocomplete="off" spellcheck=${false}
          onInput=${(event) => write(() => event.target.value)} />
        <i role="status">${view.count}</i>
      </label>
      <p class="understood">${view.understood || hintOf(say(keys === "initials" ? "search.hint" : "search.hint_full"), large)}</p>
    </header>
    <section class="found" aria-label=${say("search.results")}>
      ${view.meanings.length > 0 && html`<div class="meanings">
        <span>${say("search.meant")}</span>
        <${Chips} label=${say("search.meant")} chips=${view.meanings} onChip=${(chip) => acts.change({ ...here, meaning: chip.text, page: 0 })} />
      </div>`}
      ${view.none && html`<div class="hint"><b>${say("search.none")}</b><p>${say("search.none_now")}</p></div>`}
      ${text.trim() === "" && html`<p class="hint">${say("search.examples")}</p>`}
      ${places}
      <${Pager} say=${say} page=${view.page} pages=${view.pages} onPage=${(page) => acts.change({ ...here, page })} />
    </section>
    ${keyboard}
  `;
}

/** In large type there is room for the first sentence. */
const hintOf = (text, large) => (large ? text.match(/^.*?(?:。|\.(?= |$))/)?.[0] ?? text : text);

const rewritten = (now, text) => (text === now.text ? now : { ...now, text, meaning: null, page: 0 });

/**
 * The letters that lead on, found when the results have been painted; until then the keys stay as they are. What each of them
 * would find is looked up while the hand is still on its way.
 */
function useAhead(index, text) {
  const [ahead, setAhead] = useState(() => lettersAhead(index, text));
  useEffect(() => {
    let letGo = () => {};
    const waiting = setTimeout(() => {
      const letters = lettersAhead(index, text);
      setAhead(letters);
      letGo = quietly([...letters].map((letter) => () => search(index, text + letter)));
    }, PAINTED_MS);
    return () => (clearTimeout(waiting), letGo());
  }, [index, text]);
  return ahead;
}

/** Whatever is typed lands in the field, wherever the focus went: a card reader and a QR reader type like a keyboard. */
function useFocus() {
  const field = useRef(null);
  useEffect(() => {
    field.current.focus({ preventScroll: true });
    const take = (event) => {
      const plain = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (plain && event.key !== " " && document.activeElement !== field.current) field.current.focus({ preventScroll: true });
    };
    addEventListener("keydown", take, { capture: true });
    return () => removeEventListener("keydown", take, { capture: true });
  }, []);
  return field;
}

const Place = ({ say, place, acts }) => html`<section class=${place.here ? "place-group here" : "place-group"}>
  <h2><${Icon} name="pin" /><b>${place.name}</b><span>${place.windows}</span>
    <em>${place.wait ? html`<i>${place.waiting}${say("list.comma")}</i>${place.wait}` : place.waiting}</em></h2>
  <${Rows} rows=${place.rows} acts=${acts} />
</section>`;
