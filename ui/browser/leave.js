// An evacuation takes the whole screen, in every language of the centre.

import { html } from "#ui/html.js";
import { widthOf } from "#ui/paging_model.js";
import { htmlLanguage } from "#ui/tongues.js";

/** The manager's words (`notice`, by language); where there are none, our own, which do not say the title again. */
export const leaveView = (tongues, notice) =>
  tongues.map(({ language, say }) => {
    const written = notice?.[language];
    const text = !written || written === say("evacuation") ? say("leave.text") : written;
    return { language, title: say("leave.title"), text };
  });

/** A manager's longer words are set smaller, so that they stay on the screen. */
const LONG_EMS = 36;

/** A line ends behind a sentence rather than within one. */
export const sentences = (text) => text.match(/[^。！？.!?]+[。！？.!?]*\s*/gu) ?? [text];

export const Leave = ({ leave }) => html`<section class="leave" role="alert">
  ${leave.map(
    ({ language, title, text }) => html`<div lang=${htmlLanguage(language)} key=${language}>
      <h2>${title}</h2>
      <p class=${widthOf(text) > LONG_EMS ? "long" : ""}>${sentences(text).map((each) => html`<span>${each}</span>`)}</p>
    </div>`,
  )}
</section>`;
