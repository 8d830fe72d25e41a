import { html, nothing } from "lit";
import { PERSON, readAttributes } from "../contacts/fields.js";
import { FoyerElement } from "../element.js";
import { Load } from "../load.js";
import "../components/f-filter.js";

/** @type {import("../components/f-filter.js").Field[]} places in what an endpoint is told, most used first; the API knows more */
const PLACES = [
  PERSON.email,
  PERSON.name,
  PERSON.phone,
  { name: "status", label: "Lead’s status", type: "text" },
  { name: "source.page_url", label: "Page", type: "text" },
  { name: "source.referrer", label: "Referrer", type: "text" },
  { name: "source.utm.source", label: "UTM source", type: "text" },
  { name: "source.utm.medium", label: "UTM medium", type: "text" },
  { name: "source.utm.campaign", label: "UTM campaign", type: "text" },
  { name: "agent_id", label: "Agent’s id", type: "text" },
  PERSON.externalId,
  { name: "sources", label: "Contact’s sources", type: "words" },
  { name: "changed", label: "What changed", type: "words" },
];

/** Which events an endpoint is told of: `.value` is its filter or null, what is built is its `f-filter`'s. */
class EventFilter extends FoyerElement {
  static properties = { value: { attribute: false } };

  constructor() {
    super();
    /** @type {any} */ this.value = null;
    this.attributeFields = new Load(this, readAttributes);
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.attributeFields.run();
  }

  /** @override */
  render() {
    const { value: attributes } = this.attributeFields;
    if (!attributes) return nothing;
    return html`<details ?open=${Boolean(this.value)}><summary>Only some of them</summary>
      <div class="stack-small"><p class="quiet small">It is told of what matches alone. Without a condition it is told of all.</p><f-filter .fields=${[...PLACES, ...attributes]} .value=${this.value}></f-filter></div></details>`;
  }
}
customElements.define("f-event-filter", EventFilter);
