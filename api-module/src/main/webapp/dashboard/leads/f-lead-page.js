import { html, nothing } from "lit";
import { api, live } from "../api.js";
import { badge } from "../components/badge.js";
import { confirm } from "../components/f-dialog.js";
import { focusFirstError } from "../components/f-field.js";
import { toast, toastError } from "../components/toast.js";
import { dateTime, words } from "../format.js";
import { Load } from "../load.js";
import { Page } from "../page.js";
import { go, href } from "../router.js";
import { session } from "../session.js";
import { leadName, statusChoice } from "./leads.js";
import "../components/f-field.js";
import "../components/f-header.js";
import "../components/f-menu.js";
import "../components/f-problem.js";

/** One lead: what was left, where it came from, and what the team makes of it. */
class LeadPage extends Page {
  static properties = { problem: { state: true }, saving: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.problem = null;
    this.saving = false;
    this.lead = new Load(this, (signal) => api.get(`/api/v1/leads/${this.params.id}`, { signal }));
    this.stop = () => {};
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.stop = live.listen(({ type, data }) => {
      // the contact is registered a moment after the lead
      if (type === "lead.updated" && data?.id === this.params.id) void this.lead.run();
    });
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("params")) void this.lead.run();
  }

  /** @param {SubmitEvent} event */
  async #saveNote(event) {
    event.preventDefault();
    if (this.saving) return;
    const note = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("note") ?? "").trim();
    this.saving = true;
    this.problem = null;
    try {
      this.lead.set(await api.patch(`/api/v1/leads/${this.params.id}`, { note: note || null }));
      toast("The note is saved.");
    } catch (error) {
      this.problem = error;
      void focusFirstError(this);
    } finally {
      this.saving = false;
    }
  }

  async #delete() {
    const lead = this.lead.value;
    if (!(await confirm({ heading: "Delete this lead?", text: `${leadName(lead)} is deleted for good. The conversation and the contact stay.`, action: "Delete lead", danger: true }))) return;
    try {
      await api.delete(`/api/v1/leads/${lead.id}`);
      toast("The lead is deleted.");
      go("/leads");
    } catch (error) {
      toastError(error);
    }
  }

  /** @param {any} lead */
  #source({ source }) {
    const rows = [["Page", source?.page_url], ["Referrer", source?.referrer], ...Object.entries(source?.utm ?? {}).map(([name, value]) => [words(name.startsWith("utm_") ? name.slice(4) : name), value])].filter(([, value]) => value);
    return rows.length ? html`<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>` : html`<p class="quiet">Where the visitor came from is not known.</p>`;
  }

  /** @param {any} lead */
  #lead(lead) {
    const editor = session.may("editor");
    return html`<div class="columns">
      <div class="stack">
        <section class="card"><h2>What was left</h2>
          <dl class="facts">${Object.entries(lead.fields).map(([name, value]) => html`<dt>${words(name)}</dt><dd>${value === null ? "" : String(value)}</dd>`)}
            <dt>Came</dt><dd><time datetime=${lead.created_at}>${dateTime(lead.created_at)}</time></dd></dl></section>
        <section class="card"><h2>Where it came from</h2>${this.#source(lead)}</section>
        ${lead.consent
          ? html`<section class="card"><h2>Consent</h2><dl class="facts"><dt>Given</dt><dd>${lead.consent.given ? "Yes" : "No"}</dd><dt>Wording</dt><dd>${lead.consent.text}</dd>
              ${lead.consent.version ? html`<dt>Version</dt><dd>${lead.consent.version}</dd>` : nothing}</dl></section>`
          : nothing}
      </div>
      <div class="stack">
        <section class="card leads"><h2>Pipeline</h2>
          ${editor ? statusChoice(lead, (saved) => { this.lead.set(saved); toast(`Status: ${words(saved.status)}.`); }) : badge(lead.status)}
          <form class="stack" @submit=${this.#saveNote} novalidate>
            <f-field name="note" label="Note" type="textarea" rows="4" .value=${lead.note ?? ""} ?disabled=${!editor} .error=${this.problem?.at?.("/note") ?? ""}></f-field>
            <f-problem .error=${this.problem?.beside?.(["/note"]) ?? null}></f-problem>
            ${editor ? html`<div><button class="button" aria-disabled=${String(this.saving)}>${this.saving ? "Saving…" : "Save note"}</button></div>` : nothing}
          </form></section>
        <section class="card"><h2>Belongs to</h2><div class="stack">
          ${lead.contact_id ? html`<a href=${href(`/contacts/${lead.contact_id}`)}>The contact</a>` : html`<span class="quiet">${lead.status === "spam" ? "Spam becomes no contact." : "The contact is being registered."}</span>`}
          ${lead.conversation_id ? html`<a href=${href(`/conversations/${lead.conversation_id}`)}>The conversation</a>` : html`<span class="quiet">It came through the API, without a conversation.</span>`}
        </div></section>
      </div>
    </div>`;
  }

  /** @override */
  render() {
    const { value, error } = this.lead;
    return html`<div class="lead">
      <f-header .heading=${value ? leadName(value) : "Lead"} .back=${{ href: "#/leads", label: "Leads" }} .badge=${value ? badge(value.status) : nothing}
        .actions=${value && session.may("editor") ? html`<f-menu label="More" .items=${[{ label: "Delete lead", icon: "trash", danger: true, action: () => this.#delete() }]}></f-menu>` : nothing}></f-header>
      <f-problem .error=${error} .retry=${() => this.lead.run()}></f-problem>
      ${value ? this.#lead(value) : error ? nothing : html`<p role="status" class="quiet">Loading…</p>`}
    </div>`;
  }
}
customElements.define("f-lead-page", LeadPage);
