// Reads of the kiosk's own readers, which the agent holds: each is typed into the page as a reader that is a keyboard does.

const DRAWN_MS = 20;
const PATIENCE_MS = 8000;
const ASK_AGAIN_MS = 2000;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function ask(wants, signal) {
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ wants }), cache: "no-store" };
  const answer = await fetch("/agent/reads", { ...options, signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

function press(key) {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

/**
 * Type a read and Enter, all keys in one go, so that a busy page cannot tear a code apart. A card's first key may bring the
 * page with the field: the others wait until it is drawn.
 */
export async function typeRead({ kind, text }, pressed = press) {
  const [first, ...others] = [...text, "Enter"];
  pressed(first);
  if (kind === "id_card") await pause(DRAWN_MS);
  others.forEach(pressed);
}

/**
 * Asks for reads. `takingCards()` says that a field for an ID number is there, until the function that it answers is
 * called: without one, a card that is read is dropped. `keep()` asks until there is no reader; once is enough.
 */
export function reading({ asked = ask, typed = typeRead, againMs = ASK_AGAIN_MS } = {}) {
  let fields = 0;
  let asking = null;
  let isKept = false;
  const wants = () => (fields > 0 ? ["qr", "id_card"] : ["qr"]);

  /** A screen that is drawn again lets its field go and takes it at once: only what is left afterwards counts. */
  const changed = (by) => {
    fields += by;
    queueMicrotask(() => asking?.wanted.length !== wants().length && asking?.abort.abort());
  };

  const takingCards = () => {
    changed(+1);
    return () => changed(-1);
  };

  /** One question; false when there is no reader to be asked for. */
  async function once() {
    const { wanted, abort } = (asking = { wanted: wants(), abort: new AbortController() });
    try {
      const { readers, read } = await asked(wanted, abort.signal);
      if (read) await typed(read);
      return readers;
    } catch (problem) {
      if (abort.signal.aborted) return true;
      console.info("no reads", String(problem));
      await pause(againMs);
      return true;
    }
  }

  async function keep() {
    if (isKept) return;
    isKept = true;
    while (await once());
    isKept = false;
  }

  return { takingCards, keep };
}

export const { takingCards, keep: keepReading } = reading();
