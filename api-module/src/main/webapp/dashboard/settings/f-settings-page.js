import { html, nothing } from "lit";
import { icon } from "../icons.js";
import { Page } from "../page.js";
import { href } from "../router.js";
import { session } from "../session.js";
import "../components/f-empty.js";
import "../components/f-header.js";

/**
 * @typedef {object} Part
 * @property {string} path
 * @property {string} label
 * @property {"viewer" | "editor" | "admin" | "owner"} role who may see it
 * @property {() => Promise<unknown>} load
 * @property {(query: Record<string, string>) => unknown} show
 */

/** @type {[string, Part[]][]} */
const GROUPS = [
  ["You", [
    { path: "account", label: "My account", role: "viewer", load: () => import("./f-account.js"), show: () => html`<f-account></f-account>` },
  ]],
  ["Workspace", [
    { path: "workspace", label: "General", role: "viewer", load: () => import("./f-workspace.js"), show: () => html`<f-workspace></f-workspace>` },
    { path: "members", label: "Members", role: "viewer", load: () => import("./f-members.js"), show: (query) => html`<f-members .query=${query}></f-members>` },
    { path: "attributes", label: "Custom attributes", role: "viewer", load: () => import("./f-attributes.js"), show: (query) => html`<f-attributes .query=${query}></f-attributes>` },
    { path: "retention", label: "Retention", role: "admin", load: () => import("./f-retention.js"), show: () => html`<f-retention></f-retention>` },
    { path: "audit", label: "Audit trail", role: "admin", load: () => import("./f-audit.js"), show: (query) => html`<f-audit .query=${query}></f-audit>` },
  ]],
  ["Developers", [
    { path: "api-keys", label: "API keys", role: "admin", load: () => import("./f-api-keys.js"), show: (query) => html`<f-api-keys .query=${query}></f-api-keys>` },
    { path: "webhooks", label: "Webhooks", role: "viewer", load: () => import("./f-webhooks.js"), show: (query) => html`<f-webhooks .query=${query}></f-webhooks>` },
  ]],
  ["Installation", [
    { path: "workspaces", label: "Workspaces", role: "viewer", load: () => import("./f-workspaces.js"), show: (query) => html`<f-workspaces .query=${query}></f-workspaces>` },
  ]],
];
const PARTS = GROUPS.flatMap(([, parts]) => parts);

/** The settings, a part at a time. */
class SettingsPage extends Page {
  static properties = { ...Page.properties, loaded: { state: true } };

  constructor() {
    super();
    this.loaded = "";
  }

  get #part() {
    return this.params.part ? PARTS.find((p) => p.path === this.params.part) : PARTS.find((p) => p.path === "workspace");
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const part = this.#part;
    if (!changed.has("params") || !part) return;
    void part.load().then(() => (this.loaded = part.path));
  }

  /** On a small screen the row of parts is longer than the screen: the current one is in sight. @override */
  updated() {
    const row = this.querySelector(".parts");
    const current = row?.querySelector("[aria-current]");
    if (row && current) row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
  }

  #content() {
    const part = this.#part;
    if (!part) return html`<f-empty heading="There is no such setting" text="The address may be mistyped." .actions=${html`<a class="button" href="#/settings">Settings</a>`}></f-empty>`;
    if (!session.may(part.role)) return html`<p class="alert">${icon("info")}<span>Only an ${part.role} of the workspace may see this. Your role is ${session.member?.role}.</span></p>`;
    return this.loaded === part.path ? part.show(this.query) : html`<p class="quiet" role="status">Loading…</p>`;
  }

  /** @override */
  render() {
    const part = this.#part;
    return html`<div class="settings">
      <nav class="parts" aria-label="Settings">${GROUPS.map(([group, parts]) => {
        const shown = parts.filter((p) => session.may(p.role));
        return shown.length === 0 ? nothing : html`<div><h2>${group}</h2><ul>${shown.map((p) => html`<li><a href=${href(`/settings/${p.path}`)} aria-current=${p === part ? "page" : nothing}>${p.label}</a></li>`)}</ul></div>`;
      })}</nav>
      <div class="part"><f-header .heading=${part?.label === "General" ? "Workspace" : (part?.label ?? "Settings")}></f-header>${this.#content()}</div>
    </div>`;
  }
}
customElements.define("f-settings-page", SettingsPage);
