import { html } from "lit";
import "../components/f-field.js";
import "./f-event-filter.js";

/** What an endpoint can be told of, and when it is. */
export const EVENTS = [
  ["lead.created", "A lead came in"],
  ["lead.updated", "A lead’s status or note changed"],
  ["contact.created", "A contact is new"],
  ["contact.updated", "A contact changed"],
  ["contact.deleted", "A contact was deleted"],
  ["conversation.started", "A conversation began"],
  ["conversation.resolved", "A conversation was resolved"],
];
export const SHOWN = ["/url", "/events", "/description"];

/**
 * The fields of an endpoint.
 * @param {any} webhook @param {import("../write.js").Write} saving
 */
export const webhookFields = (webhook, saving) => html`
  <f-field name="url" type="url" label="Address" required maxlength="2000" placeholder="https://crm.example.com/foyer" hint="An https address that the internet can reach." .value=${webhook?.url ?? ""} .error=${saving.at("/url")}></f-field>
  <f-field name="description" label="Description" maxlength="500" placeholder="Leads into the CRM" .value=${webhook?.description ?? ""} .error=${saving.at("/description")}></f-field>
  <fieldset><legend>Tell it when</legend><div class="stack-small">${EVENTS.map(([event, label]) => html`<f-field type="checkbox" name="on:${event}" label="${label} (${event})" .checked=${webhook ? webhook.events.includes(event) : event === "lead.created"}></f-field>`)}</div>
    <p class="error">${saving.at("/events")}</p></fieldset>
  <f-event-filter .value=${webhook?.filter ?? null}></f-event-filter>`;

/** @param {HTMLFormElement} form @param {any} [before] */
export function webhookBody(form, before) {
  const data = new FormData(form);
  const events = EVENTS.map(([event]) => event).filter((event) => data.has("on:" + event));
  // an event this page does not know stays
  const others = (before?.events ?? []).filter((/** @type {string} */ e) => !EVENTS.some(([known]) => known === e));
  const description = String(data.get("description") ?? "").trim();
  // without the builder, whose fields could not be read, the filter stays as it is
  const builder = /** @type {import("../components/f-filter.js").FilterBuilder | null} */ (form.querySelector("f-filter"));
  const filter = builder ? { filter: builder.built } : {};
  return { url: String(data.get("url")).trim(), events: [...events, ...others], ...(description ? { description } : before?.description ? { description: null } : {}), ...filter };
}
