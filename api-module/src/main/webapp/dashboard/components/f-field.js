import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { ifDefined } from "lit/directives/if-defined.js";
import { FoyerElement, newId } from "../element.js";

/** @typedef {{value: string, label: string, disabled?: boolean}} Choice */

/**
 * A labelled native control with hint and error. `type`: any of `<input>`, or `textarea`, `select` (`.options`),
 * `checkbox`. Its input is in the light DOM: native `input` and `change` events bubble, `FormData` finds it by `name`.
 *
 *     <f-field name="name" label="Name" required maxlength="100" .value=${agent.name} .error=${problem?.at("/name")}></f-field>
 */
export class Field extends FoyerElement {
  static properties = {
    label: {}, name: {}, type: {}, hint: {}, error: {}, placeholder: {}, autocomplete: {}, inputmode: {}, pattern: {}, min: {}, max: {}, step: {},
    value: { attribute: false }, options: { attribute: false }, checked: { type: Boolean },
    required: { type: Boolean }, disabled: { type: Boolean }, readonly: { type: Boolean },
    labelhidden: { type: Boolean }, maxlength: { type: Number }, minlength: { type: Number }, rows: { type: Number },
  };

  constructor() {
    super();
    this.label = "";
    this.name = "";
    this.type = "text";
    this.hint = "";
    this.error = "";
    this.value = "";
    this.checked = false;
    this.required = this.disabled = this.readonly = this.labelhidden = false;
    /** @type {Choice[]} */ this.options = [];
    /** @type {string | undefined} */ this.placeholder = undefined;
    /** @type {string | undefined} */ this.autocomplete = undefined;
    /** @type {string | undefined} */ this.inputmode = undefined;
    /** @type {string | undefined} */ this.pattern = undefined;
    /** @type {string | undefined} */ this.min = undefined;
    /** @type {string | undefined} */ this.max = undefined;
    /** @type {string | undefined} */ this.step = undefined;
    /** @type {number | undefined} */ this.maxlength = undefined;
    /** @type {number | undefined} */ this.minlength = undefined;
    this.rows = 3;
    this.control = newId();
  }

  /** @override */
  focus() {
    /** @type {HTMLElement | null} */ (this.querySelector(".input, input"))?.focus();
  }

  /** @param {Event} event */
  #typed(event) {
    const control = /** @type {HTMLInputElement} */ (event.target);
    if (this.type === "checkbox") this.checked = control.checked;
    else this.value = control.value;
  }

  #input() {
    const described = [this.hint && this.control + "h", this.error && this.control + "e"].filter(Boolean).join(" ") || undefined;
    const invalid = this.error ? "true" : undefined;
    const label = this.labelhidden ? this.label : undefined;
    if (this.type === "checkbox") {
      return html`<input id=${this.control} type="checkbox" name=${this.name} .checked=${live(this.checked)} ?disabled=${this.disabled} ?required=${this.required}
        aria-describedby=${ifDefined(described)} aria-invalid=${ifDefined(invalid)} @change=${this.#typed}>`;
    }
    if (this.type === "select") {
      return html`<select class="input" id=${this.control} name=${this.name} ?disabled=${this.disabled} ?required=${this.required}
        aria-label=${ifDefined(label)} aria-describedby=${ifDefined(described)} aria-invalid=${ifDefined(invalid)} @change=${this.#typed}>
        ${this.options.map((o) => html`<option value=${o.value} ?disabled=${o.disabled} .selected=${live(o.value === (this.value ?? ""))}>${o.label}</option>`)}
      </select>`;
    }
    if (this.type === "textarea") {
      return html`<textarea class="input" id=${this.control} name=${this.name} rows=${this.rows} .value=${live(this.value ?? "")}
        placeholder=${ifDefined(this.placeholder)} maxlength=${ifDefined(this.maxlength)} ?disabled=${this.disabled} ?readonly=${this.readonly} ?required=${this.required}
        aria-label=${ifDefined(label)} aria-describedby=${ifDefined(described)} aria-invalid=${ifDefined(invalid)} @input=${this.#typed}></textarea>`;
    }
    return html`<input class="input" id=${this.control} type=${this.type} name=${this.name} .value=${live(String(this.value ?? ""))}
      placeholder=${ifDefined(this.placeholder)} autocomplete=${/** @type {any} */ (ifDefined(this.autocomplete))} inputmode=${/** @type {any} */ (ifDefined(this.inputmode))}
      pattern=${ifDefined(this.pattern)} min=${ifDefined(this.min)} max=${ifDefined(this.max)} step=${ifDefined(this.step)}
      maxlength=${ifDefined(this.maxlength)} minlength=${ifDefined(this.minlength)} ?disabled=${this.disabled} ?readonly=${this.readonly} ?required=${this.required}
      aria-label=${ifDefined(label)} aria-describedby=${ifDefined(described)} aria-invalid=${ifDefined(invalid)} @input=${this.#typed}>`;
  }

  /** @override */
  render() {
    const notes = html`${this.hint ? html`<p class="hint" id=${this.control + "h"}>${this.hint}</p>` : nothing}
      ${this.error ? html`<p class="error" id=${this.control + "e"}>${this.error}</p>` : nothing}`;
    if (this.type === "checkbox") {
      return html`<div class="field"><label class="check" for=${this.control}>${this.#input()}<span>${this.label}</span></label>${notes}</div>`;
    }
    return html`<div class="field">
      ${this.labelhidden ? nothing : html`<label for=${this.control}>${this.label}</label>`}
      ${this.#input()}${notes}
    </div>`;
  }
}
customElements.define("f-field", Field);

/**
 * Moves the focus to the first field with an error, after the errors were rendered.
 * @param {FoyerElement} host
 */
export async function focusFirstError(host) {
  await host.updateComplete;
  await Promise.all([...host.querySelectorAll("f-field")].map((field) => /** @type {Field} */ (field).updateComplete));
  /** @type {HTMLElement | null} */ (host.querySelector('[aria-invalid="true"]'))?.focus();
}
