import { FoyerElement } from "./element.js";

/** A page: the router tells it where it is by `params` (of the path) and `query`. */
export class Page extends FoyerElement {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = { params: { attribute: false }, query: { attribute: false } };

  constructor() {
    super();
    /** @type {Record<string, string>} */ this.params = {};
    /** @type {Record<string, string>} */ this.query = {};
  }
}
