import { html, nothing } from "lit";
import { api, newKey } from "../api.js";
import { badge } from "../components/badge.js";
import { confirm } from "../components/f-dialog.js";
import { focusFirstError } from "../components/f-field.js";
import { toast, toastError } from "../components/toast.js";
import { ago, dateTime, words } from "../format.js";
import { icon } from "../icons.js";
import { Load, Pages } from "../load.js";
import { Page } from "../page.js";
import { go, href, setQuery } from "../router.js";
import { session } from "../session.js";
import { contactName, readFields, shown, valueOf } from "./fields.js";
import "../components/f-dialog.js";
import "../components/f-field.js";
import "../components/f-header.js";
import "../components/f-menu.js";
import "../components/f-problem.js";
import "./f-merge.js";

/** @typedef {import("./fields.js").Field} Field */

const WRITABLE = ["name", "email", "phone", "external_id"];
/** @type {Record<string, {icon: any, text: string}>} */
const HAPPENED = {
  created: { icon: "plus", text: "Created" }, changed: { icon: "edit", text: "Changed" }, merged: { icon: "link", text: "Merged with another contact" },
  merge_undone: { icon: "refresh", text: "The merge was undone" }, lead: { icon: "leads", text: "Submitted a form" }, conversation: { icon: "conversations", text: "Began a conversation" },
};

/** @param {unknown} value */
const worded = (value) => (value === null || value === undefined ? "nothing" : typeof value === "object" ? JSON.stringify(value) : String(value));

/** One person: values to be changed in place, each with where it came from; what happened; merging, export and erasure. */
class ContactPage extends Page {
  static properties = { editing: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {string | null} the field being changed */ this.editing = null;
    /** @type {any} */ this.problem = null;
    this.fields = new Load(this, (signal) => readFields(signal));
    this.contact = new Load(this, (signal) => api.get(`/api/v1/contacts/${this.params.id}`, { signal }));
    this.timeline = new Pages(this, (after, signal) => api.get(`/api/v1/contacts/${this.params.id}/timeline`, { signal, query: { limit: 50, after } }));
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.fields.run();
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("params")) return;
    this.editing = null;
    this.#reload();
  }

  #reload() {
    void this.contact.run();
    void this.timeline.reload();
  }

  /** @param {Field} field @param {SubmitEvent} event */
  async #save(field, event) {
    event.preventDefault();
    const typed = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("value") ?? "").trim();
    /** @type {unknown} */
    let value = typed || null;
    if (value !== null && field.type === "number") value = Number(typed);
    if (value !== null && field.type === "boolean") value = typed === "true";
    this.problem = null;
    try {
      const contact = this.contact.value;
      this.contact.set(await api.patch(`/api/v1/contacts/${contact.id}`, field.attribute ? { custom_attributes: { [field.attribute]: value } } : { [field.name]: value }, { of: contact }));
      this.editing = null;
      toast(`${field.label} is saved.`);
      void this.timeline.reload();
    } catch (error) {
      this.problem = error;
      void focusFirstError(this);
    }
  }

  async #delete() {
    const contact = this.contact.value;
    if (!(await confirm({ heading: `Delete ${contactName(contact)}?`, text: "The contact is deleted for good. Leads and conversations stay. To forget everything about a person, erase them instead.", action: "Delete contact", danger: true }))) return;
    try {
      await api.delete(`/api/v1/contacts/${contact.id}`);
      toast("The contact is deleted.");
      go("/contacts");
    } catch (error) {
      toastError(error);
    }
  }

  async #erase() {
    const contact = this.contact.value;
    if (!(await confirm({ heading: `Erase ${contactName(contact)}?`, text: "The person is removed from contacts, leads and what was said, everywhere. This can’t be undone. Only that and when it was done is kept.", action: "Erase this person", danger: true }))) return;
    try {
      await api.post(`/api/v1/contacts/${contact.id}/erasure`, {}, { once: newKey() });
      toast("The person is being forgotten.");
      go("/contacts");
    } catch (error) {
      toastError(error);
    }
  }

  /** @param {any} contact @param {Field} field */
  #origin(contact, field) {
    const origin = contact.origins?.[field.name] ?? contact.origins?.[field.attribute ?? ""];
    if (!origin) return nothing;
    return html`<span class="badge" title=${`${words(origin.source)}${origin.actor ? `, ${origin.actor}` : ""}, ${dateTime(origin.at)}`}>${words(origin.source)}</span>`;
  }

  /** @param {any} contact @param {Field} field */
  #value(contact, field) {
    const writable = session.may("editor") && (field.attribute || WRITABLE.includes(field.name));
    if (this.editing === field.name) {
      const value = valueOf(contact, field);
      const pointer = field.attribute ? `/custom_attributes/${field.attribute}` : `/${field.name}`;
      const choices = field.type === "boolean" ? [{ value: "", label: "No value" }, { value: "true", label: "Yes" }, { value: "false", label: "No" }] : [];
      return html`<form class="stack-small" @submit=${(/** @type {SubmitEvent} */ e) => this.#save(field, e)} novalidate>
        <f-field name="value" .label=${field.label} labelhidden type=${field.type === "boolean" ? "select" : field.type === "number" ? "number" : field.type === "date" ? "date" : "text"} step="any"
          .options=${choices} .value=${value === null || value === undefined ? "" : String(value)} .error=${this.problem?.at?.(pointer) ?? ""}></f-field>
        <f-problem .error=${this.problem?.conflict ? this.problem : this.problem?.beside?.([pointer]) ?? null}></f-problem>
        <div class="row"><button class="button small primary">Save</button><button class="button small" type="button" @click=${() => (this.editing = null)}>Cancel</button>
          ${this.problem?.conflict ? html`<button class="button small" type="button" @click=${() => { this.problem = null; void this.contact.run(); }}>Read again</button>` : nothing}</div>
      </form>`;
    }
    const several = field.name === "email" ? contact.emails : field.name === "phone" ? contact.phones : [];
    return html`<span class="row">${shown(contact, field) || html`<span class="quiet">–</span>`}${this.#origin(contact, field)}
      ${writable ? html`<button class="button plain square small" type="button" aria-label="Change ${field.label}" @click=${async () => {
        this.problem = null;
        this.editing = field.name;
        await this.updateComplete;
        /** @type {any} */ (this.querySelector("f-field"))?.updateComplete.then(() => /** @type {any} */ (this.querySelector("f-field"))?.focus());
      }}>${icon("edit")}</button>` : nothing}</span>
      ${(several ?? []).length > 1 ? html`<span class="quiet">Also ${several.map((/** @type {any} */ v) => v.email ?? v.phone ?? v.value ?? v).filter((/** @type {string} */ v) => v !== contact[field.name]).join(", ")}</span>` : nothing}`;
  }

  /** @param {any} entry */
  #entry(entry) {
    const { icon: sign, text } = HAPPENED[entry.type] ?? { icon: "info", text: words(entry.type) };
    return html`<li>${icon(sign)}<div>
      <strong>${text}</strong>${entry.source ? html` <span class="badge">${words(entry.source)}</span>` : nothing}${entry.actor ? html` <span class="quiet">${entry.actor}</span>` : nothing}
      <time class="quiet" datetime=${entry.at} title=${dateTime(entry.at)}> · ${ago(entry.at)}</time>
      ${entry.lead ? html`<div><a href=${href(`/leads/${entry.lead.id}`)}>The lead</a> ${badge(entry.lead.status)}</div>` : nothing}
      ${entry.conversation_id ? html`<div><a href=${href(`/conversations/${entry.conversation_id}`)}>The conversation</a></div>` : nothing}
      ${entry.changes ? html`<ul class="changes">${Object.entries(entry.changes).map(([name, c]) => html`<li>${words(name.replace(/^custom\./, ""))}: ${/** @type {any} */ (c).before !== undefined ? html`<span class="was">${worded(/** @type {any} */ (c).before)}</span> → ` : nothing}${worded(/** @type {any} */ (c).after ?? /** @type {any} */ (c).value ?? c)}</li>`)}</ul>` : nothing}
    </div></li>`;
  }

  /** @param {any} contact */
  #contact(contact) {
    const fields = this.fields.value ?? [];
    const { items, next, started, error } = this.timeline;
    return html`<div class="columns">
      <section class="card"><h2>Values</h2><dl class="facts">${fields.map((field) => html`<dt>${field.label}</dt><dd>${this.#value(contact, field)}</dd>`)}</dl></section>
      <section class="card stack"><h2>What happened</h2>
        <f-problem .error=${error} .retry=${() => this.timeline.reload()}></f-problem>
        ${started ? html`<ol class="timeline">${items.map((entry) => this.#entry(entry))}</ol>` : html`<p role="status" class="quiet">Loading…</p>`}
        ${next ? html`<button class="button small" type="button" @click=${() => this.timeline.more()}>Load more</button>` : nothing}</section>
    </div>
    <f-dialog .open=${this.query.merge !== undefined} heading="Merge with another contact" kind="large" @f-close=${() => setQuery({ merge: null })}
      .body=${html`<f-merge .contact=${contact} .other=${this.query.merge ?? ""} @f-other=${(/** @type {CustomEvent} */ e) => setQuery({ merge: e.detail })}
        @f-merged=${() => { setQuery({ merge: null }); this.#reload(); }}></f-merge>`}></f-dialog>`;
  }

  /** @override */
  render() {
    const { value, error } = this.contact;
    return html`<div class="contacts">
      <f-header .heading=${value ? contactName(value) : "Contact"} .back=${{ href: "#/contacts", label: "Contacts" }}
        .lead=${value?.last_seen_at ? `Last seen ${ago(value.last_seen_at)}` : ""}
        .actions=${value && session.may("editor")
          ? html`<f-menu label="More" .items=${[
              { label: "Merge with another", icon: "link", action: () => setQuery({ merge: " " }) },
              { label: "Save all we hold", icon: "download", action: () => api.download(`/api/v1/contacts/${value.id}/subject-export`, "person.json").catch(toastError) },
              { line: true },
              { label: "Delete contact", icon: "trash", danger: true, action: () => this.#delete() },
              ...(session.may("admin") ? [{ label: "Erase this person", icon: "trash", danger: true, action: () => this.#erase() }] : []),
            ]}></f-menu>`
          : nothing}></f-header>
      <f-problem .error=${error} .retry=${() => this.#reload()}></f-problem>
      ${value ? this.#contact(value) : error ? nothing : html`<p role="status" class="quiet">Loading…</p>`}
    </div>`;
  }
}
customElements.define("f-contact-page", ContactPage);
