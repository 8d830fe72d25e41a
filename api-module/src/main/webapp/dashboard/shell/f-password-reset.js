import { html } from "lit";
import { api } from "../api.js";
import { go } from "../router.js";
import { toast } from "../components/toast.js";
import { Door } from "./door.js";
import "../components/f-field.js";

/** `#/password-reset?token=…`, where the link in the mail leads. */
class PasswordReset extends Door {
  /** @param {SubmitEvent} event */
  #set(event) {
    return this.submit(event, async ({ password }) => {
      await api.post("/api/v1/password-reset/confirmation", { token: this.query.token ?? "", password }, { open: true });
      toast("Your password is changed. Sign in with it.");
      go("/sign-in", {}, { replace: true });
    });
  }

  /** @override */
  render() {
    return this.door(
      html`<h1 tabindex="-1">Choose a new password</h1>
        <form class="stack" @submit=${this.#set}>
          <f-problem .error=${this.problem?.beside(["/password"])}></f-problem>
          <f-field name="password" type="password" label="New password" autocomplete="new-password" required .error=${this.problem?.at("/password")}></f-field>
          ${this.submitButton("Set password")}
        </form>`,
      html`The link is used up? <a href="#/forgotten-password">Ask for another one</a>`,
    );
  }
}
customElements.define("f-password-reset", PasswordReset);
