import { html, nothing } from "lit";
import { FoyerElement } from "../element.js";

/**
 * Tabs as links, so that each is an address: `.items` `[{href, label, current, count?}]`.
 */
export class Tabs extends FoyerElement {
  static properties = { label: {}, items: { attribute: false } };

  constructor() {
    super();
    this.label = "";
    /** @type {{href: string, label: string, current: boolean, count?: string}[]} */ this.items = [];
  }

  /** On a small screen the row is longer than the screen: the current one is in sight. @override */
  updated() {
    const row = this.querySelector("nav");
    const current = row?.querySelector("[aria-current]");
    if (row && current) row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
  }

  /** @override */
  render() {
    return html`<nav class="tabs" aria-label=${this.label}>${this.items.map(
      (item) => html`<a href=${item.href} aria-current=${item.current ? "page" : nothing}>${item.label}${item.count ? html` <span class="badge">${item.count}</span>` : nothing}</a>`,
    )}</nav>`;
  }
}
customElements.define("f-tabs", Tabs);
