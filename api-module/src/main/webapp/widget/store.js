/**
 * What a browser keeps of one agent's chat. Where storage is blocked (privacy settings, a sandboxed frame)
 * everything still works, only a reload starts anew.
 */
export class ChatStore {
  #key;
  /** @type {{id?: string, token?: string}} */
  #kept = {};

  /** @param {string} agent */
  constructor(agent) {
    this.#key = `foyer:${agent}`;
  }

  /**
   * The conversation to resume and the visitor's token. Read anew each time: another tab may have started one.
   *
   * @returns {{id?: string, token?: string}}
   */
  get conversation() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? "null");
      if (typeof kept?.id === "string" && typeof kept?.token === "string") return { id: kept.id, token: kept.token };
    } catch {
      // Blocked, or not ours: what this page remembers must do.
    }
    return this.#kept;
  }

  set conversation({ id, token }) {
    this.#kept = { id, token };
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#kept));
    } catch {
      // Blocked or full.
    }
  }

  /** Whether the panel is open: of this tab, so that a chat left open does not pop up in every new one. */
  get open() {
    try {
      return sessionStorage.getItem(this.#key) === "open";
    } catch {
      return false;
    }
  }

  set open(open) {
    try {
      if (open) sessionStorage.setItem(this.#key, "open");
      else sessionStorage.removeItem(this.#key);
    } catch {
      // Blocked or full.
    }
  }
}
