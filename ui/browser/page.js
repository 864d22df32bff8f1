// What every page begins with: its data block, and a picture that fits the screen.

/** The data that the server put into the page. */
export const pageData = () => JSON.parse(document.getElementById("page-data").textContent);

/** Show a picture drawn for `width` x `height` as large as the screen allows; sharp, because it is zoomed. */
export function fit(element, width, height) {
  const apply = () => {
    const scale = Math.min(innerWidth / width, innerHeight / height);
    element.style.zoom = String(scale);
  };
  addEventListener("resize", apply);
  apply();
}

/** A new name for one press, one touch: what is sent again under it is done once. */
export const newKey = () => crypto.randomUUID?.() ?? randomHex(16);

/** Pages over plain HTTP have no randomUUID, but they have good random numbers. */
function randomHex(bytes) {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((b) => b.toString(16).padStart(2, "0")).join("");
}
