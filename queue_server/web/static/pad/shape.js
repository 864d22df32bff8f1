// Which of its shapes the desk takes: a PAD's picture, a desk PC's, or one column for small screens and large zoom.

const PAD = { width: 1280, height: 800 };

/** `{shape, zoom}`; only a screen of a PAD's own proportions is zoomed, all others flow. */
export function shapeFor(width, height) {
  if (width < 1000 || height < 600) return { shape: "phone", zoom: 1 };
  const ratio = width / height;
  if (ratio > 1.54 && ratio < 1.66 && width >= 1180) {
    return { shape: "pad", zoom: Math.min(width / PAD.width, height / PAD.height) };
  }
  return { shape: width >= 1600 && height >= 800 ? "desk" : "pad", zoom: 1 };
}
