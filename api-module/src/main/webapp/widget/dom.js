/**
 * Makes an element. Strings become text nodes, never markup, so nothing a visitor, an agent or an operator
 * wrote can become HTML; and there is no way to give a style attribute, which a strict CSP would refuse.
 *
 * `as` is the element's stable public name: `::part()` for the page's style sheet, `data-testid` for tests.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {{as?: string} & Record<string, unknown>} [attributes] true sets an empty attribute; false, null and undefined none
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, { as, ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  if (as) Object.assign(attributes, { part: as, "data-testid": as });
  for (const name in attributes) attribute(node, name, attributes[name]);
  node.append(...children);
  return node;
}

/** @param {Element} node @param {string} name @param {unknown} value true sets an empty attribute; false, null and undefined none */
export function attribute(node, name, value) {
  if (value === undefined || value === null || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : String(value));
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * A stroked 24 × 24 icon in the text colour, hidden from assistive technology: its button has the name.
 *
 * @param {string} outline the `d` of its path
 */
export function icon(outline) {
  const svg = document.createElementNS(SVG, "svg");
  attribute(svg, "viewBox", "0 0 24 24");
  attribute(svg, "aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  attribute(path, "d", outline);
  svg.append(path);
  return svg;
}

export const ICONS = {
  chat: "M21 11.5a8.4 8.4 0 0 1-12.3 7.4L3 21l2.1-5.7A8.4 8.4 0 1 1 21 11.5Z",
  close: "M6 6l12 12M18 6 6 18",
  send: "M12 19V5m-6.5 6.5L12 5l6.5 6.5",
  done: "M5 12.5l4.5 4.5L19 7.5",
  loud: "M4 9v6h4l5 4V5L8 9zM17 9a4 4 0 0 1 0 6",
  down: "M7 10l5 5 5-5",
  quiet: "M4 9v6h4l5 4V5L8 9zM17 10l4 4m0-4-4 4",
};
