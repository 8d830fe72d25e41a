import { api, credentials, live, Problem } from "./api.js";
import { useZone } from "./format.js";

const CHOSEN = "foyer.workspace";
const ROLES = ["viewer", "editor", "admin", "owner"];

/**
 * @typedef {{id: string, email: string, name: string, role: string}} Member
 * @typedef {{id: string, name: string, time_zone: string, locale: string, default_region: string}} Workspace
 */

/** Who is signed in, where. Fires `change`. */
class Session extends EventTarget {
  /** @type {Member | null} */ member = null;
  /** @type {Workspace | null} */ workspace = null;
  /** @type {{id: string, name: string}[]} */ workspaces = [];

  constructor() {
    super();
    credentials.workspace = localStorage.getItem(CHOSEN);
    credentials.lost = () => this.#forget();
  }

  /**
   * Whether the member's role reaches at least this one. The server decides; this only hides what it would refuse.
   * @param {"viewer" | "editor" | "admin" | "owner"} role
   */
  may(role) {
    return ROLES.indexOf(this.member?.role ?? "") >= ROLES.indexOf(role);
  }

  /**
   * Takes up the session of the cookie, if there is one.
   * @returns {Promise<void>}
   */
  async resume() {
    try {
      await this.#enter();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (credentials.workspace && [401, 403, 404].includes(error.status)) {
        // the workspace chosen last time may be gone, or no longer ours
        this.#choose(null);
        return this.resume();
      }
      if (error.status !== 401) throw error;
      this.#forget();
    }
  }

  /** @param {string} email @param {string} password */
  async signIn(email, password) {
    const opened = await api.post("/api/v1/session", { email, password }, { open: true });
    await this.opened(opened);
  }

  /** @param {{csrf_token: string, workspace: {id: string}}} opened what signing in or accepting an invitation answered */
  async opened(opened) {
    credentials.csrf = opened.csrf_token;
    this.#choose(null);
    await this.#enter();
  }

  async signOut() {
    try {
      await api.delete("/api/v1/session");
    } finally {
      this.#forget();
    }
  }

  /** @param {string} id another workspace of the member; everything shown is of the old one, so the page is read anew */
  switchTo(id) {
    this.#choose(id);
    location.hash = "#/agents";
    location.reload();
  }

  /** After the workspace's settings were changed. */
  async refresh() {
    await this.#enter();
  }

  async #enter() {
    const me = await api.get("/api/v1/me", { open: true });
    credentials.csrf = me.csrf_token ?? null;
    const [workspace, workspaces] = await Promise.all([api.get("/api/v1/workspace"), api.all("/api/v1/workspaces")]);
    this.member = me.member;
    this.workspace = workspace;
    this.workspaces = workspaces;
    useZone(workspace.time_zone);
    this.dispatchEvent(new Event("change"));
  }

  /** @param {string | null} id */
  #choose(id) {
    credentials.workspace = id;
    if (id) localStorage.setItem(CHOSEN, id);
    else localStorage.removeItem(CHOSEN);
  }

  #forget() {
    live.stop();
    credentials.csrf = null;
    this.member = null;
    this.workspace = null;
    this.workspaces = [];
    this.dispatchEvent(new Event("change"));
  }
}

export const session = new Session();
