import { readEvents } from "/widget/sse.js";

/**
 * A problem document (RFC 9457) as an error. `status` 0: the server was not reached.
 */
export class Problem extends Error {
  /** @param {{status: number, title?: string, detail?: string, type?: string, violations?: {pointer: string, message: string}[]} & Record<string, unknown>} problem */
  constructor(problem) {
    super(problem.detail || problem.title || "Something went wrong.");
    this.name = "Problem";
    this.status = problem.status;
    this.type = problem.type ?? "";
    this.title = problem.title ?? "";
    /** @type {{pointer: string, message: string}[]} */
    this.violations = problem.violations ?? [];
    this.problem = problem;
  }

  /** Somebody changed it meanwhile: read again, then change. */
  get conflict() {
    return this.status === 412;
  }

  /**
   * What is wrong at a pointer, or below it.
   * @param {string} pointer such as `/name`
   */
  at(pointer) {
    return this.violations.find((v) => v.pointer === pointer || v.pointer.startsWith(pointer + "/"))?.message ?? "";
  }

  /**
   * What no field of a form says, to be told above it.
   * @param {string[]} pointers those that fields show
   */
  beside(pointers) {
    const rest = this.violations.filter((v) => !pointers.some((p) => v.pointer === p || v.pointer.startsWith(p + "/")));
    if (this.violations.length > 0 && rest.length === 0) return "";
    return rest.length > 0 ? rest.map((v) => v.message).join(" ") : this.message;
  }
}

/** What every call carries. `session.js` sets it. */
export const credentials = {
  /** @type {string | null} */ csrf: null,
  /** @type {string | null} */ workspace: null,
  /** Called when the server says that nobody is signed in any more. */
  lost: () => {},
};

/** @type {WeakMap<object, string>} the version each body was read at */
const tags = new WeakMap();

/**
 * @typedef {object} Options
 * @property {Record<string, unknown>} [query] undefined, null and "" are left out; a list repeats the parameter
 * @property {AbortSignal} [signal]
 * @property {object} [of] the body this changes: its version goes along as If-Match, and a 412 is thrown if it is gone
 * @property {string} [once] an Idempotency-Key, so that a repeated creation makes one thing
 * @property {Record<string, string>} [headers]
 * @property {boolean} [open] needs no session: a 401 is an answer like others
 */

/**
 * @param {string} path
 * @param {Record<string, unknown>} [query]
 */
export function address(path, query = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") parameters.append(name, String(one));
    }
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body] JSON, or FormData as it is
 * @param {Options} [options]
 */
async function send(method, path, body, { query, signal, of, once, headers = {}, open = false } = {}) {
  /** @type {Record<string, string>} */
  const sent = { Accept: "application/json, application/problem+json", ...headers };
  if (credentials.workspace) sent["Foyer-Workspace"] = credentials.workspace;
  if (credentials.csrf && method !== "GET") sent["X-CSRF-Token"] = credentials.csrf;
  if (once) sent["Idempotency-Key"] = once;
  const tag = of && tags.get(of);
  if (tag) sent["If-Match"] = tag;
  /** @type {BodyInit | undefined} */
  let payload;
  if (body instanceof FormData) payload = body;
  else if (body !== undefined) {
    payload = JSON.stringify(body);
    sent["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(address(path, query), { method, headers: sent, body: payload, signal, credentials: "same-origin" });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem({ status: 0, title: "No connection", detail: "The server can’t be reached. Check your connection and try again." });
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({ title: response.statusText }));
  if (response.status === 401 && !open) credentials.lost();
  throw new Problem({ ...problem, status: response.status });
}

/** @param {Response} response */
async function read(response) {
  if (response.status === 204) return undefined;
  const text = await response.text();
  if (!text) return undefined;
  const body = JSON.parse(text);
  const tag = response.headers.get("ETag");
  if (tag && typeof body === "object" && body) tags.set(body, tag);
  return body;
}

/** The management API. Each answers the body, or throws a {@link Problem}; an aborted call throws an AbortError. */
export const api = {
  /** @param {string} path @param {Options} [options] @returns {Promise<any>} */
  get: async (path, options) => read(await send("GET", path, undefined, options)),
  /** @param {string} path @param {unknown} [body] @param {Options} [options] @returns {Promise<any>} */
  post: async (path, body, options) => read(await send("POST", path, body, options)),
  /** @param {string} path @param {unknown} body @param {Options} [options] @returns {Promise<any>} */
  put: async (path, body, options) => read(await send("PUT", path, body, options)),
  /** @param {string} path @param {unknown} body @param {Options} [options] @returns {Promise<any>} */
  patch: async (path, body, options) => read(await send("PATCH", path, body, options)),
  /** @param {string} path @param {Options} [options] @returns {Promise<any>} */
  delete: async (path, options) => read(await send("DELETE", path, undefined, options)),

  /**
   * Every item of a list, page after page: for short lists such as agents and members.
   * @param {string} path
   * @param {Options} [options]
   * @returns {Promise<any[]>}
   */
  async all(path, options = {}) {
    const items = [];
    let after;
    do {
      const page = await api.get(path, { ...options, query: { limit: 100, ...options.query, after } });
      items.push(...page.items);
      after = page.next;
    } while (after);
    return items;
  },

  /**
   * Saves what a call answers as a file. With a body it is a POST.
   * @param {string} path
   * @param {string} fallback the file's name where the server gives none
   * @param {Options & {body?: unknown}} [options]
   */
  async download(path, fallback, { body, ...options } = {}) {
    const response = await send(body === undefined ? "GET" : "POST", path, body, { ...options, headers: { Accept: "*/*" } });
    const name = /filename="?([^";]+)"?/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? fallback;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  },
};

/** An Idempotency-Key; `crypto.randomUUID` is only there over https. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/**
 * The workspace's live events, for as long as anybody listens: one stream for all listeners, taken up again after the
 * last event when it breaks. Types are those of `GET /api/v1/events`; `reset` means: read everything again.
 */
class LiveEvents {
  /** @type {Set<(event: {type: string, data: any}) => void>} */
  #listeners = new Set();
  /** @type {AbortController | null} */
  #stream = null;
  /** @type {string | undefined} */
  #last;

  /**
   * @param {(event: {type: string, data: any}) => void} listener
   * @returns {() => void} call it to stop listening
   */
  listen(listener) {
    this.#listeners.add(listener);
    if (!this.#stream) void this.#run((this.#stream = new AbortController()).signal);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  stop() {
    this.#stream?.abort();
    this.#stream = null;
    this.#last = undefined;
  }

  /** @param {AbortSignal} signal */
  async #run(signal) {
    let wait = 1000;
    while (!signal.aborted) {
      try {
        /** @type {Record<string, string>} */
        const headers = { Accept: "text/event-stream" };
        if (this.#last) headers["Last-Event-ID"] = this.#last;
        const response = await send("GET", "/api/v1/events", undefined, { headers, signal });
        if (response.body) {
          for await (const { event, data, id } of readEvents(response.body)) {
            if (signal.aborted) return;
            wait = 1000;
            if (id) this.#last = id;
            if (event) for (const listener of [...this.#listeners]) listener({ type: event, data: JSON.parse(data) });
          }
        }
      } catch (error) {
        if (signal.aborted || (error instanceof Problem && [401, 403, 404].includes(error.status))) {
          if (!signal.aborted) this.stop();
          return;
        }
      }
      await new Promise((done) => setTimeout(done, wait));
      wait = Math.min(wait * 2, 30_000);
    }
  }
}

export const live = new LiveEvents();
