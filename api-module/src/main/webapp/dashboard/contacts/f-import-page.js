import { html, nothing } from "lit";
import { api, newKey } from "../api.js";
import { badge } from "../components/badge.js";
import { confirm } from "../components/f-dialog.js";
import { toastError } from "../components/toast.js";
import { dateTime, fileSize, number, percent, plural, words } from "../format.js";
import { icon } from "../icons.js";
import { Load, Pages } from "../load.js";
import { Page } from "../page.js";
import { go, href } from "../router.js";
import { session } from "../session.js";
import { readFields } from "./fields.js";
import { tryOut, uploadOf } from "./trial.js";
import "../components/f-empty.js";
import "../components/f-field.js";
import "../components/f-header.js";
import "../components/f-problem.js";
import "../components/f-table.js";
import "../components/f-tabs.js";

const LOOK_AGAIN = 700;
const AT_WORK = ["queued", "running", "undoing"];
const OUTCOMES = ["created", "changed", "conflict", "invalid"];
/** @type {Record<string, string>} */
const TRIED = { created: "Would be created", changed: "Would change", same: "The same already", conflict: "Conflicts", invalid: "Invalid" };
/** @type {Record<string, string>} */
const DONE = { created: "Created", changed: "Changed", same: "The same already", conflict: "Conflicts", invalid: "Invalid" };

/** @param {unknown} value */
const worded = (value) => (value === null || value === undefined ? "nothing" : String(value));

/** One import or trial of it: how far it is, what becomes of the rows and why; then importing for real, or undoing. */
class ImportPage extends Page {
  static properties = { mapping: { state: true }, busy: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {Record<string, string | null> | null} */ this.mapping = null;
    this.busy = false;
    /** @type {any} */ this.problem = null;
    this.import = new Load(this, (signal) => api.get(`/api/v1/contacts/imports/${this.params.id}`, { signal }));
    this.fields = new Load(this, (signal) => readFields(signal));
    this.rows = new Pages(this, (after, signal) => api.get(`/api/v1/contacts/imports/${this.params.id}/rows`, { signal, query: { outcome: this.query.outcome, limit: 50, after } }));
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.again = undefined;
    this.shown = "";
    void this.fields.run();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.again);
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("params")) {
      this.mapping = null;
      this.import.value = undefined;
      void this.import.run();
    }
    if (changed.has("query")) void this.rows.reload();
  }

  /** @override */
  updated() {
    clearTimeout(this.again);
    const value = this.import.value;
    if (!value || !this.isConnected) return;
    if (AT_WORK.includes(value.state)) this.again = setTimeout(() => void this.import.run(), LOOK_AGAIN);
    const state = `${value.id} ${value.state} ${value.counts.rows}`;
    if (state !== this.shown) {
      this.shown = state;
      void this.rows.reload();
    }
  }

  /** @param {() => Promise<any>} work */
  async #do(work) {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = error;
    } finally {
      this.busy = false;
    }
  }

  #run() {
    return this.#do(async () => {
      const made = await api.post(`/api/v1/contacts/imports/${this.params.id}/run`, undefined, { once: newKey() });
      go(`/contacts/imports/${made.id}`);
      void this.import.run();
    });
  }

  async #undo() {
    if (!(await confirm({ heading: "Undo this import?", text: "Contacts it created are removed, values it changed are put back. What somebody changed since stays as it is.", action: "Undo import", danger: true }))) return;
    await this.#do(async () => {
      await api.post(`/api/v1/contacts/imports/${this.params.id}/undo`, {}, { once: newKey() });
      await this.import.run();
    });
  }

  /** @param {any} value @param {boolean} overwrite */
  #retry(value, overwrite) {
    const upload = uploadOf(value.id);
    if (!upload) return;
    return this.#do(async () => {
      const mapping = this.mapping ?? Object.fromEntries(value.columns.map((/** @type {any} */ c) => [c.name, c.field]));
      const made = await tryOut({ ...upload, mapping, overwrite });
      go(`/contacts/imports/${made.id}`, {}, { replace: true });
    });
  }

  /** @param {any} value */
  #columns(value) {
    const upload = value.dry_run && uploadOf(value.id);
    const fields = (this.fields.value ?? []).filter((f) => f.attribute || ["name", "email", "phone", "external_id"].includes(f.name));
    const options = [{ value: "", label: "Left out" }, ...fields.map((f) => ({ value: f.name, label: f.label })), { value: "first_name", label: "First name" }, { value: "last_name", label: "Last name" }];
    return html`<section class="card stack-small"><h2>Columns</h2>
      <div class="table" tabindex="0" role="region" aria-label="Columns"><table><thead><tr><th scope="col">In the file</th><th scope="col">Goes to</th></tr></thead>
        <tbody>${value.columns.map((/** @type {any} */ c) => {
          const now = this.mapping ? this.mapping[c.name] : c.field;
          return html`<tr><th scope="row">${c.name}</th><td>${upload
            ? html`<select class="input" aria-label="Where ${c.name} goes" @change=${(/** @type {any} */ e) => (this.mapping = { ...(this.mapping ?? Object.fromEntries(value.columns.map((/** @type {any} */ x) => [x.name, x.field]))), [c.name]: e.target.value || null })}>
                ${options.map((o) => html`<option value=${o.value} .selected=${o.value === (now ?? "")}>${o.label}</option>`)}</select>`
            : options.find((o) => o.value === (c.field ?? ""))?.label ?? c.field}</td></tr>`;
        })}</tbody></table></div>
      ${upload
        ? html`<div class="row"><button class="button small" type="button" aria-disabled=${String(this.busy || !this.mapping)} @click=${() => this.mapping && this.#retry(value, value.overwrite)}>Try again with these</button>
            <button class="button small plain" type="button" aria-disabled=${String(this.busy)} @click=${() => this.#retry(value, !value.overwrite)}>${value.overwrite ? "Try without replacing stronger values" : "Try replacing stronger values, too"}</button></div>`
        : nothing}</section>`;
  }

  /** @param {any} value */
  #rows(value) {
    const outcome = this.query.outcome ?? "";
    /** @type {import("../components/f-table.js").Column[]} */
    const columns = [
      { key: "row", label: "Line", cell: (r) => number(r.row) },
      { key: "outcome", label: "Outcome", cell: (r) => badge(r.undone ?? r.outcome) },
      {
        key: "what", label: "What and why",
        cell: (r) => html`${r.reason ?? r.undo_reason ?? ""} ${Object.entries(r.changes ?? {}).map(([name, c]) => html`<span class="changes">${words(name.replace(/^custom\./, ""))}: ${/** @type {any} */ (c).before === null ? nothing : html`<span class="was">${worded(/** @type {any} */ (c).before)}</span> → `}${worded(/** @type {any} */ (c).after)} </span>`)}
          ${r.outcome === "invalid" || r.outcome === "conflict" ? html`<span class="quiet">${(r.original ?? []).join(" · ")}</span>` : nothing}`,
      },
      { key: "contact", label: "Contact", end: true, wide: true, cell: (r) => (r.contact_id && !(value.dry_run && r.outcome === "created") ? html`<a href=${href(`/contacts/${r.contact_id}`)}>Open</a>` : "") },
    ];
    this.rows.items.forEach((r) => (r.id ??= String(r.row)));
    return html`<f-tabs label="Outcome" .items=${["", ...OUTCOMES].map((o) => ({ href: href(`/contacts/imports/${value.id}`, { outcome: o }), label: o ? `${(value.dry_run ? TRIED : DONE)[o]} (${number(value.counts[o])})` : "All", current: o === outcome }))}></f-tabs>
      <f-table caption="Rows" noun="row" .pages=${this.rows} .columns=${columns} .rowName=${(/** @type {any} */ r) => `line ${r.row}`}
        .empty=${html`<f-empty icon="check" heading="No such row" text="Rows that are the same already are counted, not listed."></f-empty>`}></f-table>`;
  }

  /** @param {any} value */
  #import(value) {
    const atWork = AT_WORK.includes(value.state);
    const names = value.dry_run ? TRIED : DONE;
    const wrong = value.counts.conflict + value.counts.invalid;
    return html`<div class="stack">
      ${value.dry_run ? html`<ol class="steps"><li>1. Choose a file</li><li aria-current="step">2. See what would happen</li><li>3. Import</li></ol>` : nothing}
      ${atWork
        ? html`<section class="card stack-small"><p role="status">${value.state === "undoing" ? "Undoing…" : `Reading… ${percent(value.progress)}, ${number(value.counts.rows)} rows`}</p><progress max="1" value=${value.progress} aria-label="Progress"></progress></section>`
        : nothing}
      ${value.failure ? html`<div class="alert error">${icon("warning")}<div>${value.failure}</div></div>` : nothing}
      <dl class="figures">${Object.keys(names).map((o) => html`<div class="card"><dt class="quiet">${names[o]}</dt><dd class="figure">${number(value.counts[o])}</dd></div>`)}</dl>
      ${value.undone ? html`<div class="alert">${icon("info")}<div>Undone: ${number(value.undone.removed)} removed, ${number(value.undone.restored)} put back, ${number(value.undone.kept)} kept since somebody changed them.</div></div>` : nothing}
      <f-problem .error=${this.problem}></f-problem>
      ${value.dry_run && value.state === "completed"
        ? html`<div class="row"><button class="button primary" type="button" aria-disabled=${String(this.busy || !value.file_kept)} @click=${() => this.#run()}>Import ${plural(value.counts.created + value.counts.changed, "contact")}</button>
            <span class="quiet">Nothing has been changed yet.</span></div>`
        : nothing}
      ${this.#columns(value)}
      <section class="stack-small"><div class="row-apart"><h2>Rows</h2>${wrong ? html`<button class="button small" type="button" @click=${() => api.download(`/api/v1/contacts/imports/${value.id}/errors`, "errors.csv").catch(toastError)}>${icon("download")}Save the ${number(wrong)} not taken</button>` : nothing}</div>
        ${this.#rows(value)}</section>
    </div>`;
  }

  /** @override */
  render() {
    const { value, error } = this.import;
    const undoable = value && !value.dry_run && ["completed", "failed"].includes(value.state) && session.may("editor");
    return html`<div class="contacts">
      <f-header .heading=${value?.file_name || "Import"} .back=${{ href: "#/contacts/imports", label: "Imports" }} .badge=${value ? html`${badge(value.state)}${value.dry_run ? html` <span class="badge">Trial</span>` : nothing}` : nothing}
        .lead=${value ? `${fileSize(value.size)}, ${dateTime(value.created_at)}` : ""}
        .actions=${undoable ? html`<button class="button" type="button" @click=${() => this.#undo()}>Undo import</button>` : nothing}></f-header>
      <f-problem .error=${error} .retry=${() => this.import.run()}></f-problem>
      ${value ? this.#import(value) : error ? nothing : html`<p role="status" class="quiet">Loading…</p>`}
    </div>`;
  }
}
customElements.define("f-import-page", ImportPage);
