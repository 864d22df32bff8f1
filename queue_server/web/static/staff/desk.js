// What every desk says: that its picture is old, that a command has no answer yet, that one was refused.

import { signal } from "@preact/signals";
import { html } from "#ui/html.js";

/** `command` answers with the body of what was done, else null. Keys differ by what they ask; `way` is the session's. */
export function commandsOf(session, say) {
  const said = signal(null);
  const command = async (method, path, body, way = "send") => {
    said.value = null;
    const answer = await session[way](method, path, body, { finger: `${path} ${JSON.stringify(body)}` });
    if (answer?.done) return answer.body ?? {};
    if (answer) said.value = answer.body?.error?.message ?? say("refused");
    return null;
  };
  return { said, command };
}

export function Bars({ say, session, signs, said }) {
  const again = [session.sending, session.hurrying].some(({ value }) => value === "again");
  return [signs.old && say("old", { time: signs.oldSince ?? "—" }), again && say("again"), said].map(
    (text) => text && html`<p class="bar-old" role="alert">${text}</p>`,
  );
}
