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

  /** @override */
  render() {
    return html`<nav class="tabs" aria-label=${this.label}>${this.items.map(
      (item) => html`<a href=${item.href} aria-current=${item.current ? "page" : nothing}>${item.label}${item.count ? html` <span class="badge">${item.count}</span>` : nothing}</a>`,
    )}</nav>`;
  }
}
customElements.define("f-tabs", Tabs);
