import { html, nothing } from "lit";
import { api } from "../api.js";
import { Load } from "../load.js";
import { go } from "../router.js";
import { session } from "../session.js";
import { Door } from "./door.js";
import "../components/f-field.js";

/** `#/invitation?token=…`: somebody new chooses a name and a password; who has an account gives its password. */
class Invitation extends Door {
  constructor() {
    super();
    this.invitation = new Load(this, (signal) => api.post("/api/v1/invitations/preview", { token: this.query.token ?? "" }, { open: true, signal }));
  }

  /** @override @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has("query")) void this.invitation.run();
  }

  /** @param {SubmitEvent} event */
  #accept(event) {
    return this.submit(event, async (values) => {
      const opened = await api.post("/api/v1/invitations/acceptance", { token: this.query.token, ...values }, { open: true });
      go("/agents", {}, { replace: true });
      await session.opened(opened);
    });
  }

  /** @override */
  render() {
    const { value: to, error } = this.invitation;
    const known = to?.account_exists;
    return this.door(
      error
        ? html`<h1 tabindex="-1">Invitation</h1><div class="stack"><f-problem .error=${error}></f-problem><p class="quiet">Ask whoever invited you for a new link.</p></div>`
        : html`<h1 tabindex="-1">${to ? `Join ${to.workspace_name}` : "Invitation"}</h1>
            ${to
              ? html`<p class="quiet">As ${to.role}, with ${to.email}.</p>
                <form class="stack" @submit=${this.#accept}>
                  <f-problem .error=${this.problem?.beside(["/name", "/password"])}></f-problem>
                  ${known ? nothing : html`<f-field name="name" label="Your name" autocomplete="name" required .error=${this.problem?.at("/name")}></f-field>`}
                  <f-field name="password" type="password" label=${known ? "Password of your account" : "Choose a password"} autocomplete=${known ? "current-password" : "new-password"} required .error=${this.problem?.at("/password")}></f-field>
                  ${this.submitButton("Join")}
                </form>`
              : html`<p class="quiet" role="status">Loading…</p>`}`,
      html`<a href="#/sign-in">Sign in instead</a>`,
    );
  }
}
customElements.define("f-invitation", Invitation);
