import { html, nothing } from "lit";
import { api, newKey } from "../api.js";
import { badge } from "../components/badge.js";
import { confirm } from "../components/f-dialog.js";
import { toast, toastError } from "../components/toast.js";
import { FoyerElement } from "../element.js";
import { date, dateTime, words } from "../format.js";
import { icon } from "../icons.js";
import { Pages } from "../load.js";
import { setQuery } from "../router.js";
import { session } from "../session.js";
import { valuesOf, Write } from "../write.js";
import "../components/f-dialog.js";
import "../components/f-field.js";
import "../components/f-menu.js";
import "../components/f-secret.js";
import "../components/f-table.js";

const ROLES = ["viewer", "editor", "admin", "owner"];
/** @type {Record<string, string>} */
const MEANINGS = { viewer: "sees everything", editor: "changes agents, leads and contacts", admin: "and members, keys and settings", owner: "and other owners" };

/** Nobody gives a role above their own. */
const given = () => ROLES.filter((role) => session.may(/** @type {any} */ (role)));

/** Who works here. `?invite=1` is the invitation, `?member=` whose role is being changed. */
class Members extends FoyerElement {
  static properties = { query: { attribute: false }, secret: { state: true } };

  constructor() {
    super();
    /** @type {Record<string, string>} */ this.query = {};
    /** @type {any} */ this.secret = null;
    this.saving = new Write(this);
    this.once = newKey();
    this.members = Pages.of(this, "/api/v1/members", () => ({ status: this.query.status }));
    /** @type {import("../components/f-table.js").Column[]} */
    this.columns = [
      { key: "who", label: "Member", cell: (m) => html`<span class="strong">${m.name || m.email}</span>${m.id === session.member?.id ? html` <span class="quiet">(you)</span>` : nothing}` },
      { key: "email", label: "E-mail", cell: (m) => (m.name ? m.email : ""), wide: true },
      { key: "role", label: "Role", cell: (m) => badge(m.role) },
      { key: "status", label: "Status", cell: (m) => (m.status === "active" ? html`<span class="quiet">since ${date(m.created_at)}</span>` : html`${badge(m.status)} <span class="quiet small" title=${dateTime(m.expires_at)}>until ${date(m.expires_at)}</span>`), wide: true },
      { key: "more", label: "Actions", quiet: true, end: true, cell: (m) => this.#menu(m) },
    ];
  }

  /** @override @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has("query")) return;
    this.saving.problem = null;
    if (!this.members.started || changed.get("query")?.status !== this.query.status) void this.members.reload();
  }

  /** @param {any} member */
  #menu(member) {
    if (!session.may("admin") || (member.role === "owner" && !session.may("owner"))) return nothing;
    const name = member.name || member.email;
    const pending = member.status !== "active";
    /** @type {import("../components/f-menu.js").Item[]} */
    const items = [
      ...(pending ? [{ label: "New invitation link", icon: /** @type {const} */ ("link"), action: () => this.#invite(member.email, member.role) }] : [
        { label: "Change role", icon: /** @type {const} */ ("edit"), action: () => setQuery({ member: member.id }) },
        { label: "Link for a new password", icon: /** @type {const} */ ("key"), action: () => this.#reset(member) },
      ]),
      { line: true },
      { label: pending ? "Revoke invitation" : "Remove", icon: "trash", danger: true, action: () => this.#remove(member) },
    ];
    return html`<f-menu label="More for ${name}" .items=${items}></f-menu>`;
  }

  /** @param {string} email @param {string} role */
  async #invite(email, role) {
    const done = await this.saving.run(async () => {
      const made = await api.post("/api/v1/members", { email, role }, { once: this.once });
      setQuery({ invite: null });
      this.secret = {
        heading: `Invitation for ${made.email}`, label: "invitation link", text: made.invitation_url,
        warning: `Send this link to ${made.email}. It is shown this once and holds until ${dateTime(made.expires_at)}.`,
      };
      void this.members.reload();
    });
    this.once = newKey();
    if (!done && this.query.invite !== "1") toastError(this.saving.problem);
  }

  /** @param {any} member */
  async #reset(member) {
    try {
      const made = await api.post(`/api/v1/members/${member.id}/password-reset`, undefined, { once: newKey() });
      this.secret = {
        heading: `New password for ${member.name || member.email}`, label: "link", text: made.reset_url,
        warning: `Who opens this link chooses the password. It is shown this once and holds until ${dateTime(made.expires_at)}.`,
      };
    } catch (error) {
      toastError(error);
    }
  }

  /** @param {any} member */
  async #remove(member) {
    const pending = member.status !== "active";
    const name = member.name || member.email;
    const sure = await confirm(pending
      ? { heading: `Revoke the invitation of ${name}?`, text: "Its link stops working.", action: "Revoke invitation", danger: true }
      : { heading: `Remove ${name}?`, text: "It holds at once, open sessions included. What was done stays, under the name.", action: "Remove member", danger: true });
    if (!sure) return;
    try {
      await api.delete(`/api/v1/members/${member.id}`);
      toast(pending ? "Invitation revoked" : `${name} is removed`);
      void this.members.reload();
    } catch (error) {
      toastError(error);
    }
  }

  /** @param {SubmitEvent} event @param {any} member */
  async #change(event, member) {
    const { role } = valuesOf(event);
    const done = await this.saving.run(() => api.patch(`/api/v1/members/${member.id}`, { role }));
    if (!done) return;
    toast(`${member.name || member.email} is ${role} now`);
    setQuery({ member: null });
    void this.members.reload();
    if (member.id === session.member?.id) void session.refresh();
  }

  #add() {
    return session.may("admin") ? html`<button class="button primary" type="button" @click=${() => setQuery({ invite: "1" })}>${icon("plus")}Invite</button>` : nothing;
  }

  /** @override */
  render() {
    const { saving, query } = this;
    const member = this.members.items.find((m) => m.id === query.member);
    const roles = given().map((value) => ({ value, label: `${words(value)}: ${MEANINGS[value]}` }));
    return html`<div class="stack">
      <div class="row-apart"><p class="quiet">Who works in this workspace, and what they may do.</p>${this.#add()}</div>
      <div class="toolbar"><f-field label="Status" labelhidden type="select" .value=${query.status ?? ""} .options=${[{ value: "", label: "Everybody" }, { value: "active", label: "Active" }, { value: "invited", label: "Invited" }, { value: "expired", label: "Invitation expired" }]}
        @change=${(/** @type {any} */ e) => setQuery({ status: e.target.value })}></f-field></div>
      <f-table caption="Members" noun="member" .pages=${this.members} .columns=${this.columns}
        .empty=${html`<f-empty icon="contacts" heading="Nobody here" text="Nobody has this status." .actions=${this.#add()}></f-empty>`}></f-table>
      <f-dialog .open=${query.invite === "1" && session.may("admin")} heading="Invite somebody" @f-close=${() => setQuery({ invite: null })} .body=${query.invite === "1"
        ? html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => { const { email, role } = valuesOf(e); void this.#invite(email, role); }}>
          ${saving.note(["/email", "/role"])}
          <f-field name="email" type="email" label="E-mail" required maxlength="254" autocomplete="off" placeholder="ada@example.com" .error=${saving.at("/email")}></f-field>
          <f-field name="role" type="select" label="Role" .options=${roles} .value=${"editor"} .error=${saving.at("/role")}></f-field>
          <p class="quiet small">You get a link to pass on; it holds for seven days.</p>
          <footer><button class="button" type="button" @click=${() => setQuery({ invite: null })}>Cancel</button>${saving.submit("Make the invitation", "Making…")}</footer>
        </form>` : nothing}></f-dialog>
      <f-dialog .open=${Boolean(member) && session.may("admin")} heading="Role of ${member?.name || member?.email || ""}" @f-close=${() => setQuery({ member: null })} .body=${member
        ? html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#change(e, member)}>
          ${saving.note(["/role"])}
          <f-field name="role" type="select" label="Role" .options=${roles} .value=${member.role} .error=${saving.at("/role")}></f-field>
          <footer><button class="button" type="button" @click=${() => setQuery({ member: null })}>Cancel</button>${saving.submit("Change role")}</footer>
        </form>` : nothing}></f-dialog>
      <f-secret .secret=${this.secret} @f-close=${() => (this.secret = null)}></f-secret>
    </div>`;
  }
}
customElements.define("f-members", Members);
