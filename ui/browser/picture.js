// A page drawn as a picture of fixed size and zoomed to the real one, whichever way round the screen hangs.

import { signal } from "@preact/signals";

/** `choose({width, height})` names the picture `{width, height}` for a screen; the value is chosen anew when it turns. */
export function pictureOn(element, choose) {
  const picture = signal(null);
  const apply = () => {
    const next = choose({ width: innerWidth, height: innerHeight });
    element.style.zoom = String(Math.min(innerWidth / next.width, innerHeight / next.height));
    element.style.width = `${next.width}px`;
    element.style.height = `${next.height}px`;
    picture.value = next;
  };
  addEventListener("resize", apply);
  apply();
  return picture;
}
