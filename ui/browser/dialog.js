// A dialog: everything else waits until it is answered.

import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";

const CAN_HAVE_FOCUS = "a[href], button, input, select, textarea, summary, [tabindex]";

/** What Tab goes through inside an element, in order. */
export const stops = (element) =>
  [...element.querySelectorAll(CAN_HAVE_FOCUS)].filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility());

/** Tab goes round inside the dialog: behind the last control comes the first. */
function goRound(event) {
  if (event.key !== "Tab") return;
  const all = stops(event.currentTarget);
  const [first, last] = event.shiftKey ? [all.at(-1), all[0]] : [all[0], all.at(-1)];
  if (first && (document.activeElement === last || !all.includes(document.activeElement))) {
    event.preventDefault();
    first.focus();
  }
}

/**
 * A dialog over the page. `title` is read when it opens, Escape and the cross call `onClose`, and the focus goes
 * back to where it was. The control with `data-first` gets the focus, else the first one in `children`.
 * `close` is the word of the cross; without it there is no cross. `kind` is one more class; `beside` stands beside the title.
 */
export function Dialog({ title, onClose, close, kind = "", beside = null, children }) {
  const dialog = useRef(null);
  const heading = useId();
  // Open before the next key arrives: an effect after the frame would leave that key to the page behind.
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element.showModal();
    const inside = element.querySelector(".ui-dialog-body");
    (inside.querySelector("[data-first]") ?? stops(inside)[0] ?? element).focus();
    return () => {
      element.close();
      if (before?.isConnected) before.focus();
    };
  }, []);
  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };
  return html`<dialog ref=${dialog} class=${`ui-dialog ${kind}`} aria-labelledby=${heading} tabindex="-1"
    onCancel=${cancel} onKeyDown=${goRound}>
    <header>
      <h2 id=${heading}>${title}</h2>${beside}
      ${close && html`<button class="ui-button quiet" onClick=${onClose}><${Icon} name="close" />${close}</button>`}
    </header>
    <div class="ui-dialog-body">${children}</div>
  </dialog>`;
}
