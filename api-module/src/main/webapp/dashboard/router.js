/**
 * @typedef {object} Route
 * @property {string} path such as `/agents/:id`; a part that begins with a colon becomes a parameter
 * @property {string} title for the window, until the page sets a better one
 * @property {string} tag the page's element
 * @property {() => Promise<unknown>} load imports the module that defines it
 * @property {string} [style] the address of a style sheet of its own
 * @property {string} [section] the path in the navigation it belongs to; default: its first part
 * @property {boolean} [open] for people who are not signed in
 */

/**
 * @typedef {object} Place
 * @property {string} path
 * @property {Record<string, string>} params
 * @property {Record<string, string>} query
 */

/**
 * The hash as a place, without its parameters.
 * @returns {Place}
 */
export function here() {
  const [path, query = ""] = location.hash.replace(/^#/, "").split(/\?(.*)/s);
  return { path: path || "/", params: {}, query: Object.fromEntries(new URLSearchParams(query)) };
}

/**
 * A link: `href("/contacts", {filter: "…"})`.
 * @param {string} path
 * @param {Record<string, unknown>} [query] undefined, null and "" are left out
 */
export function href(path, query = {}) {
  const kept = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return "#" + path + (text ? "?" + text : "");
}

/**
 * @param {string} path
 * @param {Record<string, unknown>} [query]
 * @param {{replace?: boolean}} [options]
 */
export function go(path, query = {}, { replace = false } = {}) {
  const target = href(path, query);
  if (replace) {
    history.replaceState(null, "", target);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  } else location.hash = target;
}

/**
 * Changes the query of this place (filters, tabs, what is open). The page stays; so does the focus.
 * @param {Record<string, unknown>} change null or "" removes
 * @param {{replace?: boolean}} [options] default: no entry of its own in the history
 */
export function setQuery(change, { replace = true } = {}) {
  const { path, query } = here();
  go(path, { ...query, ...change }, { replace });
}

/** @type {(() => boolean | Promise<boolean>) | null} */
let guard = null;

/**
 * Asks before this page is left, where something typed would be lost. Pass null to ask no more.
 * @param {(() => boolean | Promise<boolean>) | null} mayLeave
 */
export function beforeLeaving(mayLeave) {
  guard = mayLeave;
}

window.addEventListener("beforeunload", (event) => {
  if (guard) event.preventDefault();
});

/**
 * @param {Route[]} routes
 * @param {string} path
 * @returns {{route: Route, params: Record<string, string>} | null}
 */
export function match(routes, path) {
  const parts = path.split("/").filter(Boolean);
  for (const route of routes) {
    const wanted = route.path.split("/").filter(Boolean);
    if (wanted.length !== parts.length) continue;
    /** @type {Record<string, string>} */
    const params = {};
    const fits = wanted.every((part, at) => {
      if (!part.startsWith(":")) return part === parts[at];
      try {
        params[part.slice(1)] = decodeURIComponent(parts[at]);
        return true;
      } catch {
        return false;
      }
    });
    if (fits) return { route, params };
  }
  return null;
}

/**
 * Calls back whenever the place changes, and once at the beginning.
 * @param {() => void} arrive
 */
export function start(arrive) {
  let known = location.hash;
  window.addEventListener("hashchange", async () => {
    const wanted = location.hash;
    if (wanted === known) {
      arrive();
      return;
    }
    const leaves = wanted.split("?")[0] !== known.split("?")[0];
    if (guard && leaves) {
      history.replaceState(null, "", known || "#/");
      if (!(await guard())) return;
      guard = null;
      known = wanted;
      location.hash = wanted;
      return;
    }
    known = wanted;
    arrive();
  });
  arrive();
}

/** @param {string} name what this page shows, for the window's title */
export function setTitle(name) {
  document.title = name ? `${name} · Foyer` : "Foyer";
}
