import { html, nothing } from "lit";
import { api, newKey } from "../api.js";
import { toast, toastError } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { words } from "../format.js";
import { Load } from "../load.js";
import { contactName } from "./fields.js";
import "../components/f-problem.js";

/** @param {unknown} value */
const worded = (value) => (value === null || value === undefined ? "–" : Array.isArray(value) ? value.join(", ") : String(value));

/**
 * Merging two contacts: find the other, see field by field what would become of each value, choose, merge; undone from
 * the toast. `.contact` survives. `f-other` tells the one chosen, `f-merged` that it is done.
 */
export class Merge extends FoyerElement {
  static properties = { contact: { attribute: false }, other: { attribute: false }, choose: { state: true }, merging: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.contact = null;
    this.other = "";
    /** @type {Record<string, string>} */ this.choose = {};
    this.merging = false;
    this.q = "";
    this.found = new Load(this, (signal) => api.post("/api/v1/contacts/search", { q: this.q, limit: 8 }, { signal }));
    this.preview = new Load(this, (signal) => api.post(`/api/v1/contacts/${this.contact.id}/merge`, { other_id: this.other, choose: this.choose }, { query: { preview: true }, signal }));
  }

  get #chosen() {
    return this.other.trim();
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("other")) this.choose = {};
    if ((changed.has("other") || changed.has("choose")) && this.#chosen) void this.preview.run();
  }

  async #merge() {
    if (this.merging) return;
    this.merging = true;
    const survivor = this.contact.id;
    try {
      const { merge_id: merge } = await api.post(`/api/v1/contacts/${survivor}/merge`, { other_id: this.other, choose: this.choose }, { once: newKey() });
      toast("The contacts are one now.", {
        undo: async () => {
          try {
            await api.post(`/api/v1/contacts/merges/${merge}/undo`, {}, { once: newKey() });
            toast("They are two again, as they were.");
            this.emit("f-merged");
          } catch (error) {
            toastError(error);
          }
        },
      });
      this.emit("f-merged");
    } catch (error) {
      toastError(error);
    } finally {
      this.merging = false;
    }
  }

  #search() {
    const found = (this.found.value?.items ?? []).filter((/** @type {any} */ c) => c.id !== this.contact.id);
    return html`<div class="stack">
      <p class="quiet">Find the contact that is the same person as ${contactName(this.contact)}.</p>
      <input class="input" type="search" autofocus aria-label="Search the other contact" placeholder="Name, e-mail, phone"
        @input=${(/** @type {any} */ e) => { this.q = e.target.value.trim(); if (this.q) void this.found.run(); }}>
      <ul class="stack-small">${found.map((/** @type {any} */ c) => html`<li><button class="button wide" type="button" @click=${() => this.emit("f-other", c.id)}>${contactName(c)}${c.email && c.name ? html` <span class="quiet">${c.email}</span>` : nothing}</button></li>`)}</ul>
      ${this.found.value && found.length === 0 ? html`<p role="status" class="quiet">Nobody else matches.</p>` : nothing}
    </div>`;
  }

  /** @param {any} f */
  #choice(f) {
    if (f.wins === "both") return html`<td>All are kept</td>`;
    if (!f.conflict || f.field === "id") return html`<td class="quiet">${f.wins === "this" ? "This one’s" : "The other’s"}</td>`;
    return html`<td><select class="input" aria-label="Whose ${words(f.field)} wins" @change=${(/** @type {any} */ e) => (this.choose = { ...this.choose, [f.field]: e.target.value })}>
      <option value="this" .selected=${f.wins === "this"}>This one’s</option><option value="other" .selected=${f.wins === "other"}>The other’s</option></select></td>`;
  }

  /** @override */
  render() {
    if (!this.#chosen) return this.#search();
    const { value, error } = this.preview;
    return html`<div class="stack">
      <f-problem .error=${error} .retry=${() => this.preview.run()}></f-problem>
      ${value
        ? html`<div class="table" tabindex="0" role="region" aria-label="What would become of each value"><table>
            <thead><tr><th scope="col">Field</th><th scope="col">This one</th><th scope="col">The other</th><th scope="col">Kept</th></tr></thead>
            <tbody>${value.fields.map((/** @type {any} */ f) => html`<tr><th scope="row">${words(f.field.replace(/^custom\./, ""))}</th><td>${worded(f.this)}</td><td>${worded(f.other)}</td>${this.#choice(f)}</tr>`)}</tbody></table></div>
          <p class="quiet">Leads and conversations of both stay with the one that remains. You can undo it.</p>
          <div class="row"><button class="button primary" type="button" aria-disabled=${String(this.merging)} @click=${this.#merge}>${this.merging ? "Merging…" : "Merge"}</button>
            <button class="button" type="button" @click=${() => this.emit("f-other", " ")}>Choose another</button></div>`
        : error ? nothing : html`<p role="status" class="quiet">Loading…</p>`}
    </div>`;
  }
}
customElements.define("f-merge", Merge);
