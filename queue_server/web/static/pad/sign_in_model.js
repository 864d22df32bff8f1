// Signing in by fingers alone: three fields, one pad of keys.

export const FIELDS = ["window", "employee_no", "pin"];
const LONGEST = { window: 4, employee_no: 20, pin: 32 };

/** The field where a page begins: the first that is empty. */
export const firstEmpty = (form) => FIELDS.find((field) => form[field] === "") ?? "pin";

/** The form after a key of the pad: a digit or letters are added, "erase" takes the last away, "clear" all. */
export function typed(form, field, key) {
  const text = form[field];
  if (key === "clear") return { ...form, [field]: "" };
  if (key === "erase") return { ...form, [field]: [...text].slice(0, -1).join("") };
  const letters = /\D/.test(key);
  if (letters && field !== "employee_no") return form;
  if (letters && text.startsWith(key)) return form;
  return { ...form, [field]: letters ? `${key}${text}` : `${text}${key}`.slice(0, LONGEST[field]) };
}

/** What is sent; null while something is missing. Small letters of an employee number are its large ones. */
export function sent(form, takeOver = false) {
  const window = Number(form.window);
  if (!Number.isInteger(window) || window < 1 || form.employee_no.trim() === "" || form.pin === "") return null;
  return { window, employee_no: form.employee_no.trim().toUpperCase(), pin: form.pin, take_over: takeOver };
}

/** What a window that is about to be signed in at looks like to everybody. */
export function windowFace(say, board) {
  if (!board) return "";
  if (board.shut) return say("sign_in.face.shut");
  if (!board.clerk) return say("sign_in.face.free");
  const who = { name: board.clerk.name, employee_no: board.clerk.employee_no };
  return board.current ? say("sign_in.face.busy", { ...who, number: board.current.number }) : say("sign_in.face.taken", who);
}

/** Whether the window that was refused is held by the very clerk who signs in: on another PAD, or before a reload. */
export const isOwn = (error, form) => error.details.employee_no === form.employee_no.trim().toUpperCase();

/** Who sits at the window that was refused, since how many real minutes if that is known, and what stays there. */
export function takenBy(say, error, board, nowMs, own = false) {
  const { window, name, employee_no, since } = error.details;
  const minutes = since ? Math.max(0, Math.floor((nowMs - Date.parse(since)) / 60_000)) : null;
  const when = minutes === null ? "who" : minutes < 1 ? "just_now" : "since";
  const stays = !board ? "unknown" : board.current ? "stays" : "nothing";
  const number = board?.current?.number ?? "";
  if (own) return { who: say(`own.${when}`, { window, minutes }), stays: say(`own.${stays}`, { number }) };
  return { who: say(`taken.${when}`, { window, name: name ?? "", employee_no, minutes }), stays: say(`taken.${stays}`, { number }) };
}

/** Why a session ended, as far as the window's public face tells it; `own` is the clerk who was signed in. */
export function endedBecause(say, window, own, face) {
  const now = face?.clerk;
  if (now && now.employee_no !== own) return say("ended.taken_over", { window, name: now.name, employee_no: now.employee_no });
  if (now) return say("ended.elsewhere", { window });
  return say("sign_in.again");
}
