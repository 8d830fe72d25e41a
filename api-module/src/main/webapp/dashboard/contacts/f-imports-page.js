import { html, nothing } from "lit";
import { api } from "../api.js";
import { badge } from "../components/badge.js";
import { dateTime, number } from "../format.js";
import { Load, Pages } from "../load.js";
import { Page } from "../page.js";
import { go, href } from "../router.js";
import { tryOut } from "./trial.js";
import "../components/f-empty.js";
import "../components/f-field.js";
import "../components/f-header.js";
import "../components/f-problem.js";
import "../components/f-table.js";

/** @type {import("../components/f-table.js").Column[]} */
const COLUMNS = [
  { key: "file_name", label: "File", cell: (i) => i.file_name },
  { key: "state", label: "State", cell: (i) => html`${badge(i.state)}${i.dry_run ? html` <span class="badge">Trial</span>` : nothing}` },
  { key: "rows", label: "Rows", end: true, cell: (i) => number(i.counts.rows) },
  { key: "created", label: "Created", end: true, wide: true, cell: (i) => number(i.counts.created) },
  { key: "changed", label: "Changed", end: true, wide: true, cell: (i) => number(i.counts.changed) },
  { key: "wrong", label: "Not taken", end: true, wide: true, cell: (i) => number(i.counts.conflict + i.counts.invalid) },
  { key: "created_at", label: "When", end: true, cell: (i) => dateTime(i.created_at) },
];

/** Bringing a list along: first a trial that changes nothing, then, once it looks right, the import itself. */
class ImportsPage extends Page {
  static properties = { problem: { state: true }, sending: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.problem = null;
    this.sending = false;
    this.imports = Pages.of(this, "/api/v1/contacts/imports", () => ({}));
    this.workspace = new Load(this, (signal) => api.get("/api/v1/workspace", { signal }));
    void this.imports.reload();
    void this.workspace.run();
  }

  /** @param {SubmitEvent} event */
  async #upload(event) {
    event.preventDefault();
    if (this.sending) return;
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const file = form.get("file");
    if (!(file instanceof File) || !file.name) {
      this.problem = new Error("Choose a file first.");
      return;
    }
    this.sending = true;
    this.problem = null;
    try {
      const made = await tryOut({ file, region: String(form.get("default_region") || "US").trim().toUpperCase() });
      go(`/contacts/imports/${made.id}`);
    } catch (error) {
      this.problem = error;
    } finally {
      this.sending = false;
    }
  }

  /** @override */
  render() {
    return html`<div class="contacts">
      <f-header heading="Import contacts" .back=${{ href: "#/contacts", label: "Contacts" }}></f-header>
      <section class="card stack">
        <ol class="steps"><li aria-current="step">1. Choose a file</li><li>2. See what would happen</li><li>3. Import</li></ol>
        <form class="stack" @submit=${this.#upload} novalidate>
          <div class="field"><label for="import-file">A CSV file with a header row, or NDJSON</label><input id="import-file" class="input" type="file" name="file" accept=".csv,.tsv,.txt,.ndjson,.jsonl,text/csv,application/x-ndjson"></div>
          <f-field name="default_region" label="Phones without a country code are from" hint="Two letters, such as DE or US" maxlength="2" .value=${this.workspace.value?.default_region ?? "US"} .error=${this.problem?.at?.("/default_region") ?? ""}></f-field>
          <f-problem .error=${this.problem?.beside?.(["/default_region"]) ?? this.problem}></f-problem>
          <div><button class="button primary" aria-disabled=${String(this.sending)}>${this.sending ? "Sending…" : "Try it out"}</button></div>
          <p class="quiet">Nothing is changed yet: you will see row by row what would be created, changed, or not be taken and why. Columns named email, phone, name, external_id or like an attribute are recognised; you can change that next.</p>
        </form>
      </section>
      <h2 class="section">Former imports</h2>
      <f-table caption="Imports" noun="import" .pages=${this.imports} .columns=${COLUMNS} .rowName=${(/** @type {any} */ i) => i.file_name} .link=${(/** @type {any} */ i) => href(`/contacts/imports/${i.id}`)}
        .empty=${html`<f-empty icon="upload" heading="No import yet" text="Each import and each trial is kept here with its figures, and can be undone."></f-empty>`}></f-table>
    </div>`;
  }
}
customElements.define("f-imports-page", ImportsPage);
