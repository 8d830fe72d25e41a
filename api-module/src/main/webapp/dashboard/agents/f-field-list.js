import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { FoyerElement } from "../element.js";
import { icon } from "../icons.js";
import { isRequired } from "./fields.js";
import "../components/f-field.js";
import "../components/f-menu.js";

/** @typedef {import("./fields.js").Entry} Entry */

const MOST = 10;

/**
 * The fields of a form in their order: dragged by their handle, or moved with buttons. `f-change` carries the new list.
 */
export class FieldList extends FoyerElement {
  static properties = { entries: { attribute: false }, fields: { attribute: false }, errorAt: { attribute: false }, disabled: { type: Boolean }, open: { state: true }, dragged: { state: true }, said: { state: true } };

  constructor() {
    super();
    /** @type {Entry[]} */ this.entries = [];
    /** @type {import("./fields.js").Known[]} */ this.fields = [];
    /** @type {(at: number) => string} */ this.errorAt = () => "";
    this.disabled = false;
    /** @type {string | null} whose details show */ this.open = null;
    /** @type {string | null} */ this.dragged = null;
    this.said = "";
    this.move = (/** @type {PointerEvent} */ event) => this.#drag(event);
    this.drop = () => this.#drop();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#drop();
  }

  /** @param {string} name */
  #label(name) {
    return this.fields.find((f) => f.name === name)?.label ?? name;
  }

  /** @param {Entry[]} entries */
  #tell(entries) {
    this.emit("f-change", entries);
  }

  /** @param {number} from @param {number} to */
  #put(from, to) {
    if (to < 0 || to >= this.entries.length || from === to) return false;
    const entries = [...this.entries];
    const [moved] = entries.splice(from, 1);
    entries.splice(to, 0, moved);
    this.said = `${this.#label(moved.name)} is now ${to + 1} of ${entries.length}.`;
    this.#tell(entries);
    return true;
  }

  /** @param {MouseEvent} event @param {number} from @param {number} to */
  async #step(event, from, to) {
    const button = /** @type {HTMLElement} */ (event.currentTarget);
    if (!this.#put(from, to)) return;
    // its row was moved, and what is moved loses the focus
    await new Promise((done) => requestAnimationFrame(done));
    button.focus();
  }

  /** @param {PointerEvent} event @param {string} name */
  #grab(event, name) {
    if (this.disabled || event.button !== 0) return;
    event.preventDefault();
    this.dragged = name;
    window.addEventListener("pointermove", this.move);
    window.addEventListener("pointerup", this.drop);
    window.addEventListener("pointercancel", this.drop);
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    const rows = [...this.querySelectorAll(".field-row")];
    const from = this.entries.findIndex((e) => e.name === this.dragged);
    const to = rows.findIndex((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return event.clientY >= top && event.clientY <= bottom;
    });
    if (to < 0 || to === from) return;
    // only past its middle, so that rows of unlike heights don't change places to and fro
    const { top, height } = rows[to].getBoundingClientRect();
    if (to > from ? event.clientY > top + height / 2 : event.clientY < top + height / 2) this.#put(from, to);
  }

  #drop() {
    this.dragged = null;
    window.removeEventListener("pointermove", this.move);
    window.removeEventListener("pointerup", this.drop);
    window.removeEventListener("pointercancel", this.drop);
  }

  /** @param {number} at @param {Partial<Entry>} change */
  #change(at, change) {
    this.#tell(this.entries.map((entry, i) => (i === at ? { ...entry, ...change } : entry)));
  }

  /** @param {number} at */
  async #remove(at) {
    this.said = `${this.#label(this.entries[at].name)} is removed.`;
    this.#tell(this.entries.filter((_, i) => i !== at));
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector("f-menu button"))?.focus();
  }

  /** @param {string} name */
  #add(name) {
    this.said = `${this.#label(name)} is added.`;
    this.#tell([...this.entries, { name, label: "", required: undefined, placeholder: "" }]);
  }

  /** @param {Entry} entry @param {number} at */
  #row(entry, at) {
    const name = this.#label(entry.name);
    const open = this.open === entry.name;
    const error = this.errorAt(at);
    const must = isRequired(entry, this.entries);
    return html`<li class="field-row ${this.dragged === entry.name ? "dragged" : ""}" data-field=${entry.name}>
      <div class="head">
        ${this.disabled ? nothing : html`<span class="handle" aria-hidden="true" title="Drag to change the order" @pointerdown=${(/** @type {PointerEvent} */ e) => this.#grab(e, entry.name)}>${icon("drag")}</span>`}
        <span class="grow"><span class="strong">${entry.label || name}</span> ${entry.label && entry.label !== name ? html`<span class="quiet small">${name}</span>` : nothing}
          ${must ? html`<span class="badge">Required</span>` : nothing}</span>
        ${this.disabled ? nothing : html`
          <button class="button plain square small" type="button" aria-label="Move ${name} up" aria-disabled=${at === 0 ? "true" : nothing} @click=${(/** @type {MouseEvent} */ e) => this.#step(e, at, at - 1)}>${icon("up")}</button>
          <button class="button plain square small" type="button" aria-label="Move ${name} down" aria-disabled=${at === this.entries.length - 1 ? "true" : nothing} @click=${(/** @type {MouseEvent} */ e) => this.#step(e, at, at + 1)}>${icon("down")}</button>
          <button class="button plain square small" type="button" aria-label="Edit ${name}" aria-expanded=${open ? "true" : "false"} @click=${() => (this.open = open ? null : entry.name)}>${icon("edit")}</button>
          <button class="button plain square small" type="button" aria-label="Remove ${name}" @click=${() => this.#remove(at)}>${icon("trash")}</button>`}
      </div>
      ${error ? html`<p class="row-error">${error}</p>` : nothing}
      ${open
        ? html`<div class="details">
            <div class="columns">
              <f-field label="Label" maxlength="100" placeholder=${name} .value=${entry.label} @input=${(/** @type {any} */ e) => this.#change(at, { label: e.target.value })}></f-field>
              <f-field label="Placeholder" maxlength="100" .value=${entry.placeholder} @input=${(/** @type {any} */ e) => this.#change(at, { placeholder: e.target.value })}></f-field>
            </div>
            <f-field type="checkbox" label="Must be filled in" .checked=${must} @change=${(/** @type {any} */ e) => this.#change(at, { required: e.target.checked })}></f-field>
          </div>`
        : nothing}
    </li>`;
  }

  /** @override */
  render() {
    const left = this.fields.filter((f) => !this.entries.some((e) => e.name === f.name));
    const full = this.entries.length >= MOST;
    return html`
      <ol class="field-list" aria-label="Fields of the form, in their order">${repeat(this.entries, (e) => e.name, (e, at) => this.#row(e, at))}</ol>
      <p class="visually-hidden" role="status">${this.said}</p>
      ${this.disabled ? nothing : html`<div class="row">
        <f-menu label=": choose one" look="button small" .content=${html`${icon("plus")}Add field`}
          .items=${full ? [] : left.map((f) => ({ label: f.label, action: () => this.#add(f.name) }))}
          .about=${full ? `A form asks for ${MOST} things at most: shorter forms are filled in more often.` : left.length === 0 ? html`Every field is in use. <a href="#/settings/attributes">Custom attributes</a> give you more.` : html`More kinds: <a href="#/settings/attributes">custom attributes</a>`}></f-menu>
        <span class="quiet small">Two or three fields are filled in most often.</span>
      </div>`}`;
  }
}
customElements.define("f-field-list", FieldList);
