import { html, nothing } from "lit";
import { FoyerElement } from "../element.js";
import { icon, mark } from "../icons.js";
import { session } from "../session.js";
import { theme, useTheme } from "../theme.js";
import { toastError } from "../components/toast.js";
import "../components/f-menu.js";

/** @type {[string, string, Parameters<typeof icon>[0]][]} */
const SECTIONS = [
  ["/agents", "Agents", "agents"],
  ["/conversations", "Conversations", "conversations"],
  ["/leads", "Leads", "leads"],
  ["/contacts", "Contacts", "contacts"],
  ["/analytics", "Analytics", "analytics"],
  ["/settings", "Settings", "settings"],
];

/** The navigation: at the side, or at the foot of a small screen; the workspace and who is signed in. */
class Nav extends FoyerElement {
  static properties = { section: {} };

  constructor() {
    super();
    this.section = "";
    this.changed = () => this.requestUpdate();
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    session.addEventListener("change", this.changed);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    session.removeEventListener("change", this.changed);
  }

  /** @returns {import("../components/f-menu.js").Item[]} */
  #account() {
    const others = session.workspaces.length > 1
      ? [...session.workspaces.map((w) => ({ label: w.name, checked: w.id === session.workspace?.id, action: () => w.id !== session.workspace?.id && session.switchTo(w.id) })), { line: true }]
      : [];
    /** @type {["auto" | "light" | "dark", string, Parameters<typeof icon>[0]][]} */
    const looks = [["auto", "Like the system", "screen"], ["light", "Light", "sun"], ["dark", "Dark", "moon"]];
    return [
      ...others,
      ...looks.map(([name, label, drawn]) => ({ label, icon: drawn, checked: theme() === name, action: () => { useTheme(name); this.requestUpdate(); } })),
      { line: true },
      { label: "Demo page", icon: "external", href: "/demo" },
      { label: "API docs", icon: "book", href: "/docs/api" },
      { label: "Sign out", icon: "out", action: () => session.signOut().catch(toastError) },
    ];
  }

  /** @override */
  render() {
    const { member, workspace } = session;
    if (!member) return nothing;
    const name = member.name || member.email;
    return html`
      <a class="brand" href="#/agents">${mark}Foyer</a>
      <nav aria-label="Main"><ul>${SECTIONS.map(
        ([path, label, drawn]) => html`<li><a href="#${path}" aria-current=${this.section === path ? "page" : nothing}>${icon(drawn)}<span>${label}</span></a></li>`,
      )}</ul></nav>
      <div class="foot">
        <f-menu label="Account and workspace" look="account" .items=${this.#account()}
          .about=${html`<span class="strong">${name}</span><br>${member.email} · ${member.role}`}
          .content=${html`<span class="avatar" aria-hidden="true">${(workspace?.name ?? name).slice(0, 2).toUpperCase()}</span>
            <span class="who grow"><span class="strong truncate">${workspace?.name}</span><span class="quiet small truncate">${name}</span></span>${icon("down")}`}></f-menu>
      </div>`;
  }
}
customElements.define("f-nav", Nav);
