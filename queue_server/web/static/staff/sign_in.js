// The door of every staff page: who, with which password; and to whom this page does not belong.

import { html } from "#ui/html.js";
import { deskOf, isWelcome } from "./session_model.js";

/**
 * What is inside is shown to the roles that the page is for; others see the door, or the way to their own desk.
 * `inside` is a component without properties, `title` the page's name.
 */
export function Door({ page, say, session, roles, title, inside: Inside }) {
  const person = session.person.value;
  if (person === null) return html`<${SignIn} page=${page} say=${say} session=${session} title=${title} />`;
  if (!isWelcome(person, roles)) {
    return html`<${Elsewhere} page=${page} say=${say} session=${session} roles=${roles} title=${title} />`;
  }
  return html`<${Inside} />`;
}

export function SignIn({ page, say, session, title }) {
  const send = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    session.signIn(form.get("user").trim(), form.get("password"));
  };
  const busy = session.sending.value !== "idle";
  return html`<main class="door">
    <form class="gate" onSubmit=${send}>
      <h1>${title}</h1>
      <p class="where">${page.centre_name}</p>
      <label for="staff-user">${say("staff.user")}</label>
      <input id="staff-user" name="user" required autocomplete="username" autocapitalize="none" spellcheck=${false}
        aria-describedby="staff-said" />
      <label for="staff-password">${say("staff.password")}</label>
      <input id="staff-password" name="password" type="password" required autocomplete="current-password"
        aria-describedby="staff-said" />
      <p id="staff-said" class="said" role="alert">
        ${session.sending.value === "again" ? say("staff.again") : session.message.value}
      </p>
      <button class="main" type="submit" disabled=${busy}>${say(busy ? "staff.signing_in" : "staff.sign_in")}</button>
      ${page.sign_on && html`<button type="button" disabled=${busy} onClick=${() => session.signOnElsewhere()}>${say("staff.sign_on")}</button>`}
      <p class="hint">${say("staff.hint")}</p>
    </form>
  </main>`;
}

/** Signed in, but with a role that this page is not for. */
function Elsewhere({ page, say, session, roles, title }) {
  const { user, role } = session.person.value;
  const needs = roles.map((each) => say(`staff.role.${each}`)).join(say("staff.or"));
  const desk = deskOf(page.centre, role);
  return html`<main class="door">
    <section class="gate">
      <h1>${say("staff.elsewhere", { title, needs })}</h1>
      <p>${say("staff.you_are", { user, role: say(`staff.role.${role}`) })}${say("staff.joint")}${say(`staff.desk.${role}`)}</p>
      ${desk && html`<a class="main" href=${`${desk}?lang=${page.language}`}>${say("staff.to_desk")}</a>`}
      <button onClick=${() => session.signOut()} disabled=${session.sending.value !== "idle"}>${say("staff.sign_out")}</button>
    </section>
  </main>`;
}

/** For a page's header: who is signed in, and the way out. */
export function Who({ say, session }) {
  const person = session.person.value;
  if (person === null) return null;
  const role = say(`staff.role.${person.role}`);
  const isNamedSo = person.user.toLowerCase() === role.toLowerCase();
  return html`<span class="signed-in">
    <span>${isNamedSo ? "" : role} <b>${person.user}</b></span>
    <button onClick=${() => session.signOut()} disabled=${session.sending.value !== "idle"}>${say("staff.sign_out")}</button>
  </span>`;
}
