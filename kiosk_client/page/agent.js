// The page's only neighbour: the agent on this machine.

const PATIENCE_MS = 8000;
const LOOK_EVERY_MS = 2000;
const ASK_EVERY_MS = 400;
const GIVE_UP_MS = 40_000;
const SILENT_MS = 8000;

const asJson = async (path, options = {}) => {
  const answer = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS), ...options });
  return { status: answer.status, body: await answer.json() };
};

const post = (path, body) =>
  asJson(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The state that was heard at `atMs`, as it counts now: an agent that has been silent for long is not online. */
export const asHeard = (state, atMs, nowMs) => ({ ...state, online: state.online && nowMs - atMs < SILENT_MS });

/** Keep the state current; `onState(state)` every two seconds, `onCatalogue` when there is a newer one. */
export async function keepLooking({ onState, onCatalogue }) {
  for (let version = null; ; await pause(LOOK_EVERY_MS)) {
    try {
      const { body: state } = await asJson("/agent/state");
      onState(state, Date.now());
      if (state.catalogue_version === null || state.catalogue_version === version) continue;
      const { status, body } = await asJson("/agent/catalogue");
      if (status === 200) onCatalogue(body);
      if (status === 200) version = body.version;
    } catch (problem) {
      console.info("the agent does not answer", String(problem));
    }
  }
}

/** A small thing from the agent's memory; null where it does not answer. */
async function told(path) {
  try {
    const { status, body } = await asJson(path);
    return status === 200 ? body : null;
  } catch (problem) {
    console.info("the agent does not answer", String(problem));
    return null;
  }
}

/** Everything that the page says in another language; null where the agent does not answer. */
export const wordsOf = (language) => told(`/agent/words/${language}`);

/** What to bring for an item; nothing where the agent does not answer. */
export const materialsOf = async (code) => (await told(`/agent/services/${encodeURIComponent(code)}`))?.materials ?? [];

/** Take a number: asked under one key until the agent knows what came of it. */
export async function takeNumber(wish) {
  for (const until = Date.now() + GIVE_UP_MS; Date.now() < until; ) {
    try {
      const { status, body } = await post("/agent/tickets", wish);
      if (status === 400) return { state: "refused", error: null };
      if (body.state !== "asking") return body;
    } catch (problem) {
      console.info("the agent does not answer yet", String(problem));
      await pause(ASK_EVERY_MS);
    }
  }
  return { state: "unreached" };
}

/** Follow the paper of a ticket until it is printed, or known not to be. */
export async function followPaper(key, onJob, isWanted) {
  while (isWanted()) {
    await pause(ASK_EVERY_MS);
    try {
      const { status, body } = await asJson(`/agent/jobs/${key}`);
      if (status !== 200 || !isWanted()) return;
      onJob(body);
      if (["confirmed", "unknown", "failed", "none"].includes(body.print)) return;
    } catch (problem) {
      console.info("the agent does not answer yet", String(problem));
    }
  }
}

const FOLLOW_EVERY_MS = 4000;

/** The ticket as it stands, again and again while it is shown; where the agent does not answer, nothing changes. */
export async function followTicket(publicId, onTicket, isWanted) {
  for (await pause(FOLLOW_EVERY_MS); isWanted(); await pause(FOLLOW_EVERY_MS)) {
    try {
      const { status, body } = await asJson(`/agent/tickets/${publicId}`);
      if (status === 200 && isWanted()) onTicket(body.ticket);
    } catch (problem) {
      console.info("the agent does not answer yet", String(problem));
    }
  }
}

export async function printAgain(publicId, key) {
  try {
    const { status, body } = await post(`/agent/tickets/${publicId}/reprint`, { key });
    return status === 200 ? body : null;
  } catch (problem) {
    console.info("not printed again", String(problem));
    return null;
  }
}
