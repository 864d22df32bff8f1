// The service guide of the current ticket's item, as far as the catalogue knows it.

import { useEffect } from "preact/hooks";
import { html } from "#ui/html.js";
import { Icon } from "#ui/icons.js";
import { nameIn } from "#ui/words.js";

const FLAGS = ["immediate", "online", "self_service", "cross_town"];

export function Guide({ page, say, view, desk }) {
  useEffect(() => desk.watchCatalogue(), []);
  const catalogue = desk.catalogue.value;
  const item = catalogue?.services.find(({ code }) => code === view.current?.service);
  if (!catalogue) return html`<p class="plain" role="status">${say(desk.failed.value ? "list.failed" : "list.loading")}</p>`;
  if (!item) return html`<p class="plain">${say("guide.none")}</p>`;
  return html`<div class="guide-body">
    <h3>${nameIn(item.names, page.language)}</h3>
    <p class="plain">${[page.departments[item.department], say("guide.minutes", { count: Math.round(item.avg_service_s / 60) })].filter(Boolean).join(say("joint"))}</p>
    ${FLAGS.some((flag) => item[flag]) &&
    html`<ul class="flags">${FLAGS.filter((flag) => item[flag]).map((flag) => html`<li key=${flag}>${say(`guide.${flag}`)}</li>`)}</ul>`}
    <h4>${say("guide.materials", { count: item.materials.length })}</h4>
    ${item.materials.length === 0
      ? html`<p class="plain">${say("guide.no_materials")}</p>`
      : html`<ul class="materials" lang="zh-CN">${item.materials.map((text) => html`<li key=${text}><${Icon} name="paper" />${text}</li>`)}</ul>`}
    <p class="plain">${say("guide.source")}</p>
  </div>`;
}
