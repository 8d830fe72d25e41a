import { html, nothing } from "lit";
import { FoyerElement } from "../element.js";
import { words } from "../format.js";
import { icon } from "../icons.js";

/** @typedef {"text" | "words" | "number" | "boolean" | "date" | "time"} Type */
/** @typedef {{name: string, label: string, type: Type, attribute?: string}} Field */

const BY_VALUE = ["eq", "ne", "in", "not_in"];
const BY_PART = ["contains", "not_contains", "starts_with", "ends_with"];
const BY_ORDER = ["gt", "gte", "lt", "lte", "between"];
const BY_PRESENCE = ["is_set", "is_not_set"];

/** @type {Record<Type, string[]>} the operators of the filter language, by type, most used first */
const OPERATORS = {
  text: ["contains", "eq", "ne", "not_contains", "starts_with", "ends_with", "in", "not_in", ...BY_ORDER, ...BY_PRESENCE],
  words: [...BY_VALUE, ...BY_PART, ...BY_PRESENCE],
  number: ["eq", "ne", ...BY_ORDER, "in", "not_in", ...BY_PRESENCE],
  boolean: ["eq", "ne", ...BY_PRESENCE],
  date: ["within_last", "gte", "lte", "between", "eq", "ne", "gt", "lt", ...BY_PRESENCE],
  time: ["within_last", "gte", "lte", "between", "gt", "lt", ...BY_PRESENCE],
};

/** @type {Record<string, string>} */
const WORDED = {
  eq: "is", ne: "is not", in: "is one of", not_in: "is none of", contains: "contains", not_contains: "does not contain", starts_with: "starts with",
  ends_with: "ends with", gt: "greater than", gte: "at least", lt: "less than", lte: "at most", between: "between", is_set: "has a value", is_not_set: "has no value", within_last: "in the last",
};
/** @type {Record<string, string>} */
const WORDED_FOR_DATES = { gt: "after", gte: "on or after", lt: "before", lte: "on or before" };

/** @param {string} op @param {Type} type */
const operatorName = (op, type) => ((type === "date" || type === "time") && WORDED_FOR_DATES[op]) || WORDED[op] || words(op);

const UNITS = [["D", "days"], ["W", "weeks"], ["M", "months"]];

/**
 * What of a filter can be asked for: conditions that have no value yet are left out.
 *
 * @param {any} filter @returns {any} null where nothing is left
 */
function complete(filter) {
  const kind = filter?.all ? "all" : "any";
  if (filter?.[kind]) {
    const parts = filter[kind].map(complete).filter(Boolean);
    return parts.length > 0 ? { [kind]: parts } : null;
  }
  return [filter?.value].flat().includes("") ? null : filter;
}

/**
 * Builds a filter of the API's language: conditions and groups of them, all or any, each as deep as wanted. `.value` is
 * the filter or null; `f-filter` tells a new one, without the conditions that still wait for their value, and `built` is it. What can't be
 * shown as a row stays as it is and is said so.
 */
export class FilterBuilder extends FoyerElement {
  static properties = { fields: { attribute: false }, value: { attribute: false } };

  constructor() {
    super();
    /** @type {Field[]} */ this.fields = [];
    /** @type {any} */ this.value = null;
    /** @type {any} What is being built, with the conditions that wait for their value. */ this.draft = null;
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("value") && JSON.stringify(this.value) !== JSON.stringify(complete(this.draft))) this.draft = this.value;
  }

  /** @returns {any} what can be asked for of what is being built; null where that is nothing */
  get built() {
    return complete(this.draft);
  }

  /** @param {any} filter */
  #tell(filter) {
    this.draft = filter;
    this.requestUpdate();
    this.emit("f-filter", this.built);
  }

  /** The filter as a group, which the rows stand in. */
  get #root() {
    const value = this.draft;
    if (!value) return { all: [] };
    return value.all || value.any ? value : { all: [value] };
  }

  /** @param {Field | undefined} field */
  #fresh(field = this.fields[0]) {
    const op = OPERATORS[field.type][0];
    return this.#withOp({ field: field.name, op }, op, field);
  }

  /** @param {any} condition @param {string} op @param {Field} field */
  #withOp(condition, op, field) {
    const { field: name } = condition;
    if (op === "is_set" || op === "is_not_set") return { field: name, op };
    const first = { text: "", words: "", number: 0, boolean: true, date: new Date().toISOString().slice(0, 10), time: new Date().toISOString().slice(0, 10) }[field.type];
    const old = Array.isArray(condition.value) ? condition.value[0] : condition.value;
    const same = op !== "within_last" && !/^P/.test(String(old)) && typeof old === typeof first;
    const value = same ? old : first;
    if (op === "within_last") return { field: name, op, value: /^P\d+[DWM]$/.test(String(condition.value)) ? condition.value : "P30D" };
    if (op === "between") return { field: name, op, value: [value, value] };
    if (op === "in" || op === "not_in") return { field: name, op, value: [value] };
    return { field: name, op, value };
  }

  /** @param {Field} field @param {any} value @param {string} label @param {(value: any) => void} changed */
  #input(field, value, label, changed) {
    if (field.type === "boolean") {
      return html`<select class="input" aria-label=${label} @change=${(/** @type {any} */ e) => changed(e.target.value === "true")}>
        <option value="true" .selected=${value === true}>Yes</option><option value="false" .selected=${value === false}>No</option></select>`;
    }
    const type = field.type === "number" ? "number" : field.type === "date" || field.type === "time" ? "date" : "text";
    return html`<input class="input" type=${type} step="any" aria-label=${label} .value=${String(type === "date" ? String(value ?? "").slice(0, 10) : value ?? "")}
      @change=${(/** @type {any} */ e) => changed(field.type === "number" ? (e.target.value === "" ? 0 : Number(e.target.value)) : e.target.value)}>`;
  }

  /** @param {any} c @param {Field} field @param {(c: any) => void} changed */
  #value(c, field, changed) {
    if (c.op === "is_set" || c.op === "is_not_set") return nothing;
    if (c.op === "within_last") {
      const [, many, unit] = /^P(\d+)([DWM])$/.exec(c.value) ?? ["", "", ""];
      if (!unit) return html`<code>${c.value}</code>`;
      return html`<input class="input short" type="number" min="1" aria-label="How many" .value=${many} @change=${(/** @type {any} */ e) => changed({ ...c, value: `P${Math.max(1, Number(e.target.value) || 1)}${unit}` })}>
        <select class="input" aria-label="Of what" @change=${(/** @type {any} */ e) => changed({ ...c, value: `P${many}${e.target.value}` })}>${UNITS.map(([u, label]) => html`<option value=${u} .selected=${u === unit}>${label}</option>`)}</select>`;
    }
    if (c.op === "between") {
      return html`${this.#input(field, c.value[0], "From", (v) => changed({ ...c, value: [v, c.value[1]] }))}<span>and</span>${this.#input(field, c.value[1], "To", (v) => changed({ ...c, value: [c.value[0], v] }))}`;
    }
    if (c.op === "in" || c.op === "not_in") {
      return html`<input class="input" aria-label="Values, separated by commas" placeholder="One, two, …" .value=${c.value.join(", ")}
        @change=${(/** @type {any} */ e) => {
          const given = e.target.value.split(",").map((/** @type {string} */ v) => v.trim()).filter(Boolean);
          changed({ ...c, value: (given.length ? given : [""]).map((/** @type {string} */ v) => (field.type === "number" ? Number(v) || 0 : v)) });
        }}>`;
    }
    return this.#input(field, c.value, "Value", (v) => changed({ ...c, value: v }));
  }

  /** @param {any} c @param {(c: any) => void} changed @param {() => void} removed */
  #condition(c, changed, removed) {
    const field = this.fields.find((f) => f.name === c.field);
    const remove = html`<button class="button plain square small" type="button" aria-label="Remove condition" @click=${removed}>${icon("close")}</button>`;
    if (!field || c.not) return html`<div class="condition"><code>${JSON.stringify(c)}</code>${remove}</div>`;
    return html`<div class="condition">
      <select class="input" aria-label="Field" @change=${(/** @type {any} */ e) => changed(this.#fresh(this.fields.find((f) => f.name === e.target.value)))}>${this.fields.map((f) => html`<option value=${f.name} .selected=${f.name === c.field}>${f.label}</option>`)}</select>
      <select class="input" aria-label="Operator" @change=${(/** @type {any} */ e) => changed(this.#withOp(c, e.target.value, field))}>${OPERATORS[field.type].map((op) => html`<option value=${op} .selected=${op === c.op}>${operatorName(op, field.type)}</option>`)}</select>
      ${this.#value(c, field, changed)}${remove}
    </div>`;
  }

  /** @param {any} group @param {(group: any) => void} changed @param {(() => void) | null} removed @returns {unknown} */
  #group(group, changed, removed) {
    const kind = group.any ? "any" : "all";
    const parts = /** @type {any[]} */ (group[kind]);
    /** @param {any[]} next */
    const put = (next) => changed({ [kind]: next });
    return html`<fieldset class="group">
      <legend class="visually-hidden">${kind === "all" ? "All of these hold" : "Any of these holds"}</legend>
      <div class="row"><select class="input" aria-label="How conditions are joined" @change=${(/** @type {any} */ e) => changed({ [e.target.value]: parts })}>
          <option value="all" .selected=${kind === "all"}>All of these hold</option><option value="any" .selected=${kind === "any"}>Any of these holds</option></select>
        ${removed ? html`<button class="button plain square small" type="button" aria-label="Remove group" @click=${removed}>${icon("close")}</button>` : nothing}</div>
      ${parts.map((part, at) => {
        /** @param {any} c */
        const replace = (c) => put(parts.map((p, i) => (i === at ? c : p)));
        const remove = () => put(parts.filter((_, i) => i !== at));
        return part.all || part.any ? this.#group(part, replace, remove) : this.#condition(part, replace, remove);
      })}
      <div class="row"><button class="button small" type="button" @click=${() => put([...parts, this.#fresh()])}>${icon("plus")}Condition</button>
        <button class="button small plain" type="button" @click=${() => put([...parts, { [kind === "all" ? "any" : "all"]: [this.#fresh()] }])}>${icon("plus")}Group</button></div>
    </fieldset>`;
  }

  /** @override */
  render() {
    if (this.fields.length === 0) return nothing;
    return this.#group(this.#root, (group) => this.#tell(group), null);
  }
}
customElements.define("f-filter", FilterBuilder);
