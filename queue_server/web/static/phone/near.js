// When the turn counts as near: chosen on this phone, remembered on it, and told to nobody.

import { CHOICES, isNear } from "./near_model.js";

const KEPT = "remind-when";

/** The choice, and whether the turn has just come near: once each time that it does. */
export function nearness(say) {
  const label = Object.assign(document.createElement("label"), { className: "choose", textContent: say("remind.when") });
  const select = label.appendChild(document.createElement("select"));
  for (const [kind, count] of CHOICES) select.append(new Option(say(`remind.${kind}`, { count }), `${kind}-${count}`));
  select.value = kept() ?? select.options[0].value;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
  select.addEventListener("change", () => keep(select.value));
  let was = null;
  let told = false;
  return {
    choice: label,
    /** Whether it is to be said that the turn is near, and whether for the first time. Who opens the page near the turn knows. */
    look(place) {
      const near = isNear(select.value, place);
      const first = near && was === false;
      told = near && (told || first);
      was = near;
      return { told, first };
    },
  };
}

/** A browser that keeps nothing, as in private, has no choice of before. */
function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(value) {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    console.info("the choice is not remembered here");
  }
}
