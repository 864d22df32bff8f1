// A page drawn as a picture of fixed size and zoomed to the real one, whichever way round the screen hangs. A screen of
// another shape is filled all the same: its picture is as large as it is, and what is elastic in it takes the rest.

import { signal } from "@preact/signals";

/** `choose({width, height})` names the picture `{width, height}` for a screen; the value is chosen anew when it turns. */
export function pictureOn(element, choose) {
  const picture = signal(null);
  const apply = () => {
    const next = choose({ width: innerWidth, height: innerHeight });
    const zoom = Math.min(innerWidth / next.width, innerHeight / next.height);
    element.style.zoom = String(zoom);
    element.style.width = `${innerWidth / zoom}px`;
    element.style.height = `${innerHeight / zoom}px`;
    picture.value = next;
  };
  addEventListener("resize", apply);
  apply();
  return picture;
}
