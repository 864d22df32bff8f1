// The one large key: what it does now, said before it is pressed. It never drops what a visitor still has to do.

/** How many steps come after the current one. */
export const stepsLeft = (current) => (current?.steps ?? []).filter((step) => step.state === "pending").length;

/**
 * `acts` are the keys that it presses one after the other. With steps still to come the ticket goes on to the next
 * one; where nobody may be called it ends the current one, and after a pause it goes on. While the hall is left it
 * presses nothing and says what there is to do.
 */
export function bigKey(say, board, can, busy) {
  if (board?.evacuated) return leaving(say);
  const current = board?.current ?? null;
  const coming = board?.next_up?.[0] ?? null;
  const acts = actsOf(current, can);
  const key = acts.at(-1) ?? "next";
  const calls = key === "next" && acts.length > 0;
  return {
    acts,
    lit: acts.length > 0 && !busy,
    key,
    verb: say(`key.${key}`),
    ends: current && acts.length > 0 ? say(endsWith(acts[0], stepsLeft(current)), { number: current.number }) : null,
    coming: calls ? coming : null,
    text: textOf(say, board, { calls, coming, key }),
    warm: calls && coming !== null,
  };
}

const leaving = (say) => ({
  acts: [], lit: false, key: "leave", verb: say("next.leave"), ends: null, coming: null, text: say("next.leave_text"), warm: false,
});

function actsOf(current, can) {
  if (can.has("next")) return stepsLeft(current) > 0 && can.has("next-step") ? ["next-step", "next"] : ["next"];
  if (current && can.has("finish")) return stepsLeft(current) > 0 && can.has("next-step") ? ["next-step"] : ["finish"];
  return can.has("unpause") ? ["unpause"] : [];
}

const endsWith = (act, left) => (act === "next-step" && left > 0 ? "next.goes_on" : "next.ends");

function textOf(say, board, { calls, coming, key }) {
  if (!board) return null;
  if (calls) return coming ? null : say("next.nobody");
  if (key === "unpause") return say("next.after_pause");
  return key === "next" ? say("next.blocked") : say("next.calls_nobody");
}
