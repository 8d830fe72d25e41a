import { LitElement } from "lit";

/**
 * What every element of the dashboard is: a Lit element in the light DOM. So theme.css dresses it, labels and
 * descriptions reach across elements by id, and a native form has its inputs.
 *
 * What a component is to show inside is handed to it as a template in a property, since there are no slots.
 * Reactive properties are declared in `static properties` and get their first value in the constructor: a class field
 * would hide Lit's accessor.
 */
export class FoyerElement extends LitElement {
  /** @override */
  createRenderRoot() {
    return this;
  }

  /**
   * Tells those above. Names: `f-…`.
   * @param {string} name
   * @param {unknown} [detail]
   */
  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

let last = 0;
/** An id for an element that another one must point at. */
export const newId = () => `f-${++last}`;
