import { html, nothing } from "lit";
import { FoyerElement } from "../element.js";
import { icon } from "../icons.js";

/** Nothing here yet: says what would be, and how it comes. `.actions` is a template of buttons. */
export class Empty extends FoyerElement {
  static properties = { icon: {}, heading: {}, text: {}, actions: { attribute: false } };

  constructor() {
    super();
    /** @type {Parameters<typeof icon>[0]} */ this.icon = "info";
    this.heading = "";
    this.text = "";
    /** @type {unknown} */ this.actions = nothing;
  }

  /** @override */
  render() {
    return html`<div class="empty">
      ${icon(this.icon)}
      <h2>${this.heading}</h2>
      ${this.text ? html`<p>${this.text}</p>` : nothing}
      ${this.actions === nothing ? nothing : html`<div class="row">${this.actions}</div>`}
    </div>`;
  }
}
customElements.define("f-empty", Empty);
