import "./theme.js";
import { html } from "lit";
import { FoyerElement } from "./element.js";
import { beforeLeaving, here, match, setTitle, start } from "./router.js";
import { session } from "./session.js";
import agents from "./agents/routes.js";
import analytics from "./analytics/routes.js";
import contacts from "./contacts/routes.js";
import conversations from "./conversations/routes.js";
import leads from "./leads/routes.js";
import settings from "./settings/routes.js";
import "./components/f-problem.js";
import "./shell/f-nav.js";

/** @type {import("./router.js").Route[]} */
const DOORS = [
  { path: "/sign-in", title: "Sign in", tag: "f-sign-in", load: () => import("./shell/f-sign-in.js"), open: true },
  { path: "/forgotten-password", title: "Forgotten password", tag: "f-forgotten-password", load: () => import("./shell/f-forgotten-password.js"), open: true },
  { path: "/password-reset", title: "New password", tag: "f-password-reset", load: () => import("./shell/f-password-reset.js"), open: true },
  { path: "/invitation", title: "Invitation", tag: "f-invitation", load: () => import("./shell/f-invitation.js"), open: true },
];
/** @type {import("./router.js").Route} */
const NOWHERE = { path: "", title: "Not found", tag: "f-not-found", load: () => import("./shell/f-not-found.js") };
const ROUTES = [...DOORS, ...agents, ...conversations, ...leads, ...contacts, ...analytics, ...settings];

/** @type {Map<string, Promise<unknown>>} */
const sheets = new Map();

/** @param {string} address of a style sheet that a page brings along; there before the page shows */
function dress(address) {
  let loaded = sheets.get(address);
  if (!loaded) {
    const link = document.head.appendChild(Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));
    loaded = new Promise((done, failed) => {
      link.onload = done;
      link.onerror = failed;
    });
    sheets.set(address, loaded);
  }
  return loaded;
}

/** @param {Record<string, string> | undefined} one @param {Record<string, string>} other */
const same = (one, other) => one !== undefined && JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

/** The dashboard: who is signed in, where we are, and the page of that place. */
class App extends FoyerElement {
  static properties = { ready: { state: true }, error: { state: true }, route: { state: true } };

  constructor() {
    super();
    this.ready = false;
    /** @type {Error | null} */ this.error = null;
    /** @type {import("./router.js").Route | null} */ this.route = null;
    /** @type {any} */ this.page = null;
    this.path = "";
    this.arrived = false;
    session.addEventListener("change", () => this.ready && this.#arrive());
    void this.#begin();
  }

  async #begin() {
    this.error = null;
    try {
      await session.resume();
    } catch (error) {
      this.error = /** @type {Error} */ (error);
      return;
    }
    this.ready = true;
    start(() => void this.#arrive());
  }

  /** @returns {Promise<void>} */
  async #arrive() {
    const place = here();
    if (place.path === "/" || (session.member && place.path === "/sign-in")) {
      history.replaceState(null, "", "#" + (place.query.to || "/agents"));
      return this.#arrive();
    }
    const found = match(ROUTES, place.path);
    const route = found?.route ?? NOWHERE;
    if (!route.open && !session.member) {
      history.replaceState(null, "", "#/sign-in?to=" + encodeURIComponent(location.hash.slice(1)));
      return this.#arrive();
    }
    try {
      await Promise.all([route.load(), route.style && dress(route.style)]);
    } catch {
      this.error = new Error("This page can’t be loaded. Check your connection and try again.");
      return;
    }
    if (here().path !== place.path) return; // went on meanwhile
    const moved = this.path !== place.path;
    if (moved) beforeLeaving(null);
    if (this.page?.localName !== route.tag) this.page = document.createElement(route.tag);
    // a page is told where it is through two properties, each set anew only when it says something else
    for (const [name, value] of Object.entries({ params: found?.params ?? {}, query: place.query })) {
      if (!same(this.page[name], value)) this.page[name] = value;
    }
    this.route = route;
    this.error = null;
    if (moved) {
      this.path = place.path;
      setTitle(route.title);
      await this.updateComplete;
      await this.page.updateComplete;
      this.#focus();
    }
    this.requestUpdate();
  }

  async #focus() {
    if (!this.arrived && !this.route?.open) {
      this.arrived = true; // the first page of a visit: the browser has the focus
      return;
    }
    this.arrived = true;
    scrollTo(0, 0);
    const header = this.querySelector("f-header");
    await /** @type {any} */ (header)?.updateComplete;
    if (this.page.querySelector("[autofocus]")) this.page.querySelector("[autofocus]").focus();
    else /** @type {HTMLElement | null} */ (this.querySelector("main h1") ?? this.querySelector("main"))?.focus();
  }

  /** @param {Event} event */
  #skip(event) {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (this.querySelector("main"))?.focus();
  }

  /** @override */
  render() {
    if (this.error && !this.page) {
      return html`<main class="door"><h1 class="visually-hidden">Foyer</h1><f-problem .error=${this.error} .retry=${() => location.reload()}></f-problem></main>`;
    }
    if (!this.ready || !this.route) return html`<main aria-busy="true"><h1 class="visually-hidden">Foyer is loading</h1></main>`;
    if (this.route.open) return html`<main class="door" tabindex="-1">${this.page}</main>`;
    const section = this.route.section ?? "/" + (this.route.path.split("/")[1] ?? "");
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
      <div class="shell">
        <f-nav class="side" role="banner" .section=${section}></f-nav>
        <main class="main" id="main" tabindex="-1">
          ${this.error ? html`<f-problem .error=${this.error} .retry=${() => location.reload()}></f-problem>` : this.page}
        </main>
      </div>`;
  }
}
customElements.define("f-app", App);
