import { html } from "lit";
import { session } from "../session.js";
import { Door } from "./door.js";
import "../components/f-field.js";

class SignIn extends Door {
  /** @override */
  render() {
    return this.door(
      html`<h1 tabindex="-1">Sign in</h1>
        <form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.submit(e, (v) => session.signIn(v.email, v.password))}>
          <f-problem .error=${this.problem?.beside(["/email", "/password"])}></f-problem>
          <f-field name="email" type="email" label="E-mail" autocomplete="username" required .error=${this.problem?.at("/email")}></f-field>
          <f-field name="password" type="password" label="Password" autocomplete="current-password" required .error=${this.problem?.at("/password")}></f-field>
          ${this.submitButton("Sign in")}
        </form>`,
      html`<a href="#/forgotten-password">Forgotten your password?</a>`,
    );
  }
}
customElements.define("f-sign-in", SignIn);
