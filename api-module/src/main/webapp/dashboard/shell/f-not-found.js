import { html } from "lit";
import { FoyerElement } from "../element.js";
import "../components/f-empty.js";
import "../components/f-header.js";

class NotFound extends FoyerElement {
  /** @override */
  render() {
    return html`<f-header heading="Not found"></f-header>
      <f-empty icon="search" heading="Nothing is at this address" text="It may have been deleted, or the link is incomplete." .actions=${html`<a class="button" href="#/agents">Go to agents</a>`}></f-empty>`;
  }
}
customElements.define("f-not-found", NotFound);
