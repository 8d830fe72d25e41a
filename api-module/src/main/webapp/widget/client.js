import { readEvents } from "./sse.js";

/**
 * @typedef {{name: string, label: string, type: string, required: boolean, placeholder?: string | null, autocomplete?: string | null}} FormField
 * @typedef {{text: string, required: boolean, version: string}} Consent
 * @typedef {{id: string, status: "offered" | "seen" | "started" | "submitted" | "dismissed" | "expired", fields: FormField[], consent?: Consent}} Form
 * @typedef {{id: string, title: string}} Choice
 * @typedef {{type: "text", text: string}
 *   | {type: "lead_form", form: Form}
 *   | {type: "confirmation", id: string, text: string, status: string}
 *   | {type: "choices", text?: string, choices: Choice[]}
 *   | {type: "notice", text: string}} Part
 * @typedef {{id?: string, author: "visitor" | "agent" | "member", created_at?: string, parts: Part[]}} Message
 * @typedef {{name?: string, greeting?: string, theme?: Record<string, unknown> | null, locale?: string | null, texts?: unknown}} Look
 * @typedef {{pointer?: string, message: string}} Violation
 * @typedef {{type: "accepted"} | {type: "token", text: string} | {type: "message", message: Message} | {type: "lead_form", form: Form}} Reply
 *   `accepted` always comes first: from then on the server has the visitor's message
 * @typedef {"seen" | "started" | "field_completed" | "field_error"} Progress
 */

/** How long the server may be silent, heartbeats included, before the connection counts as lost. */
const SILENCE_MS = 60_000;

/** An error the API answered (RFC 9457), or, with status 0, that it could not be reached. */
export class FoyerProblem extends Error {
  /** @param {number} status @param {any} [body] @param {number} [retryAfter] seconds */
  constructor(status, body, retryAfter) {
    super(body?.detail ?? body?.title ?? (status ? `HTTP ${status}` : "unreachable"));
    this.name = "FoyerProblem";
    this.status = status;
    /** @type {string} */
    this.type = body?.type ?? "about:blank";
    /** @type {string | undefined} */
    this.detail = body?.detail;
    /** @type {Violation[]} */
    this.violations = Array.isArray(body?.violations) ? body.violations : [];
    this.retryAfter = retryAfter;
  }

  /** Whether it is unknown if the server did it: a retry must carry the same idempotency key. */
  get uncertain() {
    return this.status === 0 || this.status >= 500;
  }

  /** @param {Response} response */
  static async of(response) {
    const wait = Number(response.headers.get("Retry-After") ?? NaN);
    const body = await response.json().catch(() => undefined);
    return new FoyerProblem(response.status, body, Number.isFinite(wait) ? Math.ceil(wait) : undefined);
  }
}

/** A key that makes a repeated POST the same POST. */
export function idempotencyKey() {
  // randomUUID exists in secure contexts only, and a self-hosted trial often runs on plain http.
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The visitor API of one agent, without any interface. Every call throws a {@link FoyerProblem}. */
export class FoyerClient {
  #base;
  #agent;

  /**
   * The visitor's token: start() sets it; to resume, set it before.
   *
   * @type {string | undefined}
   */
  token;

  /** @param {{host: string, agent: string}} options `host` is where Foyer is served, without a trailing slash */
  constructor({ host, agent }) {
    this.#base = `${host}/api/widget/v1`;
    this.#agent = `/agents/${encodeURIComponent(agent)}`;
  }

  /** @returns {Promise<Look>} */
  look() {
    return this.#json("GET", this.#agent);
  }

  /**
   * Starts a conversation; with a former token it belongs to the same visitor.
   *
   * @param {Record<string, unknown>} context where the visitor is
   * @param {string} key
   * @returns {Promise<{id: string, token: string, messages: Message[]}>}
   */
  async start(context, key) {
    const call = () => this.#json("POST", `${this.#agent}/conversations`, { body: context, key });
    const started = await call().catch((problem) => {
      if (!this.token || (problem.status !== 401 && problem.status !== 403)) throw problem;
      this.token = undefined;
      return call();
    });
    this.token = started.token;
    return started;
  }

  /**
   * @param {string} conversation
   * @returns {Promise<Message[]>} oldest first
   */
  async history(conversation) {
    /** @type {Message[]} */
    const messages = [];
    let after = "";
    for (let page = 0; page < 10; page++) {
      const body = await this.#json("GET", `/conversations/${encodeURIComponent(conversation)}/messages?limit=100${after}`);
      messages.push(...(body.messages ?? body.items ?? []));
      if (!body.next) break;
      after = `&after=${encodeURIComponent(body.next)}`;
    }
    // Lists come newest first; the order within is the server's, finer than its time stamps.
    const first = Date.parse(messages[0]?.created_at ?? "");
    const last = Date.parse(messages.at(-1)?.created_at ?? "");
    return first > last ? messages.reverse() : messages;
  }

  /** @param {string} conversation @param {string} text @param {string} key */
  send(conversation, text, key) {
    return this.#exchange(`/conversations/${encodeURIComponent(conversation)}/messages`, { text }, key);
  }

  /** @param {string} conversation @param {string} choice @param {string} key */
  choose(conversation, choice, key) {
    return this.#exchange(`/conversations/${encodeURIComponent(conversation)}/choices/${encodeURIComponent(choice)}`, undefined, key);
  }

  /** @param {string} confirmation @param {boolean} accept @param {string} key */
  confirm(confirmation, accept, key) {
    return this.#exchange(`/confirmations/${encodeURIComponent(confirmation)}`, { accept }, key);
  }

  /**
   * The messages added to a conversation, for as long as the signal lets it. A lost connection is taken up again where it was.
   *
   * @param {string} conversation
   * @param {AbortSignal} signal
   * @returns {AsyncGenerator<{type: "fresh"} | {type: "message", message: Message}, void, void>}
   *   `fresh`: what came before is not told; read the history
   */
  async *live(conversation, signal) {
    /** @type {string | undefined} */
    let last;
    for (let wait = 1000; !signal.aborted; wait = Math.min(wait * 2, 60_000)) {
      const silence = new AbortController();
      const stop = () => silence.abort();
      signal.addEventListener("abort", stop);
      let timer = setTimeout(stop, SILENCE_MS);
      const heard = () => {
        clearTimeout(timer);
        timer = setTimeout(stop, SILENCE_MS);
      };
      try {
        const path = `/conversations/${encodeURIComponent(conversation)}/events`;
        const response = await this.#request("GET", path, { accept: "text/event-stream", signal: silence.signal, last });
        if (!response.body) return;
        if (last === undefined) yield { type: "fresh" };
        for await (const { event, data, id } of readEvents(response.body, heard)) {
          wait = 1000;
          if (event === "reset") yield { type: "fresh" };
          else if (event === "message") yield { type: "message", message: JSON.parse(data).message };
          last = id ?? last;
        }
      } catch (problem) {
        if (problem instanceof FoyerProblem && problem.status > 0 && problem.status < 500 && problem.status !== 429) return;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener("abort", stop);
      }
      // Not all at once after a restart.
      if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random())));
    }
  }

  /** @param {string} form @param {Progress} event @param {string} [field] */
  async progress(form, event, field) {
    // keepalive: the last steps before somebody leaves the page are the ones a funnel is for.
    await this.#request("POST", `/lead-forms/${encodeURIComponent(form)}/progress`, { body: { event, field }, keepalive: true });
  }

  /**
   * @param {string} form
   * @param {{fields: Record<string, unknown>, consent?: boolean, website?: string}} body
   * @param {string} key
   * @returns {Promise<{lead_id: string, message: string | null}>}
   */
  submit(form, body, key) {
    return this.#json("POST", `/lead-forms/${encodeURIComponent(form)}/submission`, { body, key });
  }

  /** @param {string} form @returns {Promise<{message: string | null}>} */
  dismiss(form) {
    return this.#json("POST", `/lead-forms/${encodeURIComponent(form)}/dismissal`);
  }

  /**
   * A POST the agent answers: streamed where the server can, else at once.
   *
   * @param {string} path @param {unknown} body @param {string} key
   * @returns {AsyncGenerator<Reply, void, void>}
   */
  async *#exchange(path, body, key) {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), SILENCE_MS);
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
    };
    try {
      const response = await this.#request("POST", path, { body, key, accept: "text/event-stream", signal: silence.signal });
      yield { type: "accepted" };
      if (!response.body || !response.headers.get("Content-Type")?.startsWith("text/event-stream")) {
        for (const message of (await response.json()).messages ?? []) yield { type: "message", message };
        return;
      }
      for await (const { event, data } of readEvents(response.body, heard)) {
        const value = JSON.parse(data);
        if (event === "token") yield { type: "token", text: String(value.text ?? "") };
        else if (event === "message") yield { type: "message", message: value.message ?? value };
        else if (event === "lead_form") yield { type: "lead_form", form: value.form ?? value };
        else if (event === "error") throw problemOf(value.problem ?? value);
        else if (event === "done") return;
      }
      throw new FoyerProblem(0);
    } catch (problem) {
      throw problem instanceof FoyerProblem ? problem : new FoyerProblem(0);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * @param {string} method @param {string} path
   * @param {{body?: unknown, key?: string}} [options]
   * @returns {Promise<any>}
   */
  async #json(method, path, options) {
    const response = await this.#request(method, path, { ...options, signal: AbortSignal.timeout(SILENCE_MS) });
    return response.json().catch(() => {
      throw new FoyerProblem(0);
    });
  }

  /**
   * @param {string} method @param {string} path
   * @param {{body?: unknown, key?: string, accept?: string, keepalive?: boolean, signal?: AbortSignal, last?: string}} options
   */
  async #request(method, path, { body, key, accept = "application/json", keepalive, signal, last }) {
    /** @type {Record<string, string>} */
    const headers = { Accept: accept };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (key) headers["Idempotency-Key"] = key;
    if (last) headers["Last-Event-ID"] = last;
    /** @type {Response} */
    let response;
    try {
      response = await fetch(this.#base + path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        keepalive,
        signal,
        // The token is the only credential: a page's cookies have no business here.
        credentials: "omit",
        cache: "no-store",
      });
    } catch {
      throw new FoyerProblem(0);
    }
    if (!response.ok) throw await FoyerProblem.of(response);
    return response;
  }
}

/** @param {any} body a problem that came inside a stream, after a status of 200 */
function problemOf(body) {
  return new FoyerProblem(Number(body?.status) || 500, body);
}
