// The light of a tablet: kept, and asked for again when it is lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stayAwake } from "#ui/awake.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A tablet whose light is given, refused, taken away, and whose clock stands until `minute()`. */
function a_tablet({ refuses = false } = {}) {
  const lights = [];
  const waits = [];
  const page = { visibilityState: "visible", addEventListener: (_, act) => (page.look = act) };
  const tablet = { refuses, lights, waits, page };
  const request = async () => {
    lights.push(null);
    if (tablet.refuses) throw new DOMException("low battery", "NotAllowedError");
    const light = { released: false, addEventListener: (_, act) => (light.lose = () => ((light.released = true), act())) };
    lights[lights.length - 1] = light;
    return light;
  };
  tablet.minute = () => waits.splice(0).forEach((act) => act());
  stayAwake({ request }, page, (act) => waits.push(act));
  return tablet;
}

test("a light that burns is asked for once", async () => {
  const { page, lights } = a_tablet();
  await settled();
  await page.look();
  assert.equal(lights.length, 1);
});

test("a page that was put away asks again when it is looked at", async () => {
  const { page, lights } = a_tablet();
  await settled();
  page.visibilityState = "hidden";
  lights[0].lose();
  await page.look();
  assert.equal(lights.length, 1);
  page.visibilityState = "visible";
  await page.look();
  assert.equal(lights.length, 2);
});

test("a light that the system took is asked for again after a while, once", async () => {
  const tablet = a_tablet();
  await settled();
  tablet.lights[0].lose();
  assert.equal(tablet.waits.length, 1);
  tablet.minute();
  await settled();
  assert.equal(tablet.lights.length, 2);
});

test("a light that is refused is asked for again, and never in a storm", async () => {
  const tablet = a_tablet({ refuses: true });
  await settled();
  await tablet.page.look();
  assert.equal(tablet.waits.length, 1);
  tablet.refuses = false;
  tablet.minute();
  await settled();
  assert.equal(tablet.lights.at(-1).released, false);
});

test("where there is no such light nothing happens", () => {
  assert.equal(stayAwake(null, { addEventListener: () => assert.fail() }), undefined);
});
