import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { FoyerElement } from "../element.js";
import { icon } from "../icons.js";
import { plural } from "../format.js";
import "./f-empty.js";
import "./f-problem.js";

/**
 * @typedef {object} Column
 * @property {string} key
 * @property {string} label
 * @property {(item: any) => unknown} cell text or a template
 * @property {boolean} [sort] whether the head sorts by `key`
 * @property {boolean} [end] numbers: aligned at the end
 * @property {boolean} [wide] left out on small screens
 * @property {boolean} [quiet] the head's label is for screen readers only
 */

/** Pages read on their own while scrolling; after that the reader asks, so that the footer can be reached. */
const BY_THEMSELVES = 6;

/**
 * A list as a table, fed by a `Pages` controller. Whole rows lead where `.link` says; arrow keys, Home and End move
 * between rows. `f-sort` `{field, direction}` and `f-select` (a Set of ids) tell the page; `.selected` and `.sort` are
 * the page's to keep.
 *
 *     <f-table caption="Leads" noun="lead" .pages=${this.leads} .columns=${COLUMNS} .link=${(l) => href(`/leads/${l.id}`)}
 *              .empty=${html`<f-empty …></f-empty>`} selectable .selected=${this.selected} @f-select=${…}></f-table>
 */
export class Table extends FoyerElement {
  static properties = {
    caption: {}, noun: {}, pages: { attribute: false }, columns: { attribute: false }, link: { attribute: false }, rowName: { attribute: false },
    empty: { attribute: false }, sort: { attribute: false }, selectable: { type: Boolean }, selected: { attribute: false }, actions: { attribute: false },
  };

  constructor() {
    super();
    this.caption = "";
    this.noun = "item";
    /** @type {import("../load.js").Pages<any> | null} */ this.pages = null;
    /** @type {Column[]} */ this.columns = [];
    /** @type {((item: any) => string) | null} */ this.link = null;
    /** @type {(item: any) => string} */ this.rowName = (item) => item.name || item.email || item.id;
    /** @type {unknown} */ this.empty = nothing;
    /** @type {{field: string, direction: string} | null} */ this.sort = null;
    this.selectable = false;
    /** @type {Set<string>} */ this.selected = new Set();
    /** @type {unknown} what can be done with the selected rows */ this.actions = nothing;
    this.read = 1;
    this.watcher = new IntersectionObserver((seen) => {
      if (seen.some((s) => s.isIntersecting) && this.read < BY_THEMSELVES && !this.pages?.error) this.#more();
    }, { rootMargin: "400px" });
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.pages?.viewers.add(this);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.watcher.disconnect();
    this.pages?.viewers.delete(this);
  }

  /** @override @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has("pages")) return;
    changed.get("pages")?.viewers.delete(this);
    this.pages?.viewers.add(this);
  }

  /** @override */
  updated() {
    this.watcher.disconnect();
    const more = this.querySelector(".more");
    if (more) this.watcher.observe(more);
  }

  async #more() {
    if (!this.pages || this.pages.loading) return;
    this.read++;
    await this.pages.more();
  }

  /** @param {Column} column */
  #sortBy(column) {
    const direction = this.sort?.field === column.key && this.sort.direction === "asc" ? "desc" : "asc";
    this.emit("f-sort", { field: column.key, direction });
  }

  /** @param {string[]} ids @param {boolean} on */
  #select(ids, on) {
    const selected = new Set(this.selected);
    for (const id of ids) on ? selected.add(id) : selected.delete(id);
    this.emit("f-select", selected);
  }

  /** @param {MouseEvent} event @param {any} item */
  #open(event, item) {
    if (!this.link || event.defaultPrevented || /** @type {Element} */ (event.target).closest("a, button, input, select, label")) return;
    if (getSelection()?.toString()) return;
    const target = this.link(item);
    if (event.metaKey || event.ctrlKey) window.open(target);
    else location.hash = target;
  }

  /** @param {KeyboardEvent} event */
  #walk(event) {
    const from = /** @type {Element} */ (event.target);
    if (!from.matches("a.rowlink, .tick input")) return;
    const kind = from.matches("a.rowlink") ? "a.rowlink" : ".tick input";
    const stops = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(`tbody ${kind}`)]);
    const at = stops.indexOf(/** @type {HTMLElement} */ (from));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (to === undefined || !stops[to]) return;
    event.preventDefault();
    stops[to].focus();
  }

  /** @param {Column} c */
  #head(c) {
    const sorted = this.sort?.field === c.key ? this.sort.direction : null;
    const label = c.quiet ? html`<span class="visually-hidden">${c.label}</span>` : c.label;
    return html`<th scope="col" class="${c.end ? "end" : ""} ${c.wide ? "wide-only" : ""}" aria-sort=${sorted ? (sorted === "asc" ? "ascending" : "descending") : nothing}>
      ${c.sort ? html`<button type="button" @click=${() => this.#sortBy(c)}>${label}${sorted ? icon(sorted === "asc" ? "up" : "down") : nothing}</button>` : label}
    </th>`;
  }

  /** @param {any} item */
  #row(item) {
    const selected = this.selected.has(item.id);
    return html`<tr class="${this.link ? "linked" : ""} ${selected ? "selected" : ""}" @click=${(/** @type {MouseEvent} */ e) => this.#open(e, item)}>
      ${this.selectable
        ? html`<td class="tick"><input type="checkbox" aria-label="Select ${this.rowName(item)}" .checked=${selected}
            @change=${(/** @type {any} */ e) => this.#select([item.id], e.target.checked)}></td>`
        : nothing}
      ${this.columns.map((c, at) => {
        const content = c.cell(item);
        return html`<td class="${c.end ? "end" : ""} ${c.wide ? "wide-only" : ""}">${at === 0 && this.link ? html`<a class="rowlink" href=${this.link(item)}>${content || this.rowName(item)}</a>` : content}</td>`;
      })}
    </tr>`;
  }

  #waiting() {
    return Array.from({ length: 6 }, () => html`<tr aria-hidden="true">${this.selectable ? html`<td class="tick"></td>` : nothing}${this.columns.map((c) => html`<td class=${c.wide ? "wide-only" : ""}><span class="skeleton"></span></td>`)}</tr>`);
  }

  /** @override */
  render() {
    const pages = this.pages;
    if (!pages) return nothing;
    if (pages.error && !pages.started) return html`<f-problem .error=${pages.error} .retry=${() => pages.reload()}></f-problem>`;
    const items = pages.items;
    if (pages.started && items.length === 0) return html`<div class="table">${this.empty}</div>`;
    const all = items.length > 0 && items.every((item) => this.selected.has(item.id));
    return html`
      <div class="table" tabindex="0" role="region" aria-label=${this.caption} aria-busy=${pages.loading ? "true" : "false"} @keydown=${this.#walk}>
        <table>
          <caption class="visually-hidden">${this.caption}</caption>
          <thead><tr>
            ${this.selectable
              ? html`<th scope="col" class="tick"><input type="checkbox" aria-label="Select all shown" .checked=${all} .indeterminate=${!all && this.selected.size > 0}
                  @change=${(/** @type {any} */ e) => this.#select(items.map((item) => item.id), e.target.checked)}></th>`
              : nothing}
            ${this.columns.map((c) => this.#head(c))}
          </tr></thead>
          <tbody>${pages.started ? repeat(items, (item) => item.id, (item) => this.#row(item)) : this.#waiting()}</tbody>
        </table>
      </div>
      <div class="table-foot">
        <span role="status">${pages.started ? `${plural(items.length, this.noun)}${pages.next ? " shown" : ""}` : "Loading…"}</span>
        ${pages.next ? html`<button class="button small more" type="button" aria-disabled=${pages.loading ? "true" : "false"} @click=${this.#more}>${pages.loading ? "Loading…" : "Load more"}</button>` : nothing}
      </div>
      ${pages.error ? html`<f-problem .error=${pages.error} .retry=${() => (pages.next ? pages.more() : pages.reload())}></f-problem>` : nothing}
      ${this.selectable && this.selected.size > 0
        ? html`<div class="selection" role="group" aria-label="Selected">
            <span role="status">${plural(this.selected.size, this.noun)} selected</span>
            <span class="row">${this.actions}<button class="button small plain" type="button" @click=${() => this.emit("f-select", new Set())}>Clear</button></span>
          </div>`
        : nothing}`;
  }
}
customElements.define("f-table", Table);
