import { html } from "lit";
import { api } from "../api.js";
import { ago, count, dateTime } from "../format.js";
import { Pages } from "../load.js";
import { Page } from "../page.js";
import { setQuery } from "../router.js";
import { icon } from "../icons.js";
import "../components/f-header.js";
import "../components/f-table.js";

/** @type {import("../components/f-table.js").Column[]} */
const COLUMNS = [
  { key: "name", label: "Name", cell: (c) => html`<span class="strong">${c.name || c.email || c.phone || c.external_id}</span>`, sort: true },
  { key: "email", label: "E-mail", cell: (c) => c.email ?? "", sort: true },
  { key: "phone", label: "Phone", cell: (c) => c.phone ?? "", wide: true },
  { key: "created_at", label: "Since", cell: (c) => html`<time datetime=${c.created_at} title=${dateTime(c.created_at)}>${ago(c.created_at)}</time>`, sort: true, end: true, wide: true },
];

class ContactsPage extends Page {
  constructor() {
    super();
    this.contacts = new Pages(this, (after, signal) =>
      api.post("/api/v1/contacts/search", { limit: 50, ...(this.query.q && { q: this.query.q }), sort: [this.#sort()], ...(after && { after }) }, { signal }));
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.typing = undefined;
  }

  #sort() {
    const [field, direction] = (this.query.sort ?? "created_at:desc").split(":");
    return { field, direction: direction === "asc" ? "asc" : "desc" };
  }

  /** @param {Event} event */
  #search(event) {
    const q = /** @type {HTMLInputElement} */ (event.target).value.trim();
    clearTimeout(this.typing);
    this.typing = setTimeout(() => setQuery({ q }), 250);
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("query")) void this.contacts.reload();
  }

  /** @override */
  render() {
    return html`
      <f-header heading="Contacts" .badge=${this.contacts.first ? html`<span class="badge">${count(this.contacts.first.count)}</span>` : ""}></f-header>
      <div class="toolbar" role="search">
        <div class="search">${icon("search")}<input class="input" type="search" aria-label="Search contacts" placeholder="Search name, e-mail, phone" .value=${this.query.q ?? ""} @input=${this.#search}></div>
      </div>
      <f-table caption="Contacts" noun="contact" .pages=${this.contacts} .columns=${COLUMNS} .sort=${this.#sort()}
        @f-sort=${(/** @type {any} */ e) => setQuery({ sort: `${e.detail.field}:${e.detail.direction}` })}
        .empty=${html`<f-empty icon="contacts" heading=${this.query.q ? "Nobody found" : "No contact yet"} text=${this.query.q ? "Try fewer letters." : "Every lead becomes a contact; you can import those you have."}></f-empty>`}></f-table>`;
  }
}
customElements.define("f-contacts-page", ContactsPage);
