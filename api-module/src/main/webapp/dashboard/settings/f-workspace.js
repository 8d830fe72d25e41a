import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { languages, regions, timeZones } from "../agents/languages.js";
import { api } from "../api.js";
import { toast } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { Load } from "../load.js";
import { beforeLeaving } from "../router.js";
import { session } from "../session.js";
import { askBeforeLeaving, valuesOf, Write } from "../write.js";
import "../components/f-field.js";
import "../components/f-problem.js";

const SHOWN = ["/name", "/time_zone", "/locale", "/default_region"];

class WorkspaceSettings extends FoyerElement {
  constructor() {
    super();
    this.copy = 0;
    this.saving = new Write(this);
    this.workspace = new Load(this, (signal) => api.get("/api/v1/workspace", { signal }));
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.workspace.run();
  }

  /** @param {SubmitEvent} event */
  async #save(event) {
    const { name, time_zone, locale, default_region } = valuesOf(event);
    await this.saving.run(async () => {
      this.workspace.set(await api.patch("/api/v1/workspace", { name, time_zone, locale, default_region }, { of: this.workspace.value }));
      beforeLeaving(null);
      toast("Workspace saved");
      await session.refresh();
    });
  }

  async #reread() {
    beforeLeaving(null);
    await this.workspace.run();
    this.copy++;
    this.requestUpdate();
  }

  /** @override */
  render() {
    const { saving } = this;
    const { value: now, error } = this.workspace;
    if (error) return html`<f-problem .error=${error} .retry=${() => this.workspace.run()}></f-problem>`;
    if (!now) return html`<p class="quiet" role="status">Loading…</p>`;
    const fixed = !session.may("admin");
    return html`<div class="stack narrow">
      ${fixed ? html`<p class="alert">Your role is ${session.member?.role}: an admin can change these.</p>` : nothing}
      ${keyed(this.copy, html`<form class="card stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#save(e)} @input=${askBeforeLeaving} @change=${askBeforeLeaving}>
        ${saving.note(SHOWN, () => this.#reread())}
        <f-field name="name" label="Name" required maxlength="100" .value=${now.name} .error=${saving.at("/name")} ?disabled=${fixed}></f-field>
        <f-field name="time_zone" type="select" label="Time zone" hint="Dates and days of charts are of this zone." .options=${timeZones()} .value=${now.time_zone} .error=${saving.at("/time_zone")} ?disabled=${fixed}></f-field>
        <div class="columns">
          <f-field name="locale" type="select" label="Language" hint="New agents begin with it." .options=${languages(now.locale)} .value=${now.locale} .error=${saving.at("/locale")} ?disabled=${fixed}></f-field>
          <f-field name="default_region" type="select" label="Phone numbers from" hint="How numbers without a country code are read." .options=${regions()} .value=${now.default_region} .error=${saving.at("/default_region")} ?disabled=${fixed}></f-field>
        </div>
        ${fixed ? nothing : html`<div class="row">${saving.submit("Save")}</div>`}
      </form>`)}
    </div>`;
  }
}
customElements.define("f-workspace", WorkspaceSettings);
