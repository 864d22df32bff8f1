// Something dangerous is held, not pressed: what a key that must be held knows, without the key.

export const HOLD_MS = 1500;
export const IDLE = Object.freeze({ phase: "idle" });

/**
 * What a key that must be held becomes. `event` is one of
 * down, up: a finger comes and goes; elapsed: the finger stayed for HOLD_MS;
 * press: without a finger (keyboard, switch, screen reader), where the second press confirms; leave: the focus goes away.
 */
export function held(state, event) {
  switch (event) {
    case "down":
      return { phase: "holding" };
    case "elapsed":
      return state.phase === "holding" ? { phase: "done" } : state;
    case "press":
      return { phase: state.phase === "armed" ? "done" : "armed" };
    case "up":
      return state.phase === "holding" ? { phase: "short" } : state;
    default:
      return IDLE;
  }
}
