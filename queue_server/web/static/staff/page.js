// The door of all staff: who signs in is led to the desk of the role; an auditor is told what there is today.

import { render } from "preact";
import { effect } from "@preact/signals";
import { html } from "#ui/html.js";
import { pageData } from "#ui/page.js";
import { speaker } from "#ui/words.js";
import { StaffSession } from "./session.js";
import { deskOf } from "./session_model.js";
import { SignIn, Who } from "./sign_in.js";

const page = pageData();
const say = speaker(page.words);
const session = new StaffSession({ page, say });

effect(() => {
  const desk = deskOf(page.centre, session.role);
  if (desk) location.replace(`${desk}?lang=${page.language}`);
});

const Auditor = () => html`<main class="door">
  <section class="gate">
    <h1>${say("staff.desk.auditor")}</h1>
    <p>${say("staff.auditor_api")} <code>GET /windows/{n}/why</code></p>
    <a class="main" href="/api/docs">${say("staff.to_docs")}</a>
    <${Who} say=${say} session=${session} />
  </section>
</main>`;

const Staff = () =>
  session.role === "auditor"
    ? html`<${Auditor} />`
    : html`<${SignIn} page=${page} say=${say} session=${session} title=${page.title} />`;

render(html`<${Staff} />`, document.getElementById("page"));
