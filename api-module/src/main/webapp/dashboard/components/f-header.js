import { html, nothing } from "lit";
import { FoyerElement } from "../element.js";
import { icon } from "../icons.js";
import { setTitle } from "../router.js";

/**
 * The head of a page: its one `h1`, which takes the focus after navigation and names the window.
 *
 *     <f-header .heading=${agent.name} .back=${{ href: "#/agents", label: "Agents" }} .actions=${html`…`}></f-header>
 */
export class PageHeader extends FoyerElement {
  static properties = { heading: {}, lead: {}, back: { attribute: false }, badge: { attribute: false }, actions: { attribute: false } };

  constructor() {
    super();
    this.heading = "";
    this.lead = "";
    /** @type {{href: string, label: string} | null} */ this.back = null;
    /** @type {unknown} */ this.badge = nothing;
    /** @type {unknown} */ this.actions = nothing;
  }

  /** @override */
  updated() {
    setTitle(this.heading);
  }

  /** @override */
  render() {
    return html`<div class="page-header">
      <div>
        ${this.back ? html`<a class="back" href=${this.back.href}>${icon("back")}${this.back.label}</a>` : nothing}
        <div class="row"><h1 tabindex="-1">${this.heading || "…"}</h1>${this.badge}</div>
        ${this.lead ? html`<p class="lead">${this.lead}</p>` : nothing}
      </div>
      <div class="row">${this.actions}</div>
    </div>`;
  }
}
customElements.define("f-header", PageHeader);
