// One thing to do: where, how long, what spares the queue, what to bring, who goes first, and the key that takes the number.

import { useLayoutEffect, useState } from "preact/hooks";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { kindFor, kindOfFirst, written } from "../document.js";
import { bringText, itemView } from "../item_model.js";
import { takingCards } from "../reads.js";
import { spokenItem } from "../spoken.js";
import { Blocked, Box, Head, contextOf } from "./parts.js";

const MOST_ROWS = 6;
const WORTH_SCROLLING_PX = 60;
const OF_THE_PART = 0.6;
const ROOM_PX = 8;

export function Item({ kiosk, acts, here }) {
  const { say, language } = kiosk;
  const view = itemView(contextOf(kiosk), here.thing, here);
  const set = (more) => acts.change({ ...here, ...more });
  const identify = (document) => acts.show({ name: "id_number", thing: here.thing, visitorClass: here.visitorClass, document });
  useReader(view.realName && !view.blocked ? (letter) => identify(written({ kind: kindOfFirst(letter, language) }, letter)) : null);
  const take = () => (view.realName ? identify({ kind: kindFor(language), number: "" }) : acts.take(here.thing, here.visitorClass ?? "ordinary", null, here.people ?? 1));
  const more = useMore(kiosk.large);
  /** In large type what is asked stands first: below everything that is to be read nobody would find it. */
  const asks = view.blocked ? html`<${Blocked} blocked=${view.blocked} />` : html`<${Choices} say=${say} view=${view} set=${set} />`;
  const head = html`<${Head} kiosk=${kiosk} title=${view.name} spoken=${spokenItem(say, language, view)} kind="item-head"
    under=${html`${view.place}<span lang=${language === "zh" ? "en" : "zh-CN"}>${view.second}</span>`}>
    <${Facts} say=${say} view=${view} />
  <//>`;
  const body = html`<div class="scroll item-body" tabindex=${kiosk.large ? null : "0"}>
    ${view.other && html`<${Box} icon="walk" kind="lit" title=${view.other.title} text=${view.other.text}>
      <${MapKey} say=${say} word="other_hall.map" onClick=${() => acts.show({ name: "place", hall: view.other.hall, zone: view.other.zone })} />
    <//>`}
    ${view.notes.map((note) => html`<${Box} key=${note.title} icon="info" kind="lit" title=${note.title} text=${note.text} />`)}
    ${view.hints.map((hint) => html`<${Box} key=${hint.kind} icon=${hint.icon} title=${hint.title} text=${hint.text}>
      ${hint.place && html`<${MapKey} say=${say} word="machine.map" onClick=${() => acts.show({ ...hint.place, name: "place" })} />`}
    <//>`)}
    ${view.steps.length > 0 && html`<${Steps} say=${say} steps=${view.steps} own=${kiosk.state.hall} />`}
    ${view.materials.length > 0 && html`<${Materials} say=${say} names=${view.materials} many=${view.materials.length + 2 * view.boxes > MOST_ROWS} ticked=${here.ticked ?? []} onTick=${(ticked) => set({ ticked })} />`}
  </div>`;
  return html`
    ${kiosk.large ? html`<${Scroller} head=${head} asks=${asks} body=${body} isWide=${kiosk.layout === "wide elder"} />` : html`${head}${body}${asks}`}
    ${more && html`<button class="more-below" onClick=${more}><${Icon} name="down" />${say("item.more")}</button>`}
    ${!view.blocked && html`<button class=${view.realName ? "take asks" : "take"} onClick=${take}>
      <${Icon} name=${view.realName ? "id-card" : "ticket"} />
      <span><b>${view.take.title}</b>${view.take.hint && html`<i>${view.take.hint}</i>`}</span>
    </button>`}
  `;
}

/** In large type everything above the keys scrolls as one; lying, the head stands still at the left. */
const Scroller = ({ head, asks, body, isWide }) => html`${isWide && head}<div class="item-scroll" tabindex="0">${!isWide && head}${asks}${body}</div>`;

const scroller = () => document.querySelector(".item-scroll");

const BLOCKS = ".deep, .blocked h2, .blocked p, .classes > h2, .people, [role=radio], .class-text, .box, .to-bring > h2, .materials > li, .step-list > li";

/** While more lies below in large type, what the key does that goes on; else null. No line of what follows is seen in part. */
function useMore(large) {
  const [more, setMore] = useState(false);
  useLayoutEffect(() => {
    const part = scroller();
    const look = () => {
      const left = large ? part.scrollHeight - part.clientHeight - part.scrollTop : 0;
      setMore(left > WORTH_SCROLLING_PX);
      if (part) part.style.clipPath = left > 0 ? `inset(0 0 ${cutBelow(part)}px 0)` : "";
    };
    look();
    part?.addEventListener("scroll", look);
    return () => part?.removeEventListener("scroll", look);
  });
  return more ? () => scroller().scrollBy(0, scroller().clientHeight * OF_THE_PART) : null;
}

/** How much of the part's lower end shows blocks that are not whole, in px of the page; none where no whole block would be left or a class would go. */
function cutBelow(part) {
  const { top, bottom, height } = part.getBoundingClientRect();
  const asked = [...part.querySelectorAll(".classes [role=radio]")].map((key) => key.getBoundingClientRect());
  if (asked.some((key) => key.top < bottom && key.bottom > bottom + 1)) return 0;
  const whole = edgesOf(part).filter((edge) => edge > top && edge <= bottom + 1);
  return whole.length === 0 ? 0 : Math.max(0, ((bottom - Math.max(...whole)) * part.offsetHeight) / height - ROOM_PX);
}

const edgesOf = (part) => [...part.querySelectorAll(BLOCKS)].map((block) => block.getBoundingClientRect().bottom);

/** A reader that is used on this page already: it types within milliseconds, so both pages listen as soon as they are drawn. */
function useReader(begin) {
  useLayoutEffect(() => {
    const heard = (event) => begin && /^[0-9a-z]$/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey && begin(event.key);
    addEventListener("keydown", heard);
    const noMore = begin ? takingCards() : () => {};
    return () => (removeEventListener("keydown", heard), noMore());
  });
}

const Facts = ({ say, view }) => html`<dl class="facts">
  <div><dt>${say("fact.where")}</dt><dd>${view.hall} <span class="piece">${view.zone}</span><i>${view.windows}</i></dd></div>
  ${view.waiting && html`<div class="waiting"><dt>${say("fact.waiting")}</dt><dd>${view.waiting}<i>${view.wait}</i></dd></div>`}
  ${view.third && html`<div class="third"><dt>${view.third.title}</dt><dd>${view.third.main}<i>${view.third.more}</i></dd></div>`}
</dl>`;

const MapKey = ({ say, word, onClick }) => html`<button class="map-key" onClick=${onClick}><${Icon} name="map" />${say(word)}</button>`;

const Steps = ({ say, steps, own }) => html`<section class="to-bring">
  <h2 class="song">${say("steps.title", { count: steps.length })}</h2>
  <ol class="step-list">
    ${steps.map((step, number) => html`<li key=${number} class=${step.hall === own ? "" : "away"}>
      <b class="num">${number + 1}</b><span>${step.name}</span><i>${step.where}</i>
    </li>`)}
  </ol>
</section>`;

/** A help for the visitor alone: what is ticked is known to nobody and forgotten with the page. */
function Materials({ say, names, many, ticked, onTick }) {
  const has = (name) => ticked.includes(name);
  const tick = (name) => onTick(has(name) ? ticked.filter((one) => one !== name) : [...ticked, name]);
  const all = names.every(has);
  return html`<section class="to-bring">
    <h2 class="song">${bringText(say, names.length)}
      <span class=${all ? "all" : ""}>${say(all ? "materials.all" : "materials.hint")}</span></h2>
    <ul class=${many ? "materials many" : "materials"}>
      ${names.map((name) => html`<li key=${name}>
        <button role="checkbox" aria-checked=${has(name)} lang="zh-CN" onClick=${() => tick(name)}>
          <span class="tick"><${Icon} name="check" /></span>${name}
        </button>
      </li>`)}
    </ul>
  </section>`;
}

const Choices = ({ say, view, set }) => html`<div class="choices">
  <section class="classes">
    <h2 class="song">${say("class.title")}<span>${say("class.hint")}</span></h2>
    <div role="radiogroup" aria-label=${say("class.title")}>
      ${view.classes.map((one) => html`<button role="radio" aria-checked=${one.chosen} key=${one.code} onClick=${() => set({ visitorClass: one.code })}>
        <${Icon} name=${one.icon} />${one.label}
      </button>`)}
    </div>
    ${view.classText && html`<p class="class-text" role="status">${view.classText}</p>`}
  </section>
  ${view.people.length > 0 && html`<section class="people">
    <h2 class="song">${say("people.title")}<span>${say("people.hint")}</span></h2>
    <div role="radiogroup" aria-label=${say("people.title")}>
      ${view.people.map((one) => html`<button role="radio" aria-checked=${one.chosen} key=${one.count} onClick=${() => set({ people: one.count })}>
        <${Icon} name=${one.count === 1 ? "person" : "people"} />${one.label}
      </button>`)}
    </div>
  </section>`}
</div>`;
