import { html, nothing } from "lit";
import { api, newKey } from "../api.js";
import { badge } from "../components/badge.js";
import { confirm } from "../components/f-dialog.js";
import { toast, toastError } from "../components/toast.js";
import { ago, dateTime, number, plural } from "../format.js";
import { icon } from "../icons.js";
import { Load, Pages } from "../load.js";
import { Page } from "../page.js";
import { go, href, setQuery } from "../router.js";
import { session } from "../session.js";
import { valuesOf, Write } from "../write.js";
import { EVENTS, SHOWN, webhookBody, webhookFields } from "./webhook-form.js";
import "../components/f-dialog.js";
import "../components/f-field.js";
import "../components/f-header.js";
import "../components/f-menu.js";
import "../components/f-secret.js";
import "../components/f-table.js";

const STATUSES = ["pending", "delivered", "dead"];

/** One endpoint and what became of telling it. `?status=`, `?event=` filter, `?delivery=` is the open one. */
class WebhookPage extends Page {
  static properties = { ...Page.properties, secret: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.secret = null;
    this.saving = new Write(this);
    this.replaying = new Write(this);
    this.webhook = new Load(this, (signal) => api.get(this.#path, { signal }));
    this.deliveries = Pages.of(this, "");
    this.deliveries.read = (after, signal) => api.get(`${this.#path}/deliveries`, { signal, query: { limit: 50, status: this.query.status, event: this.query.event, after } });
    /** @type {import("../components/f-table.js").Column[]} */
    this.columns = [
      { key: "event", label: "Event", cell: (d) => d.event },
      { key: "status", label: "Status", cell: (d) => badge(d.status) },
      { key: "attempts", label: "Attempts", cell: (d) => number(d.attempts), end: true, wide: true },
      { key: "answer", label: "Last answer", cell: (d) => { const last = d.log.at(-1); return last ? (last.response ? String(last.response.status) : (last.error ?? "")) : ""; }, wide: true },
      { key: "next", label: "Next attempt", cell: (d) => (d.next_attempt_at ? dateTime(d.next_attempt_at) : ""), wide: true },
      { key: "created_at", label: "Happened", cell: (d) => html`<time datetime=${d.created_at} title=${dateTime(d.created_at)}>${ago(d.created_at)}</time>`, end: true },
    ];
  }

  get #path() {
    return `/api/v1/webhooks/${this.params.webhook}`;
  }

  /** @override @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!this.params.webhook) return;
    if (changed.has("params")) {
      this.webhook.value = undefined;
      void this.webhook.run();
    }
    const before = changed.get("query");
    if (changed.has("params") || (changed.has("query") && (before?.status !== this.query.status || before?.event !== this.query.event))) void this.deliveries.reload();
    if (changed.has("query") && before?.edit !== this.query.edit) this.saving.problem = null;
  }

  /** @param {() => Promise<unknown>} act @param {string} said */
  async #do(act, said) {
    try {
      await act();
      if (said) toast(said);
    } catch (error) {
      toastError(error);
    }
  }

  /** @param {SubmitEvent} event */
  async #save(event) {
    event.preventDefault();
    const now = this.webhook.value;
    const body = webhookBody(/** @type {HTMLFormElement} */ (event.target), now);
    const done = await this.saving.run(async () => this.webhook.set(await api.patch(this.#path, body, { of: now })));
    if (!done) return;
    toast("Webhook saved");
    setQuery({ edit: null });
  }

  /** @param {string} status @param {string} said */
  #status(status, said) {
    return this.#do(async () => this.webhook.set(await api.patch(this.#path, { status })), said);
  }

  #ping() {
    return this.#do(async () => {
      await api.post(`${this.#path}/ping`, undefined, { once: newKey() });
      setTimeout(() => this.deliveries.reload(), 1200);
    }, "Ping is on its way");
  }

  async #rotate() {
    if (!(await confirm({ heading: "Rotate the secret?", text: "Messages are signed with both secrets for a day, so that you can change it without missing one.", action: "Rotate" }))) return;
    await this.#do(async () => {
      const made = await api.post(`${this.#path}/secret/rotation`, undefined, { once: newKey() });
      this.secret = { heading: "The new secret", label: "signing secret", text: made.secret, warning: `It is shown this once. The one before signs too, until ${dateTime(made.previous_secret_until)}.` };
      void this.webhook.run();
    }, "");
  }

  async #delete() {
    if (!(await confirm({ heading: "Delete this webhook?", text: "Its endpoint is told nothing any more, and its deliveries are deleted.", action: "Delete webhook", danger: true }))) return;
    await this.#do(async () => {
      await api.delete(this.#path);
      go("/settings/webhooks");
    }, "Webhook deleted");
  }

  /** @param {any} delivery */
  #again(delivery) {
    return this.#do(async () => {
      await api.post(`${this.#path}/deliveries/${delivery.id}/redelivery`, undefined, { once: newKey() });
      setTimeout(() => this.deliveries.reload(), 1200);
    }, "It is sent again");
  }

  /** @param {SubmitEvent} event */
  async #replay(event) {
    const { since, until, only_failed } = valuesOf(event);
    let many = 0;
    const done = await this.replaying.run(async () => {
      ({ replayed: many } = await api.post(`${this.#path}/replay`, { since: new Date(since).toISOString(), ...(until && { until: new Date(until).toISOString() }), only_failed: only_failed === "on" }, { once: newKey() }));
    });
    if (!done) return;
    toast(many === 0 ? "There was nothing to send again" : plural(many, "delivery", "deliveries") + " sent again");
    setQuery({ replay: null });
    setTimeout(() => this.deliveries.reload(), 1200);
  }

  /** @param {any} delivery */
  #details(delivery) {
    return html`<div class="stack">
      <dl class="facts"><dt>Status</dt><dd>${badge(delivery.status)}</dd><dt>Happened</dt><dd>${dateTime(delivery.created_at)}</dd>
        ${delivery.delivered_at ? html`<dt>Delivered</dt><dd>${dateTime(delivery.delivered_at)}</dd>` : nothing}
        ${delivery.next_attempt_at ? html`<dt>Next attempt</dt><dd>${dateTime(delivery.next_attempt_at)}</dd>` : nothing}
        <dt>webhook-id</dt><dd class="mono">${delivery.id}</dd></dl>
      ${session.may("editor") ? html`<div class="row"><button class="button" type="button" @click=${() => this.#again(delivery)}>${icon("refresh")}Send again</button></div>` : nothing}
      <section class="stack-small"><h3>Sent</h3>${delivery.body === null ? html`<p class="quiet">Erased with the person in it.</p>` : html`<f-code label="body" .text=${pretty(delivery.body)}></f-code>`}</section>
      <section class="stack"><h3>${plural(delivery.log.length, "attempt")}${delivery.attempts > delivery.log.length ? ` of ${delivery.attempts}` : ""}</h3>
        <ol class="attempts" aria-label="Attempts">${[...delivery.log].reverse().map((/** @type {any} */ a) => html`<li class="stack-small">
          <div class="row-apart"><span><span class="strong">No. ${a.number}</span> ${badge(a.outcome)}${a.response ? html` <span class="badge">${a.response.status}</span>` : nothing}</span>
            <span class="quiet small">${dateTime(a.at)}, ${number(a.duration_millis)} ms</span></div>
          ${a.error ? html`<p>${a.error}</p>` : nothing}
          <details><summary class="small">What was sent and answered</summary><pre class="small mono">${[`POST ${a.request.url}`, ...headers(a.request.headers), ...(a.response ? ["", String(a.response.status), ...headers(a.response.headers), "", a.response.body ?? ""] : [])].join("\n")}</pre></details>
        </li>`)}</ol></section>
    </div>`;
  }

  #actions() {
    const now = this.webhook.value;
    if (!now || !session.may("editor")) return nothing;
    /** @type {import("../components/f-menu.js").Item[]} */
    const items = [
      { label: "Edit", icon: "edit", action: () => setQuery({ edit: "1" }) },
      { label: "Replay a time", icon: "refresh", action: () => setQuery({ replay: "1" }) },
      { label: "Rotate the secret", icon: "key", action: () => this.#rotate() },
      ...(now.status === "disabled" ? [] : [{ label: "Disable", icon: /** @type {const} */ ("close"), action: () => this.#status("disabled", "Disabled: what happens now is not kept for it") }]),
      { line: true },
      { label: "Delete", icon: "trash", danger: true, action: () => this.#delete() },
    ];
    return html`<button class="button" type="button" @click=${() => this.#ping()}>${icon("send")}Ping</button>
      ${now.status === "active"
        ? html`<button class="button" type="button" @click=${() => this.#status("paused", "Paused: what happens is kept for it")}>Pause</button>`
        : html`<button class="button primary" type="button" @click=${() => this.#status("active", "It is told again")}>Enable</button>`}
      <f-menu label="More for this webhook" .items=${items}></f-menu>`;
  }

  /** @override */
  render() {
    const { query, saving, replaying } = this;
    const { value: now, error } = this.webhook;
    const delivery = this.deliveries.items.find((d) => d.id === query.delivery);
    return html`
      <f-header .heading=${now ? now.description || new URL(now.url).host : error ? "Webhook" : ""} .back=${{ href: "#/settings/webhooks", label: "Webhooks" }} .badge=${now ? badge(now.status) : nothing} .actions=${this.#actions()}></f-header>
      ${error && !now ? html`<f-problem .error=${error} .retry=${() => this.webhook.run()}></f-problem>` : nothing}
      ${now ? html`<div class="stack">
        ${now.status_reason ? html`<p class="alert warn">${icon("warning")}<span>${now.status_reason}</span></p>` : nothing}
        ${now.status === "active" && now.failing_since ? html`<p class="alert warn">${icon("warning")}<span>No attempt has succeeded since ${dateTime(now.failing_since)}.</span></p>` : nothing}
        <section class="card"><dl class="facts"><dt>Address</dt><dd class="mono">${now.url}</dd><dt>Told of</dt><dd class="row">${now.events.map((/** @type {string} */ e) => html`<span class="badge">${e}</span>`)}</dd>
          ${now.filter ? html`<dt>Only where</dt><dd><code>${JSON.stringify(now.filter)}</code></dd>` : nothing}
          ${now.previous_secret_until ? html`<dt>Former secret</dt><dd>signs too, until ${dateTime(now.previous_secret_until)}</dd>` : nothing}</dl></section>
        <section><h2>Deliveries</h2></section>
        <div class="toolbar" role="search">
          <f-field label="Status" labelhidden type="select" .value=${query.status ?? ""} .options=${[{ value: "", label: "Every status" }, ...STATUSES.map((value) => ({ value, label: value[0].toUpperCase() + value.slice(1) }))]} @change=${(/** @type {any} */ e) => setQuery({ status: e.target.value })}></f-field>
          <f-field label="Event" labelhidden type="select" .value=${query.event ?? ""} .options=${[{ value: "", label: "Every event" }, ...[...EVENTS.map(([e]) => e), "ping"].map((value) => ({ value, label: value }))]} @change=${(/** @type {any} */ e) => setQuery({ event: e.target.value })}></f-field>
          <button class="button" type="button" @click=${() => this.deliveries.reload()}>${icon("refresh")}Refresh</button>
        </div>
        <f-table caption="Deliveries" noun="message" .pages=${this.deliveries} .columns=${this.columns} .rowName=${(/** @type {any} */ d) => d.event} .link=${(/** @type {any} */ d) => href(`/settings/webhooks/${now.id}`, { ...query, delivery: d.id })}
          .empty=${html`<f-empty icon="bolt" heading=${query.status || query.event ? "Nothing matches" : "Nothing was sent yet"} text=${query.status || query.event ? "Try fewer filters." : "Send a ping to see whether the endpoint answers."}></f-empty>`}></f-table></div>` : nothing}
      <f-dialog .open=${query.edit === "1" && Boolean(now)} heading="Edit webhook" @f-close=${() => setQuery({ edit: null })} .body=${query.edit === "1" && now
        ? html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#save(e)}>${saving.note(SHOWN, () => { setQuery({ edit: null }); void this.webhook.run(); })}${webhookFields(now, saving)}
          <footer><button class="button" type="button" @click=${() => setQuery({ edit: null })}>Cancel</button>${saving.submit("Save")}</footer></form>` : nothing}></f-dialog>
      <f-dialog .open=${query.replay === "1" && Boolean(now)} heading="Replay" @f-close=${() => setQuery({ replay: null })} .body=${query.replay === "1"
        ? html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#replay(e)}>${replaying.note(["/since", "/until"])}
          <p class="quiet">Sends again what happened in a time, each message under its old <code>webhook-id</code>, so that an endpoint that knows it can leave it out.</p>
          <div class="columns"><f-field name="since" type="datetime-local" label="From" required .error=${replaying.at("/since")}></f-field><f-field name="until" type="datetime-local" label="To" hint="Empty: until now." .error=${replaying.at("/until")}></f-field></div>
          <f-field name="only_failed" type="checkbox" label="Only what was not delivered" checked></f-field>
          <footer><button class="button" type="button" @click=${() => setQuery({ replay: null })}>Cancel</button>${replaying.submit("Send again", "Sending…")}</footer></form>` : nothing}></f-dialog>
      <f-dialog kind="drawer" .open=${Boolean(delivery)} .heading=${delivery?.event ?? ""} @f-close=${() => setQuery({ delivery: null })} .body=${delivery ? this.#details(delivery) : nothing}></f-dialog>
      <f-secret .secret=${this.secret} @f-close=${() => (this.secret = null)}></f-secret>`;
  }
}
customElements.define("f-webhook-page", WebhookPage);

/** @param {Record<string, string>} all */
const headers = (all) => Object.entries(all ?? {}).map(([name, value]) => `${name}: ${value}`);

/** @param {string} body JSON, unless it was cut */
function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
