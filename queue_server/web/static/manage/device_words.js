// What a device's state is called, and what to do about it.

import { STATES } from "../staff/devices_model.js";

/** A device's state in words; one that is not known here is shown as it was told. */
export const stateOf = (say, state) => (STATES.includes(state) ? say(`device.${state}`) : state);

/** What to do about a state. */
export const remedyOf = (say, state) => say(STATES.includes(state) ? `device.do.${state}` : "device.do.other");
