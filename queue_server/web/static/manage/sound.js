// Alarms are heard as well, unless somebody wants quiet; the tab's owner remembers which.

import { signal } from "@preact/signals";
import { chime, isBlocked } from "#ui/chime.js";
import { fresh } from "./alarms_model.js";

const KEPT = "yimen-manage-quiet";

export const quiet = signal(localStorage.getItem(KEPT) === "yes");

export function turnSound() {
  quiet.value = !quiet.value;
  localStorage.setItem(KEPT, quiet.value ? "yes" : "no");
}

let before = null;

/** Ring once for alarms that are new since the last look; the first look rings for nothing. */
export function ringFor(alarms) {
  const isNew = fresh(before, alarms).length > 0;
  before = new Set(alarms.map(({ key }) => key));
  if (isNew && !quiet.value) chime();
}

/** "on", "off", or "blocked": the browser wants a touch before it lets a page sound. */
export const soundState = () => (quiet.value ? "off" : isBlocked() ? "blocked" : "on");
