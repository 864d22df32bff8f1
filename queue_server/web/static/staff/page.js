// The door of all staff: who signs in is led to the desk of the role.

import { render } from "preact";
import { effect } from "@preact/signals";
import { html } from "#ui/html.js";
import { pageData } from "#ui/page.js";
import { speaker } from "#ui/words.js";
import { StaffSession } from "./session.js";
import { deskOf, toldBack } from "./session_model.js";
import { SignIn } from "./sign_in.js";

const page = pageData();
const say = speaker(page.words);
const session = new StaffSession({ page, say });

const told = toldBack(location.hash);
if (told) history.replaceState(null, "", location.pathname + location.search);
session.signOn(told);

effect(() => {
  const desk = deskOf(page.centre, session.role);
  if (desk) location.replace(`${desk}?lang=${page.language}`);
});

const Staff = () => html`<${SignIn} page=${page} say=${say} session=${session} title=${page.title} />`;

render(html`<${Staff} />`, document.getElementById("page"));
