// How large a hall board draws its numbers, so that they are read from 15 metres on the screen that really hangs there.
//
// A number is comfortable to read from 200 times its height. Digits of Noto Sans CJK stand 0.733 of the font size high.

const MM_PER_INCH = 25.4;
export const GLYPH = 0.733;
export const LEAST_MM = 60;
/** Digits that are drawn a little larger than needed, so that rounding never makes them too small. */
const RESERVE = 1.015;

/**
 * How a picture lists what waits: up to `single` queues at once whose names take one line, up to `double` whose names
 * take two, in `columns`, each `cell` pixels wide. `doors` is how many doors stand in a row, `line` the ems of a note.
 */
export const LANDSCAPE = {
  name: "landscape", width: 1920, height: 1080, doors: 40, line: 32.4,
  queues: { single: 11, double: 7, columns: 1, cell: 464 },
};
export const PORTRAIT = {
  name: "portrait", width: 1080, height: 1920, doors: 18, line: 46,
  queues: { single: 12, double: 8, columns: 2, cell: 476 },
};

/** The picture that is drawn for a screen of this shape; it is zoomed to the real size. */
export const pictureFor = (width, height) => (width >= height ? LANDSCAPE : PORTRAIT);

/** How large one pixel of the drawn picture is on the wall, in millimetres. */
export function mmPerPixel({ inches, width, height }) {
  const picture = pictureFor(width, height);
  const zoom = Math.min(width / picture.width, height / picture.height);
  return ((inches * MM_PER_INCH) / Math.hypot(width, height)) * zoom;
}

/** The smallest font, in pixels of the picture, whose digits stand 60 mm high on the wall. */
export const leastFont = (screen) => (LEAST_MM * RESERVE) / (GLYPH * mmPerPixel(screen));

/**
 * Ways to divide the board, the richest first: earlier calls in columns and rows, up to which font they have room,
 * how large the newest is. The smaller the screen on the wall, the fewer calls with larger type.
 */
const PLANS = {
  landscape: [
    { columns: 2, rows: 3, font: 126, upTo: 134, row: 136, newest: 372, newestFont: 290, cell: 640 },
    { columns: 1, rows: 3, font: 136, upTo: 172, row: 170, newest: 276, newestFont: 250, cell: 1308 },
    { columns: 1, rows: 2, font: 172, upTo: 218, row: 224, newest: 336, newestFont: 290, cell: 1308 },
    { columns: 1, rows: 1, font: 218, upTo: 300, row: 320, newest: 450, newestFont: 318, cell: 1308 },
  ],
  portrait: [
    { columns: 1, rows: 4, font: 122, upTo: 124, row: 124, newest: 470, newestFont: 288, cell: 1000 },
    { columns: 1, rows: 3, font: 130, upTo: 168, row: 166, newest: 470, newestFont: 288, cell: 1000 },
    { columns: 1, rows: 2, font: 170, upTo: 250, row: 248, newest: 470, newestFont: 288, cell: 1000 },
  ],
};

/** The plan for a screen, and the size of its picture; `least` is the smallest font whose digits are 60 mm high. */
export function planFor(screen) {
  const picture = pictureFor(screen.width, screen.height);
  const least = leastFont(screen);
  const plans = PLANS[picture.name];
  const plan = plans.find(({ upTo }) => least <= upTo) ?? plans.at(-1);
  const font = Math.min(plan.upTo, Math.max(plan.font, Math.ceil(least)));
  const newestFont = Math.max(plan.newestFont, font);
  const { width, height } = picture;
  return { ...plan, picture, width, height, font, newestFont, least, count: plan.columns * plan.rows };
}

/** `?inches=` as a number; without a sensible one, the usual size of a hall board. */
export function inchesFrom(text, usual) {
  const inches = Number(text);
  return Number.isFinite(inches) && inches >= 10 && inches <= 400 ? inches : usual;
}
