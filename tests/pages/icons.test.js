// The one set of icons.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Icon, PATHS } from "#ui/icons.js";

const numbers = (path) => [...path.matchAll(/[ML](-?\d*\.?\d+)[ ,]?(-?\d*\.?\d+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);

test("an icon is drawn from its path and hidden from those who hear the page", () => {
  const drawn = Icon({ name: "search" });
  assert.equal(drawn.props["aria-hidden"], "true");
  assert.equal(drawn.props.children.props.d, PATHS.search);
});

test("an icon that does not exist is a mistake", () => {
  assert.throws(() => Icon({ name: "dragon" }), /no icon dragon/);
});

test("every icon begins each of its strokes on the 24 grid", () => {
  const outside = Object.keys(PATHS).filter((name) => numbers(PATHS[name]).some((at) => at < 1.5 || at > 22.5));
  assert.deepEqual(outside, []);
});
