import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { api } from "../api.js";
import { confirm } from "../components/f-dialog.js";
import { toast } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { words } from "../format.js";
import { Load } from "../load.js";
import { beforeLeaving } from "../router.js";
import { askBeforeLeaving, Write } from "../write.js";
import "../components/f-field.js";
import "../components/f-problem.js";

const UNITS = [{ value: "", label: "for ever" }, { value: "D", label: "days" }, { value: "W", label: "weeks" }, { value: "M", label: "months" }, { value: "Y", label: "years" }];
const STATUSES = ["new", "contacted", "qualified", "won", "lost", "spam"];
/** @type {[string, string, string][]} */
const RULES = [
  ["conversations_after", "Conversations", "From the last message."],
  ["leads_after", "Leads", "From their submission."],
  ["contacts_after", "Contacts", "From when they last changed or were last seen."],
];

/** @param {string | null | undefined} duration a rule that is no single amount shows as it is, in days if it can be */
function partsOf(duration) {
  const [, amount, unit] = /^P(\d+)([DWMY])$/.exec(duration ?? "") ?? [];
  return { amount: amount ?? "", unit: unit ?? "", other: duration && !unit ? duration : "" };
}

/** How long what is known of people is kept. */
class RetentionSettings extends FoyerElement {
  static properties = { units: { state: true } };

  constructor() {
    super();
    this.copy = 0;
    /** @type {Record<string, string>} */ this.units = {};
    this.saving = new Write(this);
    this.rules = new Load(this, async (signal) => {
      const rules = await api.get("/api/v1/retention", { signal });
      this.#take(rules);
      return rules;
    });
  }

  /** @param {any} rules */
  #take(rules) {
    this.units = Object.fromEntries(RULES.map(([name]) => [name, partsOf(rules[name]).unit]));
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    void this.rules.run();
  }

  /** @param {SubmitEvent} event */
  async #save(event) {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const before = this.rules.value;
    /** @type {any} */ const body = {};
    for (const [name] of RULES) {
      const unit = this.units[name];
      const { other } = partsOf(before[name]);
      body[name] = unit ? `P${data.get(name)}${unit}` : other || null;
    }
    const statuses = STATUSES.filter((s) => data.has(s));
    body.statuses = statuses.length === 0 || statuses.length === STATUSES.length ? null : statuses;
    const deletes = RULES.filter(([name]) => body[name] && body[name] !== before[name]).map(([, label]) => label.toLowerCase());
    if (deletes.length > 0 && !(await confirm({ heading: "Delete what is older?", text: `From the coming night on, older ${deletes.join(" and ")} are deleted for good. Nobody can bring them back.`, action: "Set the rules", danger: true }))) return;
    await this.saving.run(async () => {
      this.rules.set(await api.put("/api/v1/retention", body));
      this.#take(this.rules.value);
      beforeLeaving(null);
      toast("Retention saved");
    });
  }

  /** @override */
  render() {
    const { saving } = this;
    const { value: now, error } = this.rules;
    if (error) return html`<f-problem .error=${error} .retry=${() => this.rules.run()}></f-problem>`;
    if (!now) return html`<p class="quiet" role="status">Loading…</p>`;
    return html`<div class="stack narrow"><p class="quiet">Every night, what is older than its rule is deleted for good. Without a rule it is kept for ever.</p>
      ${keyed(this.copy, html`<form class="card stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#save(e)} @input=${askBeforeLeaving} @change=${askBeforeLeaving}>
        ${saving.note([...RULES.map(([name]) => "/" + name), "/statuses"])}
        ${RULES.map(([name, label, hint]) => {
          const { amount, other } = partsOf(now[name]);
          const unit = this.units[name];
          return html`<fieldset class="stack-small"><legend>${label}</legend>
            <div class="amount">
              ${unit ? html`<f-field type="number" name=${name} label="${label}: how many ${UNITS.find((u) => u.value === unit)?.label}" labelhidden min="1" max="9999" required inputmode="numeric" .value=${amount} .error=${saving.at("/" + name)}></f-field>` : html`<span class="quiet">${other || "Kept"}</span>`}
              <f-field type="select" label="${label}: unit" labelhidden .options=${UNITS} .value=${unit} @change=${(/** @type {any} */ e) => (this.units = { ...this.units, [name]: e.target.value })}></f-field></div>
            <p class="quiet small">${hint}</p></fieldset>`;
        })}
        ${this.units.leads_after ? html`<fieldset><legend>Leads of which statuses</legend><div class="checks">${STATUSES.map((s) => html`<f-field type="checkbox" name=${s} label=${words(s)} .checked=${!now.statuses || now.statuses.includes(s)}></f-field>`)}</div>
          <p class="quiet small">All of them, if none is ticked.</p>${saving.at("/statuses") ? html`<p class="error">${saving.at("/statuses")}</p>` : nothing}</fieldset>` : nothing}
        <div class="row">${saving.submit("Save")}</div>
      </form>`)}</div>`;
  }
}
customElements.define("f-retention", RetentionSettings);
