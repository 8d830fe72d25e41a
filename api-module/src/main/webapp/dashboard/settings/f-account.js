import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { api } from "../api.js";
import { confirm } from "../components/f-dialog.js";
import { toast, toastError } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { ago, dateTime, words } from "../format.js";
import { Load } from "../load.js";
import { session } from "../session.js";
import { valuesOf, Write } from "../write.js";
import "../components/f-field.js";
import "../components/f-problem.js";

const MAILS = [{ value: "off", label: "No mail" }, { value: "each", label: "A mail for each, at once" }, { value: "daily", label: "One mail a day" }];

/** How many sessions show at first. */
const FIRST = 6;

/** @param {string} agent what a browser says of itself @returns {string} */
function device(agent) {
  const browser = [["Edg/", "Edge"], ["OPR/", "Opera"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]].find(([mark]) => agent.includes(mark))?.[1];
  const system = [["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac OS", "macOS"], ["Linux", "Linux"]].find(([mark]) => agent.includes(mark))?.[1];
  return [browser, system].filter(Boolean).join(" on ") || agent || "Unknown";
}

/** Who is signed in: the password, and where else. */
class Account extends FoyerElement {
  static properties = { all: { state: true } };

  constructor() {
    super();
    this.all = false;
    this.copy = 0;
    this.saving = new Write(this);
    this.mail = new Load(this, (signal) => api.get("/api/v1/me/notifications", { signal }));
    this.sessions = new Load(this, async (signal) => (await api.get("/api/v1/me/sessions", { signal })).items);
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.sessions.run();
    void this.mail.run();
  }

  /** @param {string} new_leads */
  async #mail(new_leads) {
    try {
      this.mail.set(await api.put("/api/v1/me/notifications", { new_leads }));
      toast(new_leads === "off" ? "You get no mail about leads" : "Saved");
    } catch (error) {
      toastError(error);
      void this.mail.run();
    }
  }

  /** @param {SubmitEvent} event */
  async #change(event) {
    const { current_password, new_password } = valuesOf(event);
    const done = await this.saving.run(() => api.put("/api/v1/me/password", { current_password, new_password }));
    if (!done) return;
    this.copy++;
    toast("Password changed. Your other sessions have ended.");
    void this.sessions.run();
  }

  /** @param {any} one */
  async #end(one) {
    try {
      await api.delete(`/api/v1/me/sessions/${one.id}`);
      toast("Session ended");
      void this.sessions.run();
    } catch (error) {
      toastError(error);
    }
  }

  async #endOthers() {
    if (!(await confirm({ heading: "End all other sessions?", text: "You stay signed in here, and nowhere else.", action: "End them", danger: true }))) return;
    try {
      await api.delete("/api/v1/me/sessions");
      toast("All other sessions have ended");
      void this.sessions.run();
    } catch (error) {
      toastError(error);
    }
  }

  /** @override */
  render() {
    const { saving } = this;
    const { member } = session;
    const { value: sessions, error } = this.sessions;
    const { value: mail } = this.mail;
    return html`<div class="stack narrow">
      <section class="card"><h2>You</h2><dl class="facts"><dt>Name</dt><dd>${member?.name || "–"}</dd><dt>E-mail</dt><dd>${member?.email}</dd><dt>Role here</dt><dd>${words(member?.role)}</dd></dl></section>
      <f-problem .error=${this.mail.error} .retry=${() => this.mail.run()}></f-problem>
      ${mail ? html`<section class="card stack"><h2>Mail about new leads</h2>
        <f-field name="new_leads" type="select" label="When leads come in" hint=${mail.mail_configured ? "To " + member?.email + ", for this workspace." : "This installation has no mail server yet, so nothing is sent."} .options=${MAILS} .value=${mail.new_leads}
          @change=${(/** @type {any} */ e) => this.#mail(e.target.value)}></f-field></section>` : nothing}
      ${keyed(this.copy, html`<form class="card stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#change(e)}><h2>Password</h2>
        ${saving.note(["/current_password", "/new_password"])}
        <input class="visually-hidden" type="email" name="email" autocomplete="username" tabindex="-1" aria-hidden="true" .value=${member?.email ?? ""}>
        <f-field name="current_password" type="password" label="Present password" autocomplete="current-password" required .error=${saving.at("/current_password")}></f-field>
        <f-field name="new_password" type="password" label="New password" autocomplete="new-password" required hint="Your other sessions end." .error=${saving.at("/new_password")}></f-field>
        <div class="row">${saving.submit("Change password")}</div></form>`)}
      <section class="card stack"><div class="row-apart"><h2>Sessions</h2>${(sessions?.length ?? 0) > 1 ? html`<button class="button small" type="button" @click=${() => this.#endOthers()}>End all others</button>` : nothing}</div>
        ${error ? html`<f-problem .error=${error} .retry=${() => this.sessions.run()}></f-problem>` : nothing}
        ${!sessions && !error ? html`<p class="quiet" role="status">Loading…</p>` : nothing}
        <ul class="lines" aria-label="Sessions">${(sessions ?? []).slice(0, this.all ? undefined : FIRST).map((/** @type {any} */ s) => html`<li class="row-apart">
          <div><p title=${s.user_agent ?? ""}>${device(s.user_agent ?? "")} ${s.current ? html`<span class="badge ok">This one</span>` : nothing}</p>
            <p class="quiet small">Used <time datetime=${s.last_used_at} title=${dateTime(s.last_used_at)}>${ago(s.last_used_at)}</time>, since ${dateTime(s.created_at)}</p></div>
          ${s.current ? nothing : html`<button class="button small" type="button" aria-label="End the session of ${device(s.user_agent ?? "")}, since ${dateTime(s.created_at)}" @click=${() => this.#end(s)}>End</button>`}</li>`)}</ul>
        ${!this.all && (sessions?.length ?? 0) > FIRST ? html`<div><button class="button small" type="button" @click=${() => (this.all = true)}>Show all ${sessions?.length}</button></div>` : nothing}
      </section>
    </div>`;
  }
}
customElements.define("f-account", Account);
