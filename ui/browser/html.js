// Markup in plain modules: no build step.
import { h } from "preact";
import htm from "htm";

/**
 * An element, made anew each time. htm would hand out the same object again for markup without a gap, and that object holds
 * on to the last tree in which it stood: a desk that is long gone, with all its keys (its README, "Caching").
 */
function fresh(...element) {
  this[0] = 3;
  return h(...element);
}

export const html = htm.bind(fresh);
