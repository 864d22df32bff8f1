// The sign above a window: which window it is, and whom it has called.

import { widthOf } from "#ui/paging_model.js";
import { signs } from "#ui/signs_model.js";
import { inAll, tongueAt } from "#ui/tongues.js";
import { nameIn } from "#ui/words.js";

const STRIP_FROM = 3.9;
const BAR_FROM = 2.4;
const STRIP = { name: "strip", width: 1920, height: 400, number: { width: 690, font: 300 } };
const BAR = { name: "bar", width: 1920, height: 600, number: { width: 920, font: 380 } };
const PANEL = { name: "panel", width: 800, height: 480, number: { width: 744, font: 308 } };
const BLOCK = { name: "block", width: 1280, height: 800, number: { width: 1180, font: 400 } };
const TOWER = { name: "tower", width: 800, height: 1280, number: { width: 720, font: 300 } };

/** A panel of so few lines spends them on the number: it hangs as high as any other. */
const PANEL_UP_TO = 600;

/** The picture that is drawn for a screen of this shape: a strip, half a screen, a small panel, a common screen, or one that stands. */
export function pictureFor({ width, height }) {
  if (width / height >= STRIP_FROM) return STRIP;
  if (width / height >= BAR_FROM) return BAR;
  if (width < height) return TOWER;
  return height <= PANEL_UP_TO ? PANEL : BLOCK;
}

/** How large a window's name is set: a few Han stand large, a long word gets smaller before it is broken. */
function nameSize(name) {
  const ems = Math.max(...name.split(" ").map(widthOf));
  return NAME_SIZES.find(({ upTo }) => ems <= upTo).size;
}

const NAME_SIZES = [
  { upTo: 4.5, size: "large" },
  { upTo: 6, size: "middle" },
  { upTo: Infinity, size: "long" },
];

/** What a window shows to the hall; an evacuation counts before whatever its board says else. */
export function stateOf(board) {
  if (!board) return "unknown";
  if (board.evacuated) return "leave";
  return board.state;
}

/**
 * `kind` is the window's state, "leave" while the hall is evacuated, or "unknown" before anything was heard.
 * `everyTongue` are all languages of the centre, also where the page was asked to speak one only.
 */
export function signView(page, tongues, { room, link, nowMs, freshAtMs, everyTongue = tongues }) {
  const board = room?.board ?? null;
  const kind = stateOf(board);
  const busy = kind === "called" || kind === "serving";
  const tongue = tongueAt(tongues, nowMs);
  return {
    window: page.window,
    names: inAll(tongues, ({ language }) => nameIn(page.names, language)),
    nameSize: nameSize(nameIn(page.names, tongues[0].language)),
    signs: signs(tongue.say, room, link, nowMs, freshAtMs),
    language: tongue.language,
    say: tongue.say,
    kind,
    number: busy ? (board.current?.number ?? null) : null,
    said: kind === "unknown" ? [] : inAll(kind === "leave" ? everyTongue : tongues, ({ say }) => say(`sign.${kind}`)),
  };
}
