// Signing in: where, who, and taking over a window that somebody left. Fingers, or a keyboard alone.

import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { FIELDS, firstEmpty, isOwn, sent, takenBy, typed, windowFace } from "./sign_in_model.js";

const ROWS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "erase"];

export function SignIn({ page, say, link, sending, refusal, note, now, face, onWindow, onSignIn, wanted }) {
  const [form, setForm] = useState({ window: wanted, employee_no: "", pin: "" });
  const [field, setField] = useState(firstEmpty({ window: wanted, employee_no: "", pin: "" }));
  const inputs = useRef({});
  const place = page.windows[form.window];
  const lockedS = lockedFor(refusal, now);
  const taken = refusal?.code === "window_taken" && String(refusal.details.window) === form.window ? refusal : null;
  const own = taken !== null && isOwn(taken, form);
  useEffect(() => onWindow(place ? Number(form.window) : null), [form.window]);
  useEffect(() => inputs.current[field]?.focus(), []);
  useEffect(() => {
    if (taken) inputs.current.takeOver?.focus();
    if (refusal?.code === "bad_credentials") {
      setForm((before) => ({ ...before, pin: "" }));
      inputs.current.pin?.focus();
    }
  }, [refusal]);
  const go = (takeOver) => {
    const body = sent(form, takeOver);
    if (body) onSignIn(body);
    else inputs.current[firstEmpty(form)]?.focus();
  };
  const press = (key) => {
    setForm((before) => typed(before, field, key));
    inputs.current[field]?.focus();
  };
  const submit = (event) => {
    event.preventDefault();
    go(event.submitter?.name === "take_over");
  };
  const input = (name, more) => html`<label class=${field === name ? "field now" : "field"}>
    <span>${say(`sign_in.${name}`)}</span>
    <input ref=${(element) => (inputs.current[name] = element)} name=${name} value=${form[name]} class="num" inputmode="none"
      spellcheck=${false} ...${more} onFocus=${() => setField(name)}
      onInput=${(event) => setForm({ ...form, [name]: event.currentTarget.value })} />
  </label>`;
  return html`<main class="sign-in"><form onSubmit=${submit} noValidate>
    <header>
      <h1>${say("sign_in.title")}</h1>
      <p class=${link === "live" ? "link" : "link old"} role="status">${say(link === "live" ? "connected" : "not_connected")}</p>
    </header>
    ${note && html`<p class="ended" role="alert">${note}</p>`}
    <div class="fields">
      ${input("window", { autocomplete: "off", maxlength: 4 })}
      <p class="hint">${form.window === "" ? say("sign_in.which") : place ? html`<b>${place.hall} ${place.name || place.zone}</b> ${windowFace(say, face)}` : say("sign_in.no_window", { window: form.window })}</p>
      ${input("employee_no", { autocomplete: "username", autocapitalize: "characters" })}
      ${input("pin", { type: "password", autocomplete: "current-password" })}
    </div>
    <div class="said" role="alert">${said(say, refusal, taken, own, face, now)}</div>
    <div class="go">
      ${taken
        ? html`<button key="take" ref=${(element) => (inputs.current.takeOver = element)} class="main" type="submit" name="take_over" disabled=${sending !== "idle"}>${sending === "again" ? say("sign_in.again_sending") : own ? say("sign_in.go_on") : say("sign_in.take_over", { window: form.window })}</button>`
        : html`<button key="go" class="main" type="submit" disabled=${sending !== "idle" || lockedS > 0}>
            ${sending === "again" ? say("sign_in.again_sending") : lockedS > 0 ? say("sign_in.locked", { seconds: lockedS }) : say("sign_in.go")}</button>`}
    </div>
    <div class="number-pad" role="group" aria-label=${say("sign_in.pad")}>
      ${page.badges.length > 0 &&
      html`<div class="letters">${page.badges.map((letters) => html`<button type="button" data-quick key=${letters} disabled=${field !== "employee_no"} onClick=${() => press(letters)}>${letters}</button>`)}</div>`}
      <div class="digits">
        ${ROWS.map((key) => html`<button type="button" data-quick key=${key} class=${/\d/.test(key) ? "num" : "word"} onClick=${() => press(key)}
          aria-label=${/\d/.test(key) ? key : say(`sign_in.${key}`)}>${key === "erase" ? html`<${Icon} name="erase" />` : /\d/.test(key) ? key : say(`sign_in.${key}`)}</button>`)}
      </div>
      <p class="where-typed">${say("sign_in.typing", { field: say(`sign_in.${FIELDS.includes(field) ? field : "pin"}`) })}</p>
    </div>
  </form></main>`;
}

/** Real seconds for which no PIN is tried. */
function lockedFor(refusal, now) {
  const waitS = refusal?.details?.retry_after_s;
  return waitS ? Math.max(0, Math.ceil(waitS - (now - refusal.atMs) / 1000)) : 0;
}

function said(say, refusal, taken, own, face, now) {
  if (!refusal) return null;
  if (!taken) return refusal.code === "window_taken" || (refusal.details?.retry_after_s && lockedFor(refusal, now) === 0) ? null : html`<p class="bad">${refusal.message}</p>`;
  const { who, stays } = takenBy(say, taken, face, now, own);
  return html`<p class="bad">${who}</p><p>${stays}</p>${!own && html`<p>${say("taken.otherwise")}</p>`}`;
}
