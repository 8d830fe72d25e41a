import { html, nothing } from "lit";
import { api, newKey } from "../api.js";
import { confirm } from "../components/f-dialog.js";
import { focusFirstError } from "../components/f-field.js";
import { toast, toastError } from "../components/toast.js";
import { count } from "../format.js";
import { icon } from "../icons.js";
import { Load, Pages } from "../load.js";
import { Page } from "../page.js";
import { go, href, setQuery } from "../router.js";
import { session } from "../session.js";
import { contactName, readFields, shown } from "./fields.js";
import "../components/f-dialog.js";
import "../components/f-empty.js";
import "../components/f-field.js";
import "../components/f-filter.js";
import "../components/f-header.js";
import "../components/f-menu.js";
import "../components/f-problem.js";
import "../components/f-table.js";

const COLUMNS_KEPT = "foyer.contacts.columns";
const FIRST_COLUMNS = ["name", "email", "phone", "last_seen_at"];
const FORMATS = [["csv", "CSV"], ["xlsx", "Excel"], ["ndjson", "NDJSON"]];
const PAGE = 50;

/** @returns {string[]} */
function keptColumns() {
  try {
    const kept = JSON.parse(localStorage.getItem(COLUMNS_KEPT) ?? "null");
    return Array.isArray(kept) && kept.length ? kept : FIRST_COLUMNS;
  } catch {
    return FIRST_COLUMNS;
  }
}

/** Everybody known: searched, filtered, sorted; segments, columns, import and export. Filter and order are in the address. */
class ContactsPage extends Page {
  static properties = { building: { state: true }, naming: { state: true }, adding: { state: true }, choosing: { state: true }, columns: { state: true }, problem: { state: true }, selected: { state: true } };

  constructor() {
    super();
    this.building = false;
    this.naming = false;
    this.adding = false;
    this.choosing = false;
    this.columns = keptColumns();
    /** @type {any} */ this.problem = null;
    /** @type {Set<string>} */ this.selected = new Set();
    this.key = newKey();
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.typing = undefined;
    this.fields = new Load(this, (signal) => readFields(signal));
    this.segments = new Load(this, () => api.all("/api/v1/segments"));
    this.contacts = new Pages(this, (after, signal) => api.post("/api/v1/contacts/search", { ...this.#search(), limit: PAGE, after }, { signal }));
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.fields.run();
    void this.segments.run();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.typing);
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has("query")) return;
    this.selected = new Set();
    void this.contacts.reload();
  }

  /** @returns {any} */
  get #filter() {
    try {
      return this.query.filter ? JSON.parse(this.query.filter) : null;
    } catch {
      return null;
    }
  }

  get #sort() {
    const [field, direction = "asc"] = (this.query.sort ?? "").split(":");
    return field ? { field, direction } : null;
  }

  #search() {
    const sort = this.#sort;
    return { filter: this.#filter ?? undefined, q: this.query.q || undefined, sort: sort ? [sort] : undefined };
  }

  /** @param {any} filter */
  #setFilter(filter) {
    setQuery({ filter: filter ? JSON.stringify(filter) : null, segment: null });
  }

  /** @param {string} id */
  #chooseSegment(id) {
    const segment = this.segments.value?.find((/** @type {any} */ s) => s.id === id);
    setQuery({ segment: segment?.id ?? null, filter: segment ? JSON.stringify(segment.filter) : null });
  }

  /** @param {SubmitEvent} event */
  async #saveSegment(event) {
    event.preventDefault();
    const name = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("name") ?? "").trim();
    this.problem = null;
    try {
      const segment = await api.post("/api/v1/segments", { name, filter: this.#filter }, { once: this.key });
      this.key = newKey();
      this.naming = false;
      toast(`Segment ${segment.name} is saved.`);
      await this.segments.run();
      setQuery({ segment: segment.id });
    } catch (error) {
      this.problem = error;
      void focusFirstError(this);
    }
  }

  async #deleteSegment() {
    const segment = this.segments.value?.find((/** @type {any} */ s) => s.id === this.query.segment);
    if (!segment || !(await confirm({ heading: `Delete segment ${segment.name}?`, text: "The contacts in it stay.", action: "Delete segment", danger: true }))) return;
    try {
      await api.delete(`/api/v1/segments/${segment.id}`);
      toast("The segment is deleted.");
      await this.segments.run();
      setQuery({ segment: null });
    } catch (error) {
      toastError(error);
    }
  }

  /** @param {SubmitEvent} event */
  async #add(event) {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(/** @type {HTMLFormElement} */ (event.target))].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value));
    this.problem = null;
    try {
      const contact = await api.post("/api/v1/contacts", given, { once: this.key });
      this.key = newKey();
      this.adding = false;
      go(`/contacts/${contact.id}`);
    } catch (error) {
      this.problem = error;
      void focusFirstError(this);
    }
  }

  /** @param {string} format */
  async #export(format) {
    const asked = { format, filter: this.#filter ?? undefined, q: this.query.q || undefined };
    try {
      if (typeof this.contacts.first?.count === "object") {
        await api.post("/api/v1/contacts/exports", asked, { once: newKey() });
        toast("The file is being written in the background.");
        go("/contacts/exports");
      } else await api.download("/api/v1/contacts/export", `contacts.${format}`, { body: asked });
    } catch (error) {
      toastError(error);
    }
  }

  async #deleteSelected() {
    const ids = [...this.selected];
    if (!(await confirm({ heading: `Delete ${ids.length} contacts?`, text: "They are deleted for good; their leads and conversations stay.", action: "Delete", danger: true }))) return;
    let deleted = 0;
    try {
      for (const id of ids) {
        await api.delete(`/api/v1/contacts/${id}`);
        deleted++;
      }
      toast(`${deleted} deleted.`);
    } catch (error) {
      toastError(error);
    }
    this.selected = new Set();
    void this.contacts.reload();
  }

  /** @param {string} name @param {boolean} on */
  #column(name, on) {
    const chosen = on ? [...this.columns, name] : this.columns.filter((c) => c !== name);
    if (chosen.length === 0) return;
    this.columns = chosen;
    localStorage.setItem(COLUMNS_KEPT, JSON.stringify(chosen));
  }

  #tableColumns() {
    const fields = this.fields.value ?? [];
    return this.columns
      .map((name) => fields.find((f) => f.name === name))
      .filter((f) => f !== undefined)
      .map((field, at) => ({
        key: field.name, label: field.label, sort: field.type !== "words", wide: at > 1, end: field.type === "number",
        cell: (/** @type {any} */ contact) => shown(contact, field),
      }));
  }

  /** @param {any} e */
  #typed(e) {
    const q = e.target.value.trim();
    clearTimeout(this.typing);
    this.typing = setTimeout(() => setQuery({ q }), 250);
  }

  #dialogs() {
    const fields = this.fields.value ?? [];
    return html`
      <f-dialog .open=${this.naming} heading="Save as segment" @f-close=${() => (this.naming = false)}
        .body=${html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#saveSegment(e)} novalidate><p class="quiet">A segment is a filter with a name. It always holds whoever matches at that moment.</p>
          <f-field name="name" label="Name" required maxlength="100" .error=${this.problem?.at?.("/name") ?? ""}></f-field>
          <f-problem .error=${this.problem?.beside?.(["/name"]) ?? null}></f-problem>
          <footer><button class="button" type="button" @click=${() => (this.naming = false)}>Cancel</button><button class="button primary">Save segment</button></footer></form>`}></f-dialog>
      <f-dialog .open=${this.adding} heading="New contact" @f-close=${() => (this.adding = false)}
        .body=${html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#add(e)} novalidate>
          <f-field name="name" label="Name" maxlength="200" .error=${this.problem?.at?.("/name") ?? ""}></f-field>
          <f-field name="email" label="E-mail" type="email" .error=${this.problem?.at?.("/email") ?? ""}></f-field>
          <f-field name="phone" label="Phone" type="tel" .error=${this.problem?.at?.("/phone") ?? ""}></f-field>
          <f-field name="external_id" label="External id" hint="How your other systems call this person" .error=${this.problem?.at?.("/external_id") ?? ""}></f-field>
          <f-problem .error=${this.problem?.beside?.(["/name", "/email", "/phone", "/external_id"]) ?? null}></f-problem>
          <footer><button class="button" type="button" @click=${() => (this.adding = false)}>Cancel</button><button class="button primary">Add contact</button></footer></form>`}></f-dialog>
      <f-dialog .open=${this.choosing} heading="Columns" @f-close=${() => (this.choosing = false)}
        .body=${html`<div class="stack-small">${fields.map((f) => html`<f-field type="checkbox" .label=${f.label} ?checked=${this.columns.includes(f.name)} @change=${(/** @type {any} */ e) => this.#column(f.name, e.target.checked)}></f-field>`)}</div>`}></f-dialog>`;
  }

  /** @override */
  render() {
    const editor = session.may("editor");
    const filter = this.#filter;
    const filtered = Boolean(filter || this.query.q);
    const segments = this.segments.value ?? [];
    const found = this.contacts.first?.count;
    const building = this.building || Boolean(filter && !this.query.segment);
    return html`<div class="contacts">
      <f-header heading="Contacts" .lead=${found === undefined ? "" : `${count(found)} ${filtered ? "match" : "in all"}`}
        .actions=${html`
          <f-menu label="Export" look="button" .content=${icon("download")} .items=${FORMATS.map(([format, label]) => ({ label: `Export as ${label}`, action: () => this.#export(format) }))}></f-menu>
          <f-menu label="More of contacts" .items=${[
            ...(editor ? [{ label: "Import", icon: "upload", href: "#/contacts/imports" }] : []),
            { label: "Exports", icon: "download", href: "#/contacts/exports" },
            { label: "Duplicates", icon: "contacts", href: "#/contacts/duplicates" },
          ]}></f-menu>
          ${editor ? html`<button class="button primary" type="button" @click=${() => { this.problem = null; this.adding = true; }}>${icon("plus")}New contact</button>` : nothing}`}></f-header>
      <div class="toolbar" role="search" aria-label="Contacts">
        <div class="search">${icon("search")}<input class="input" type="search" aria-label="Search contacts" placeholder="Name, e-mail, phone, id" .value=${this.query.q ?? ""} @input=${this.#typed}></div>
        <f-field label="Segment" labelhidden type="select" .value=${this.query.segment ?? ""}
          .options=${[{ value: "", label: "Everybody" }, ...segments.map((/** @type {any} */ s) => ({ value: s.id, label: s.name }))]} @change=${(/** @type {any} */ e) => this.#chooseSegment(e.target.value)}></f-field>
        <button class="button" type="button" aria-expanded=${String(building)} @click=${() => (this.building = !building)}>${icon("filter")}Filter</button>
        <button class="button" type="button" @click=${() => (this.choosing = true)}>${icon("columns")}Columns</button>
        ${this.query.segment && editor ? html`<f-menu label="More of this segment" .items=${[{ label: "Change its filter", icon: "filter", action: () => (this.building = true) }, { label: "Delete segment", icon: "trash", danger: true, action: () => this.#deleteSegment() }]}></f-menu>` : nothing}
      </div>
      ${building && this.fields.value
        ? html`<section class="card filter-card" aria-label="Filter">
            <f-filter .fields=${this.fields.value} .value=${filter} @f-filter=${(/** @type {CustomEvent} */ e) => this.#setFilter(e.detail)}></f-filter>
            <div class="row-apart"><button class="button plain small" type="button" @click=${() => { this.building = false; setQuery({ filter: null, segment: null }); }}>Clear</button>
              ${editor && filter ? html`<button class="button small" type="button" @click=${() => { this.problem = null; this.naming = true; }}>Save as segment</button>` : nothing}</div>
          </section>`
        : nothing}
      <f-problem .error=${this.fields.error} .retry=${() => this.fields.run()}></f-problem>
      <f-table caption="Contacts" noun="contact" .pages=${this.contacts} .columns=${this.#tableColumns()} .link=${(/** @type {any} */ c) => href(`/contacts/${c.id}`)} .rowName=${contactName}
        .sort=${this.#sort} @f-sort=${(/** @type {CustomEvent} */ e) => setQuery({ sort: `${e.detail.field}:${e.detail.direction}` })}
        ?selectable=${editor} .selected=${this.selected} @f-select=${(/** @type {CustomEvent} */ e) => (this.selected = e.detail)}
        .actions=${html`${this.selected.size === 2 ? html`<a class="button small" href=${href(`/contacts/${[...this.selected][0]}`, { merge: [...this.selected][1] })}>Merge</a>` : nothing}<button class="button small danger" type="button" @click=${() => this.#deleteSelected()}>Delete</button>`}
        .empty=${filtered
          ? html`<f-empty icon="contacts" heading="Nobody matches" text="Loosen the filter, or search for a part of the name." .actions=${html`<a class="button" href="#/contacts">Show everybody</a>`}></f-empty>`
          : html`<f-empty icon="contacts" heading="No contact yet" text="Whoever submits a form in a chat becomes a contact here. You can also bring your list." .actions=${editor ? html`<a class="button" href="#/contacts/imports">Import contacts</a>` : nothing}></f-empty>`}></f-table>
      ${this.#dialogs()}
    </div>`;
  }
}
customElements.define("f-contacts-page", ContactsPage);
