import { html, nothing } from "lit";
import { api, newKey } from "../api.js";
import { confirm } from "../components/f-dialog.js";
import { toast, toastError } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { ago, date, dateTime } from "../format.js";
import { icon } from "../icons.js";
import { Load, Pages } from "../load.js";
import { setQuery } from "../router.js";
import { Write } from "../write.js";
import "../components/f-code.js";
import "../components/f-dialog.js";
import "../components/f-field.js";
import "../components/f-secret.js";
import "../components/f-table.js";

const SCOPES = [["read", "Read: look at everything"], ["write", "Write: change agents, leads, contacts"], ["admin", "Admin: keys, members, settings"]];

/** Keys for other systems. `?new=1` is the form for one. */
class ApiKeys extends FoyerElement {
  static properties = { query: { attribute: false }, secret: { state: true } };

  constructor() {
    super();
    /** @type {Record<string, string>} */ this.query = {};
    /** @type {any} */ this.secret = null;
    this.saving = new Write(this);
    this.once = newKey();
    this.keys = Pages.of(this, "/api/v1/api-keys");
    this.agents = new Load(this, (signal) => api.all("/api/v1/agents", { signal }));
    /** @type {import("../components/f-table.js").Column[]} */
    this.columns = [
      { key: "label", label: "Label", cell: (k) => html`<span class="strong">${k.label}</span>` },
      { key: "scopes", label: "May", cell: (k) => html`<span class="row">${k.scopes.map((/** @type {string} */ s) => html`<span class="badge">${s}</span>`)}</span>` },
      { key: "agent", label: "For", cell: (k) => (k.agent_id ? (this.agents.value?.find((a) => a.id === k.agent_id)?.name ?? "one agent") : "the workspace"), wide: true },
      { key: "used", label: "Last used", cell: (k) => (k.last_used_at ? html`<time datetime=${k.last_used_at} title=${dateTime(k.last_used_at)}>${ago(k.last_used_at)}</time>` : html`<span class="quiet">never</span>`), wide: true },
      { key: "created_at", label: "Made", cell: (k) => date(k.created_at), wide: true },
      { key: "revoke", label: "Actions", quiet: true, end: true, cell: (k) => html`<button class="button small danger" type="button" aria-label="Revoke ${k.label}" @click=${() => this.#revoke(k)}>Revoke</button>` },
    ];
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.keys.reload();
    void this.agents.run();
  }

  /** @param {any} key */
  async #revoke(key) {
    if (!(await confirm({ heading: `Revoke “${key.label}”?`, text: "Whatever uses this key is refused from now on. It can’t be taken back.", action: "Revoke key", danger: true }))) return;
    try {
      await api.delete(`/api/v1/api-keys/${key.id}`);
      toast("Key revoked");
      void this.keys.reload();
    } catch (error) {
      toastError(error);
    }
  }

  /** @param {SubmitEvent} event */
  async #create(event) {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const agent = data.get("agent_id");
    await this.saving.run(async () => {
      const made = await api.post("/api/v1/api-keys", { label: data.get("label"), scopes: SCOPES.map(([s]) => s).filter((s) => data.has(s)), ...(agent && { agent_id: agent }) }, { once: this.once });
      setQuery({ new: null });
      this.secret = {
        heading: "Your new API key", label: "API key", text: made.key,
        more: html`<h3>Try it</h3><f-code label="example call" .text=${`curl ${location.origin}/api/v1/leads \\\n  -H 'Authorization: Bearer ${made.key}'`}></f-code>`,
      };
      void this.keys.reload();
    });
    this.once = newKey();
  }

  #add() {
    return html`<button class="button primary" type="button" @click=${() => setQuery({ new: "1" })}>${icon("plus")}New API key</button>`;
  }

  /** @override */
  render() {
    const { saving } = this;
    const scopes = saving.at("/scopes");
    return html`<div class="stack">
      <div class="row-apart"><p class="quiet">With a key another system calls the <a href="/docs/api" target="_blank" rel="noopener">API</a>, to pull leads into a CRM for instance.</p>${this.#add()}</div>
      <f-table caption="API keys" noun="key" .pages=${this.keys} .columns=${this.columns}
        .empty=${html`<f-empty icon="key" heading="No API key yet" text="Make one for each system, with no more than it needs: then each can be revoked alone." .actions=${this.#add()}></f-empty>`}></f-table>
      <f-dialog .open=${this.query.new === "1"} heading="New API key" @f-close=${() => setQuery({ new: null })} .body=${this.query.new === "1"
        ? html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#create(e)}>
          ${saving.note(["/label", "/scopes", "/agent_id"])}
          <f-field name="label" label="What it is for" required maxlength="100" placeholder="CRM import" .error=${saving.at("/label")}></f-field>
          <fieldset aria-describedby="scopes-error"><legend>What it may do</legend><div class="stack-small">${SCOPES.map(([scope, label]) => html`<f-field type="checkbox" name=${scope} .label=${label} .checked=${scope === "read"}></f-field>`)}</div>
            <p class="error" id="scopes-error">${scopes}</p></fieldset>
          <f-field name="agent_id" type="select" label="For" hint="A key for one agent sees nothing of the others." .options=${[{ value: "", label: "The whole workspace" }, ...(this.agents.value ?? []).map((a) => ({ value: a.id, label: a.name }))]} .error=${saving.at("/agent_id")}></f-field>
          <footer><button class="button" type="button" @click=${() => setQuery({ new: null })}>Cancel</button>${saving.submit("Create key", "Creating…")}</footer>
        </form>` : nothing}></f-dialog>
      <f-secret .secret=${this.secret} @f-close=${() => (this.secret = null)}></f-secret>
    </div>`;
  }
}
customElements.define("f-api-keys", ApiKeys);
