// What a staff session means: whose desk a role has, and what a refusal at the door says.

/** The page that a role works at. */
export const DESKS = { guide: "guide", manager: "manage", administrator: "admin", auditor: "audit" };

/** The name under which the tab keeps its session. */
export const keptAs = (centre) => `yimen-staff-${centre}`;

/** Who the tab remembers, null where nobody is signed in or what was kept cannot be read. */
export function remembered(text) {
  try {
    const kept = JSON.parse(text ?? "null");
    return kept?.token && kept.role in DESKS ? { token: kept.token, user: kept.user, role: kept.role } : null;
  } catch {
    return null;
  }
}

/** How long after it was pressed a command may still be sent by a page that was loaded anew. */
const FRESH_MS = 60_000;

/** A shelf that remembers when a command was pressed: an old one is told with `takeStale`, and never sent. */
export function freshShelf(shelf, now = Date.now) {
  const fresh = (command) => now() - command.pressed_ms <= FRESH_MS;
  const takeIf = (wanted) => {
    const command = shelf.take();
    return command && wanted(command) ? command : null;
  };
  return {
    put: (command) => shelf.put(command && { ...command, pressed_ms: command.pressed_ms ?? now() }),
    take: () => takeIf(fresh),
    takeStale: () => {
      const old = takeIf((command) => !fresh(command));
      if (old) shelf.put(null);
      return old;
    },
  };
}

/** Whether a role may work at a page that is made for these roles. */
export const isWelcome = (person, roles) => person !== null && roles.includes(person.role);

/** The address of a role's desk in a centre, null for a role without one. */
export const deskOf = (centre, role) => (DESKS[role] ? `/c/${centre}/${DESKS[role]}` : null);

/** What is said at the door after an answer, null when somebody came in. */
export function refusalOf(say, answer) {
  if (answer === null || answer.done) return null;
  return answer.body?.error?.message ?? say("staff.no_answer");
}

/** What the department's sign-in sent back behind the `#` of an address; null where nothing of it stands there. */
export function toldBack(hash) {
  const told = new URLSearchParams(hash.replace(/^#/, ""));
  if (!told.has("state") && !told.has("error")) return null;
  return { code: told.has("error") ? null : told.get("code"), state: told.get("state") };
}

/** Whether an answer means that the token is worth nothing any more. */
export const isExpired = (answer) => answer?.status === 401;
