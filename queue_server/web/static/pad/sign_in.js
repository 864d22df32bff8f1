// Signing in: who, where, and taking over a window that somebody left.

import { useState } from "preact/hooks";
import { html } from "#ui/html.js";

export function SignIn({ page, say, link, sending, message, takeOver, onSignIn }) {
  const [wanted, setWanted] = useState(new URLSearchParams(location.search).get("window") ?? "");
  const send = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onSignIn({
      window: Number(form.get("window")),
      employee_no: form.get("employee_no").trim(),
      pin: form.get("pin"),
      take_over: event.submitter?.name === "take_over",
    });
  };
  const place = page.windows[wanted];
  return html`<form class="sign-in" onSubmit=${send}>
    <header>
      <h1>${say("sign_in.title")}</h1>
      <p class=${link === "live" ? "link" : "link old"}>${say(link === "live" ? "connected" : "not_connected")}</p>
    </header>
    <label>
      <span>${say("sign_in.window")}</span>
      <input class="num" name="window" inputmode="numeric" required value=${wanted} autocomplete="off"
        pattern="[0-9]{1,4}" onInput=${(event) => setWanted(event.currentTarget.value)} />
      <i>${place ? `${place.hall} ${place.name}` : ""}</i>
    </label>
    <label>
      <span>${say("sign_in.employee_no")}</span>
      <input name="employee_no" required autocomplete="username" autocapitalize="characters" spellcheck=${false} />
    </label>
    <label>
      <span>${say("sign_in.pin")}</span>
      <input name="pin" type="password" inputmode="numeric" required autocomplete="current-password" />
    </label>
    <p class="message" role="alert">${message}</p>
    <div class="go">
      <button class="main" type="submit" disabled=${sending !== "idle"}>
        ${sending === "again" ? say("again") : say("sign_in.go")}
      </button>
      ${takeOver &&
      html`<button type="submit" name="take_over" disabled=${sending !== "idle"}>${say("sign_in.take_over")}</button>`}
    </div>
  </form>`;
}
