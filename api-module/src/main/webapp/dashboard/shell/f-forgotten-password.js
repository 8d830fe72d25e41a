import { html } from "lit";
import { api } from "../api.js";
import { Door } from "./door.js";
import "../components/f-field.js";

class ForgottenPassword extends Door {
  static properties = { ...Door.properties, sent: { state: true } };

  constructor() {
    super();
    this.sent = false;
  }

  /** @param {SubmitEvent} event */
  #ask(event) {
    return this.submit(event, async ({ email }) => {
      await api.post("/api/v1/password-reset", { email }, { open: true });
      this.sent = true;
      await this.updateComplete;
      this.querySelector("h1")?.focus();
    });
  }

  /** @override */
  render() {
    return this.door(
      this.sent
        ? html`<h1 tabindex="-1">Look into your mail</h1>
            <p class="quiet">If the address has an account, a link is on its way; it holds for an hour. Nothing comes? Where this server sends no mail, an admin of your workspace can make you a link.</p>`
        : html`<h1 tabindex="-1">Forgotten password</h1>
            <form class="stack" @submit=${this.#ask}>
              <f-problem .error=${this.problem?.beside(["/email"])}></f-problem>
              <f-field name="email" type="email" label="E-mail" autocomplete="username" required .error=${this.problem?.at("/email")}></f-field>
              ${this.submitButton("Send me a link")}
            </form>`,
      html`<a href="#/sign-in">Back to sign in</a>`,
    );
  }
}
customElements.define("f-forgotten-password", ForgottenPassword);
