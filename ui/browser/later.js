// What the first picture of a page does not need: scripts and styles that are fetched afterwards.

import { backOff } from "#ui/live_model.js";

/** `fetchIt` done once, however often it is asked for; after a failure the next one who asks begins anew. */
export function once(fetchIt) {
  let fetched = null;
  return () => {
    fetched ??= fetchIt().catch((problem) => {
      fetched = null;
      throw problem;
    });
    return fetched;
  };
}

/** `fetchIt`, again and again until it comes. */
export async function untilThere(fetchIt) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await fetchIt();
    } catch (problem) {
      console.info("not loaded yet", String(problem));
      await new Promise((resolve) => setTimeout(resolve, backOff(tries, Math.random())));
    }
  }
}

/** Do it when somebody touches the page for the first time. */
export function atFirstTouch(act) {
  const signs = ["pointerdown", "keydown", "input"];
  const touched = () => {
    signs.forEach((sign) => removeEventListener(sign, touched, true));
    act();
  };
  signs.forEach((sign) => addEventListener(sign, touched, true));
}

/** A style sheet, once it holds: `before` another one's link, else last of all that were asked for. */
export function sheet(address, before = null) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(`no style sheet ${address}`));
    };
    document.head.insertBefore(link, before);
  });
}
