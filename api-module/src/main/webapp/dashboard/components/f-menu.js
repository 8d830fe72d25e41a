import { html, nothing } from "lit";
import { FoyerElement, newId } from "../element.js";
import { icon } from "../icons.js";

/** @typedef {{label?: string, icon?: Parameters<typeof icon>[0], action?: () => unknown, href?: string, danger?: boolean, checked?: boolean, line?: boolean}} Item */

/**
 * A button with a menu, of three dots unless `.content` says what it shows. `label` names it, after the content if there
 * is some.
 *
 *     <f-menu label="More for Front desk" .items=${[{ label: "Delete", icon: "trash", danger: true, action: … }]}></f-menu>
 */
export class Menu extends FoyerElement {
  static properties = { label: {}, look: {}, items: { attribute: false }, content: { attribute: false }, about: { attribute: false }, shown: { state: true } };

  constructor() {
    super();
    this.label = "";
    this.look = "button plain square small";
    /** @type {Item[]} */ this.items = [];
    /** @type {unknown} */ this.content = null;
    /** @type {unknown} */ this.about = nothing;
    this.shown = false;
    this.list = newId();
  }

  get #menu() {
    return /** @type {HTMLElement} */ (this.querySelector(".menu"));
  }

  get #entries() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll('[role^="menuitem"]')]);
  }

  /** @param {ToggleEvent} event */
  #toggled(event) {
    this.shown = event.newState === "open";
    if (!this.shown) return;
    const menu = this.#menu;
    const button = /** @type {HTMLElement} */ (this.querySelector("button")).getBoundingClientRect();
    const below = button.bottom + menu.offsetHeight + 8 < innerHeight;
    menu.style.top = `${Math.max(8, below ? button.bottom + 4 : button.top - menu.offsetHeight - 4)}px`;
    menu.style.left = `${Math.max(8, Math.min(button.left, innerWidth - menu.offsetWidth - 8))}px`;
    this.#entries[0]?.focus();
  }

  /** @param {KeyboardEvent} event */
  #walk(event) {
    const entries = this.#entries;
    const at = entries.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.key === "Tab") {
      this.#menu.hidePopover();
      return;
    }
    const to = { ArrowDown: (at + 1) % entries.length, ArrowUp: (at + entries.length - 1) % entries.length, Home: 0, End: entries.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    entries[to].focus();
  }

  /** @param {Item} item */
  #choose(item) {
    this.#menu.hidePopover();
    item.action?.();
  }

  /** @param {Item} item */
  #item(item) {
    if (item.line) return html`<hr role="separator">`;
    const inside = html`${item.icon ? icon(item.icon) : nothing}<span class="grow">${item.label}</span>${item.checked ? icon("check") : nothing}`;
    if (item.href) return html`<a role="menuitem" tabindex="-1" href=${item.href} @click=${() => this.#choose(item)}>${inside}</a>`;
    const radio = item.checked !== undefined;
    return html`<button type="button" role=${radio ? "menuitemradio" : "menuitem"} aria-checked=${radio ? String(item.checked) : nothing} tabindex="-1"
      class=${item.danger ? "danger" : ""} @click=${() => this.#choose(item)}>${inside}</button>`;
  }

  /** @override */
  render() {
    return html`<button type="button" class=${this.look} aria-label=${this.content ? nothing : this.label} aria-haspopup="menu" aria-expanded=${String(this.shown)} popovertarget=${this.list}>
        ${this.content ? html`${this.content}<span class="visually-hidden">${this.label}</span>` : icon("more")}
      </button>
      <div class="menu" id=${this.list} popover @toggle=${this.#toggled} @keydown=${this.#walk}>
        ${this.about === nothing ? nothing : html`<div class="about">${this.about}</div>`}
        <div role="menu" aria-label=${this.label}>${this.items.map((item) => this.#item(item))}</div>
      </div>`;
  }
}
customElements.define("f-menu", Menu);
