import { readEvents } from "./sse.js";

/**
 * @typedef {{name: string, label: string, type: string, required: boolean, placeholder?: string | null, autocomplete?: string | null, value?: string | null}} FormField
 * @typedef {{text: string, required: boolean, version: string}} Consent
 * @typedef {{id: string, status: "offered" | "seen" | "started" | "submitted" | "dismissed" | "expired", fields: FormField[], consent?: Consent}} Form
 * @typedef {{id: string, title: string}} Choice
 * @typedef {{type: "text", text: string}
 *   | {type: "lead_form", form: Form}
 *   | {type: "confirmation", id: string, text: string, status: string}
 *   | {type: "choices", text?: string, choices: Choice[]}
 *   | {type: "notice", text: string}} Part
 * @typedef {{id?: string, author: "visitor" | "agent" | "member", author_name?: string, created_at?: string, parts: Part[]}} Message
 * @typedef {{name?: string, greeting?: string, theme?: Record<string, unknown> | null, locale?: string | null, default_region?: string | null, texts?: unknown}} Look
 * @typedef {{user_id: string, user_hash: string, name?: string, email?: string, phone?: string}} Identity
 * @typedef {{type: "fresh", id?: string} | {type: "message", message: Message, id?: string} | {type: "lead_form", form: Form, id?: string}
 *   | {type: "typing", name?: string, id?: string}} News
 *   `fresh`: what came before is not told, so read the history
 * @typedef {{pointer?: string, message: string}} Violation
 * @typedef {{type: "accepted"} | {type: "token", text: string} | {type: "message", message: Message} | {type: "lead_form", form: Form}} Reply
 *   `accepted` always comes first: from then on the server has the visitor's message
 * @typedef {"seen" | "started" | "field_completed" | "field_error"} Progress
 */

/** How long the server may be silent, heartbeats included, before the connection counts as lost. */
const SILENCE_MS = 60_000;

const STREAM = "text/event-stream";

/** An error the API answered (RFC 9457), or, with status 0, that it could not be reached. */
export class FoyerProblem extends Error {
  /** @param {number} status @param {any} [body] @param {number} [retryAfter] seconds */
  constructor(status, body, retryAfter) {
    super(body?.detail ?? `HTTP ${status}`);
    this.status = status;
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

  /** Whether the same request may well be answered later. */
  get passing() {
    return this.uncertain || this.status === 429;
  }

  /** @param {Response} response */
  static async of(response) {
    const wait = Number(response.headers.get("Retry-After") ?? NaN);
    const body = await response.json().catch(() => undefined);
    return new FoyerProblem(response.status, body, wait > 0 ? Math.ceil(wait) : response.status === 429 ? 5 : undefined);
  }
}

/** A key that makes a repeated POST the same POST. */
export function idempotencyKey() {
  // Not randomUUID, which exists in secure contexts only: a self-hosted trial often runs on plain http.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The visitor API of one agent, without any interface. Every call throws a {@link FoyerProblem}. */
export class FoyerClient {
  _base;
  _agent;

  /**
   * The visitor's token: start() sets it; to resume, set it before.
   *
   * @type {string | undefined}
   */
  token;

  /** @param {{host: string, agent: string}} options `host` is where Foyer is served, without a trailing slash */
  constructor({ host, agent }) {
    this._base = `${host}/api/widget/v1`;
    this._agent = `/agents/${agent}`;
  }

  /** @returns {Promise<Look>} */
  look() {
    return this._json("GET", this._agent);
  }

  /**
   * Starts a conversation; with a former token it belongs to the same visitor.
   *
   * @param {Record<string, unknown>} context where the visitor is
   * @param {string} key
   * @returns {Promise<{id: string, token: string, messages: Message[]}>}
   */
  async start(context, key) {
    const started = await this._json("POST", `${this._agent}/conversations`, { body: context, key });
    this.token = started.token;
    return started;
  }

  /**
   * @param {string} conversation
   * @returns {Promise<Message[]>} oldest first
   */
  async history(conversation) {
    return (await this._json("GET", `/conversations/${conversation}/messages`)).messages;
  }

  /** @param {string} conversation @param {string} text @param {string} key */
  send(conversation, text, key) {
    return this._exchange(`/conversations/${conversation}/messages`, { text }, key);
  }

  /** @param {string} conversation @param {string} choice @param {string} key */
  choose(conversation, choice, key) {
    return this._exchange(`/conversations/${conversation}/choices/${encodeURIComponent(choice)}`, undefined, key);
  }

  /** @param {string} confirmation @param {boolean} accept @param {string} key */
  confirm(confirmation, accept, key) {
    return this._exchange(`/confirmations/${confirmation}`, { accept }, key);
  }

  /**
   * What is added to a conversation, for as long as the signal lets it. A lost connection is taken up again where it was.
   *
   * @param {string} conversation
   * @param {AbortSignal} signal
   * @param {string} [last] the id of the last news that was heard; without it the first is `fresh`
   * @returns {AsyncGenerator<News, void, void>}
   */
  async *live(conversation, signal, last) {
    for (let wait = 1000; !signal.aborted; wait = Math.min(wait * 2, 60_000)) {
      const silence = watch();
      const stop = () => silence.abort();
      signal.addEventListener("abort", stop);
      try {
        const path = `/conversations/${conversation}/events`;
        const response = await this._request("GET", path, { accept: STREAM, signal: silence.signal, last });
        if (!response.body) return;
        if (last === undefined) yield { type: "fresh" };
        for await (const { event, data, id } of readEvents(response.body, silence.heard)) {
          wait = 1000;
          last = id ?? last;
          const value = data ? JSON.parse(data) : {};
          if (event === "reset") yield { type: "fresh", id };
          else if (event === "message") yield { type: "message", message: value.message, id };
          else if (event === "lead_form") yield { type: "lead_form", form: value.form, id };
          else if (event === "typing" && value.author === "member") yield { type: "typing", name: value.author_name };
        }
      } catch (problem) {
        if (problem instanceof FoyerProblem && problem.status > 0 && problem.status < 500 && problem.status !== 429) return;
      } finally {
        silence.done();
        signal.removeEventListener("abort", stop);
      }
      // Not all at once after a restart.
      if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random())));
    }
  }

  /**
   * Says who the visitor is. Where the claim holds, the token is another one from then on.
   *
   * @param {string} conversation @param {Identity} identity @param {string} key
   * @returns {Promise<{identity: string, token?: string}>}
   */
  async identify(conversation, identity, key) {
    const answer = await this._json("POST", `/conversations/${conversation}/identity`, { body: identity, key });
    this.token = answer.token ?? this.token;
    return answer;
  }

  /** @param {string} form @param {Progress} event @param {string} [field] @param {AbortSignal} [signal] */
  async progress(form, event, field, signal) {
    // keepalive: the last steps before somebody leaves the page are the ones a funnel is for.
    await this._request("POST", `/lead-forms/${form}/progress`, { body: { event, field }, keepalive: true, signal });
  }

  /**
   * @param {string} form
   * @param {{fields: Record<string, unknown>, consent?: boolean, website?: string}} body
   * @param {string} key
   * @returns {Promise<{lead_id: string, message: string | null}>}
   */
  submit(form, body, key) {
    return this._json("POST", `/lead-forms/${form}/submission`, { body, key });
  }

  /** @param {string} form @returns {Promise<{message: string | null}>} */
  dismiss(form) {
    return this._json("POST", `/lead-forms/${form}/dismissal`);
  }

  /**
   * A POST the agent answers: streamed where the server can, else at once.
   *
   * @param {string} path @param {unknown} body @param {string} key
   * @returns {AsyncGenerator<Reply, void, void>}
   */
  async *_exchange(path, body, key) {
    const silence = watch();
    try {
      const response = await this._request("POST", path, { body, key, accept: STREAM, signal: silence.signal });
      yield { type: "accepted" };
      if (!response.body) return;
      for await (const { event, data } of readEvents(response.body, silence.heard)) {
        const value = JSON.parse(data);
        if (event === "token") yield { type: "token", text: value.text };
        else if (event === "message") yield { type: "message", message: value.message };
        else if (event === "lead_form") yield { type: "lead_form", form: value.form };
        else if (event === "error") throw new FoyerProblem(value.problem?.status || 500, value.problem);
        else if (event === "done") return;
      }
      throw new FoyerProblem(0);
    } catch (problem) {
      throw problem instanceof FoyerProblem ? problem : new FoyerProblem(0);
    } finally {
      silence.done();
    }
  }

  /**
   * @param {string} method @param {string} path
   * @param {{body?: unknown, key?: string}} [options]
   * @returns {Promise<any>}
   */
  async _json(method, path, options) {
    const response = await this._request(method, path, { ...options, signal: AbortSignal.timeout(SILENCE_MS) });
    return response.json().catch(() => {
      throw new FoyerProblem(0);
    });
  }

  /**
   * @param {string} method @param {string} path
   * @param {{body?: unknown, key?: string, accept?: string, keepalive?: boolean, signal?: AbortSignal, last?: string}} options
   */
  async _request(method, path, { body, key, accept = "application/json", keepalive, signal, last }) {
    /** @type {Record<string, string>} */
    const headers = { Accept: accept };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (key) headers["Idempotency-Key"] = key;
    if (last) headers["Last-Event-ID"] = last;
    /** @type {Response} */
    let response;
    try {
      response = await fetch(this._base + path, {
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

/** Gives up on a connection that has been silent for too long. */
function watch() {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timer = setTimeout(abort, SILENCE_MS);
  return {
    signal: controller.signal,
    abort,
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(abort, SILENCE_MS);
    },
    done: () => clearTimeout(timer),
  };
}
