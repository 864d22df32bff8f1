// What can be heard and felt, for whoever has touched the page: browsers allow it only then.

import { stayAwake } from "#ui/awake.js";
import { chime } from "#ui/chime.js";

const [CALL, NEAR] = [[400, 200, 400], [250]];
const TIMES = 3;
const EVERY_MS = 2500;

/** The key that switches the bell on; it stands where the page keeps a place for it. `choice` stands before it. */
export function ringer(say, choice) {
  const key = Object.assign(document.createElement("button"), { className: "ring", type: "button", textContent: say("ring") });
  key.setAttribute("aria-pressed", "false");
  let on = false;
  let awake = false;
  const settle = () => document.querySelector("[data-ring]")?.append(choice, key);
  const sound = (pattern, times) => {
    if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.(pattern);
    for (let i = 0; on && i < times; i += 1) setTimeout(chime, i * EVERY_MS);
  };
  key.addEventListener("click", () => {
    on = !on;
    key.setAttribute("aria-pressed", String(on));
    key.textContent = say(on ? "ring.on" : "ring");
    if (!on) return;
    chime();
    if (!awake) stayAwake(); // a phone that sleeps hears nothing
    awake = true;
  });
  settle();
  return { settle, called: () => sound(CALL, TIMES), near: () => sound(NEAR, 1) };
}
