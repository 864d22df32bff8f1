// The outward face of a window: who serves here, whom, and what a closed door means for you.

import { signs } from "#ui/signs_model.js";
import { nameIn } from "#ui/words.js";

/** `kind` is "ticket" (a number stands there), or the plain states "idle", "paused" and "closed". */
export function faceView(page, say, { room, link, nowMs, freshAtMs }) {
  const board = room?.board ?? null;
  const current = board?.current ?? null;
  const clerk = board?.clerk ?? null;
  return {
    window: page.window,
    name: page.window_name,
    centre: page.centre_name,
    signs: signs(say, room, link, nowMs, freshAtMs),
    clerk: clerk && { ...clerk, department: page.departments[clerk.department] ?? clerk.department },
    kind: kindOf(board),
    called: board?.state === "called",
    title: board ? titleOf(say, board) : "",
    text: board ? textOf(say, board) : "",
    number: current?.number ?? null,
    business: current ? businessOf(page, current) : null,
    step: stepText(say, current),
  };
}

function kindOf(board) {
  if (!board || board.state === "closed") return "closed";
  if (board.state === "paused") return "paused";
  return board.current ? "ticket" : "idle";
}

const titleOf = (say, board) =>
  ({
    called: say("window.calling"),
    serving: say("window.serving_you"),
    idle: say("window.idle"),
    paused: say("window.paused"),
    closed: say("window.closed"),
  })[board.state];

const textOf = (say, board) => (["idle", "paused", "closed"].includes(board.state) ? say(`window.${board.state}_text`) : "");

function businessOf(page, current) {
  if (current.service) return page.services[current.service] ?? "";
  const prefix = current.number.match(/^[^\d-]*/)[0];
  const queue = Object.values(page.queues).find((each) => each.prefix === prefix);
  return queue ? nameIn(queue.names, page.language) : "";
}

function stepText(say, current) {
  const index = current?.steps.findIndex((step) => step.state === "current") ?? -1;
  return index < 0 ? null : say("window.step", { step: index + 1, steps: current.steps.length });
}
