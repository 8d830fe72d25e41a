import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { api, newKey } from "../api.js";
import { toast, toastError } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { words } from "../format.js";
import { icon } from "../icons.js";
import { Pages } from "../load.js";
import { setQuery } from "../router.js";
import { session } from "../session.js";
import { valuesOf, Write } from "../write.js";
import "../components/f-dialog.js";
import "../components/f-field.js";
import "../components/f-menu.js";
import "../components/f-table.js";

const SHOWN = ["/name", "/label", "/type", "/description"];
const TYPES = [{ value: "text", label: "Text" }, { value: "number", label: "Number" }, { value: "boolean", label: "Yes or no" }, { value: "date", label: "Date" }];

/** What the workspace knows of contacts beside name, e-mail and phone. `?open=` is the one being edited, `new` a new one. */
class Attributes extends FoyerElement {
  static properties = { query: { attribute: false } };

  constructor() {
    super();
    /** @type {Record<string, string>} */ this.query = {};
    this.saving = new Write(this);
    this.once = newKey();
    this.list = new Pages(this, async (after, signal) => {
      const page = await api.get("/api/v1/custom-attributes", { signal, query: { limit: 100, after } });
      return { ...page, items: page.items.map((/** @type {any} */ a) => ({ id: a.name, ...a })) };
    });
    /** @type {import("../components/f-table.js").Column[]} */
    this.columns = [
      { key: "label", label: "Label", cell: (a) => html`<span class="strong">${a.label}</span>${a.archived ? html` <span class="badge">Archived</span>` : nothing}` },
      { key: "name", label: "Name in the API", cell: (a) => html`<code>${a.name}</code>` },
      { key: "type", label: "Type", cell: (a) => TYPES.find((t) => t.value === a.type)?.label ?? words(a.type) },
      { key: "description", label: "Description", cell: (a) => a.description, wide: true },
      { key: "more", label: "Actions", quiet: true, end: true, cell: (a) => session.may("editor") ? html`<f-menu label="More for ${a.label}" .items=${[
        { label: "Edit", icon: "edit", action: () => setQuery({ open: a.name }) },
        { label: a.archived ? "Unarchive" : "Archive", icon: a.archived ? "refresh" : "close", action: () => this.#archive(a, !a.archived) },
      ]}></f-menu>` : nothing },
    ];
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.list.reload();
  }

  /** @override @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has("query")) this.saving.problem = null;
  }

  /** @param {any} attribute @param {boolean} archived @returns {Promise<void>} */
  async #archive({ name, label }, archived, undoes = false) {
    try {
      await api.patch(`/api/v1/custom-attributes/${name}`, { archived });
      void this.list.reload();
      toast(archived ? `${label} is archived: hidden, its values are kept` : `${label} is back`, undoes ? {} : { undo: () => this.#archive({ name, label }, !archived, true) });
    } catch (error) {
      toastError(error);
    }
  }

  /** @param {SubmitEvent} event @param {any} now */
  async #save(event, now) {
    const { name, label, type, description } = valuesOf(event);
    const done = await this.saving.run(async () => {
      if (now) await api.patch(`/api/v1/custom-attributes/${now.name}`, { label, description });
      else await api.post("/api/v1/custom-attributes", { name, type, ...(label.trim() && { label }), ...(description.trim() && { description }) }, { once: this.once });
    });
    this.once = newKey();
    if (!done) return;
    toast(now ? "Attribute saved" : "Attribute added");
    setQuery({ open: null });
    void this.list.reload();
  }

  #add() {
    return session.may("editor") ? html`<button class="button primary" type="button" @click=${() => setQuery({ open: "new" })}>${icon("plus")}Add attribute</button>` : nothing;
  }

  /** @override */
  render() {
    const { saving, query } = this;
    const made = query.open === "new";
    const now = made ? null : this.list.items.find((a) => a.name === query.open);
    return html`<div class="stack">
      <div class="row-apart"><p class="quiet">What you know of contacts beside name, e-mail and phone. Forms can ask for them, filters use them.</p>${this.#add()}</div>
      <f-table caption="Custom attributes" noun="attribute" .pages=${this.list} .columns=${this.columns}
        .empty=${html`<f-empty icon="columns" heading="No custom attribute yet" text="A plan, a company, a birthday: an attribute has a name for the API, a label for people, and a type." .actions=${this.#add()}></f-empty>`}></f-table>
      <f-dialog .open=${session.may("editor") && (made || Boolean(now))} .heading=${made ? "New attribute" : (now?.label ?? "")} @f-close=${() => setQuery({ open: null })}
        .body=${made || now ? keyed(query.open, html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#save(e, now)}>
          ${saving.note(SHOWN)}
          <f-field name="label" label="Label" maxlength="100" placeholder="Plan" hint="What people see. Empty: the name." .value=${now?.label ?? ""} .error=${saving.at("/label")}></f-field>
          <f-field name="name" label="Name in the API" ?required=${made} maxlength="60" placeholder="plan" hint=${made ? "Letters, digits, - and _, beginning with a letter. It can’t be changed later." : "Fixed, like the type."} .value=${now?.name ?? ""} ?disabled=${!made} .error=${saving.at("/name")}></f-field>
          <f-field name="type" type="select" label="Type" .options=${TYPES} .value=${now?.type ?? "text"} ?disabled=${!made} .error=${saving.at("/type")}></f-field>
          <f-field name="description" type="textarea" rows="2" label="Description" maxlength="500" .value=${now?.description ?? ""} .error=${saving.at("/description")}></f-field>
          <footer><button class="button" type="button" @click=${() => setQuery({ open: null })}>Cancel</button>${saving.submit(made ? "Add attribute" : "Save")}</footer>
        </form>`) : nothing}></f-dialog>
    </div>`;
  }
}
customElements.define("f-attributes", Attributes);
