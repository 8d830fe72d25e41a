import { api } from "./api.js";

/** @typedef {import("lit").ReactiveControllerHost} Host */

/**
 * Something read from the server, as a reactive controller: `value`, `error`, `loading`. A newer `run` wins over an
 * older one, and what comes after the element is gone is dropped.
 *
 * @template T
 */
export class Load {
  /** @type {T | undefined} */ value;
  /** @type {Error | undefined} */ error;
  loading = false;
  /** @type {AbortController | null} */ #running = null;

  /**
   * @param {Host} host
   * @param {(signal: AbortSignal) => Promise<T>} read
   */
  constructor(host, read) {
    this.host = host;
    this.read = read;
    host.addController(this);
  }

  hostDisconnected() {
    this.#running?.abort();
  }

  async run() {
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    this.loading = true;
    this.error = undefined;
    this.host.requestUpdate();
    try {
      const value = await this.read(running.signal);
      if (running.signal.aborted) return;
      this.value = value;
    } catch (error) {
      if (running.signal.aborted) return;
      this.error = /** @type {Error} */ (error);
    }
    this.loading = false;
    this.host.requestUpdate();
  }

  /** @param {T} value what a write answered */
  set(value) {
    this.#running?.abort();
    this.value = value;
    this.loading = false;
    this.error = undefined;
    this.host.requestUpdate();
  }
}

/**
 * A list in pages of the API, for `<f-table>`. `reload` begins again (what is shown stays until the answer is there),
 * `more` reads on.
 *
 * @template T
 */
export class Pages {
  /** @type {T[]} */ items = [];
  /** @type {any} the first page's body: count and the like */ first;
  /** @type {Error | undefined} */ error;
  loading = false;
  started = false;
  /** @type {string | null} */ next = null;
  /** @type {Set<{requestUpdate(): void}>} tables that show it */ viewers = new Set();
  /** @type {AbortController | null} */ #running = null;

  /**
   * @param {Host} host
   * @param {(after: string | undefined, signal: AbortSignal) => Promise<{items: T[], next: string | null}>} read
   */
  constructor(host, read) {
    this.host = host;
    this.read = read;
    host.addController(this);
  }

  /**
   * A plain GET list.
   * @param {Host} host
   * @param {string} path
   * @param {() => Record<string, unknown>} [query] asked for on each reading
   */
  static of(host, path, query = () => ({})) {
    return new Pages(host, (after, signal) => api.get(path, { signal, query: { limit: 50, ...query(), after } }));
  }

  hostDisconnected() {
    this.#running?.abort();
  }

  #tell() {
    this.host.requestUpdate();
    for (const viewer of this.viewers) viewer.requestUpdate();
  }

  reload() {
    return this.#read(undefined);
  }

  more() {
    if (this.loading || !this.next) return Promise.resolve();
    return this.#read(this.next);
  }

  /** @param {string | undefined} after */
  async #read(after) {
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    this.loading = true;
    this.error = undefined;
    this.#tell();
    try {
      const page = await this.read(after, running.signal);
      if (running.signal.aborted) return;
      if (after === undefined) this.first = page;
      this.items = after === undefined ? page.items : [...this.items, ...page.items];
      this.next = page.next;
      this.started = true;
    } catch (error) {
      if (running.signal.aborted) return;
      this.error = /** @type {Error} */ (error);
    }
    this.loading = false;
    this.#tell();
  }
}
