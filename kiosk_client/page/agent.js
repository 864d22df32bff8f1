// The page's only neighbour: the agent on this machine.

import { steadyNow } from "#ui/now.js";

const PATIENCE_MS = 8000;
const LOOK_AGAIN_MS = 2000;
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

/** Whether an agent that was heard at `atMs` has been silent for so long that what it said counts no more. */
export const isSilent = (atMs, nowMs) => nowMs - atMs >= SILENT_MS;

/**
 * Keep the state current: each question waits at the agent for its next look, so that an evacuation is heard at once.
 * `onState(state)` is told every answer, `onCatalogue` a catalogue that is newer.
 */
export async function keepLooking({ onState, onCatalogue }) {
  for (let [version, look] = [null, null]; ; ) {
    try {
      const { status: answered, body: state } = await asJson(look === null ? "/agent/state" : `/agent/state?after=${look}`);
      if (answered !== 200) throw new Error(`status ${answered}`);
      onState(state, steadyNow());
      look = state.look;
      if (state.catalogue_version === null || state.catalogue_version === version) continue;
      const { status, body } = await asJson("/agent/catalogue");
      if (status === 200) onCatalogue(body);
      if (status === 200) version = body.version;
    } catch (problem) {
      console.info("the agent does not answer", String(problem));
      await pause(LOOK_AGAIN_MS);
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
  for (const until = steadyNow() + GIVE_UP_MS; steadyNow() < until; ) {
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

/**
 * Check in for a booking that is shown by its code, a phone number or a document: a job with its ticket, `{choices}` of several
 * bookings, or `{error}`; the error is null where nobody answered. Asked again, the same booking is the same ticket.
 */
export async function checkInBooking(shown) {
  try {
    const { status, body } = await post("/agent/check-ins", shown);
    return status === 200 ? body : { error: status === 503 ? null : (body.error ?? null) };
  } catch (problem) {
    console.info("check-in has no answer", String(problem));
    return { error: null };
  }
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

/** Ask for something of a ticket: its job, or `{error}`; the error is null where nobody answered. */
async function asked(publicId, what, body) {
  try {
    const { status, body: answer } = await post(`/agent/tickets/${publicId}/${what}`, body);
    return status === 200 ? answer : { error: status === 503 ? null : (answer.error ?? null) };
  } catch (problem) {
    console.info(what, "has no answer", String(problem));
    return { error: null };
  }
}

/** Print a ticket once more. */
export const printAgain = (publicId, key) => asked(publicId, "reprint", { key });

/** Put a ticket back in line after a missed call. */
export const putBack = (publicId, key) => asked(publicId, "revive", { key });

/** A ticket whose code was held to the reader. */
export const heldTicket = (publicId, language) => asked(publicId, "held", { language });
