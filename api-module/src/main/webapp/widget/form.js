import { FoyerProblem, idempotencyKey } from "./client.js";
import { el, icon, ICONS } from "./dom.js";

/**
 * @typedef {import("./client.js").Form} Form
 * @typedef {import("./client.js").FormField} FormField
 *
 * @typedef {object} FormHost
 * @property {import("./client.js").FoyerClient} client
 * @property {import("./texts.js").Texts} texts
 * @property {(message: string | null) => void} answered submitted or dismissed; what the agent says to it
 * @property {() => Promise<void>} stale the form was closed elsewhere: fetch what is true now
 * @property {(problem: unknown) => string} explain
 *
 * @typedef {object} Control
 * @property {FormField} field
 * @property {HTMLInputElement} input
 * @property {HTMLElement} error
 * @property {boolean} touched
 * @property {boolean} completed
 */

const INPUT_TYPES = /** @type {Record<string, string>} */ ({
  email: "email",
  phone: "tel",
  tel: "tel",
  number: "number",
  date: "date",
  boolean: "checkbox",
  url: "url",
});

const PROGRESS_WAIT_MS = 2000;

/**
 * One lead form in the chat. It is never a gate: it stays where it is, keeps what was typed, and the visitor
 * may answer it, decline it or simply go on chatting.
 */
export class LeadForm {
  element = el("div", { as: "lead-form", class: "card" });
  #form;
  #host;
  /** @type {Control[]} */
  #controls = [];
  #busy = false;
  /** Progress is told in order, one after the other. @type {Promise<void>} */
  #told = Promise.resolve();
  /** The submission whose fate is unknown. @type {{body: string, key: string} | undefined} */
  #unsure;
  #alert = el("p", { as: "form-error", class: "error", role: "alert" });
  #submit = el("button", { as: "submit", type: "submit", class: "button primary" });
  #dismiss = el("button", { as: "dismiss", type: "button", class: "button" });
  /** @type {HTMLInputElement | undefined} */
  #honeypot;
  /** @type {{input: HTMLInputElement, error: HTMLElement} | undefined} */
  #consent;

  /** @param {Form} form @param {FormHost} host */
  constructor(form, host) {
    this.#form = form;
    this.#host = host;
    this.#render();
  }

  /** @param {Form} form as the server has it now; what was typed stays */
  update(form) {
    const wasOpen = this.#open;
    this.#form = form;
    if (this.#open !== wasOpen || !wasOpen) this.#render();
  }

  get #open() {
    return !/^(submitted|dismissed|expired)$/.test(this.#form.status);
  }

  #render() {
    const { texts } = this.#host;
    const { status } = this.#form;
    this.element.dataset.status = status;
    this.element.className = this.#open ? "card" : "";
    if (this.#open) {
      this.element.replaceChildren(this.#renderForm());
      this.#watchUntilSeen();
    } else if (status === "submitted") {
      this.element.replaceChildren(
        el("p", { as: "success", class: "state sent", tabindex: -1 }, icon(ICONS.done), el("span", {}, texts.sent)),
      );
    } else {
      const text = status === "dismissed" ? texts.dismissed : texts.expired;
      this.element.replaceChildren(el("p", { as: status, class: "state", tabindex: -1 }, text));
    }
  }

  #renderForm() {
    const { texts } = this.#host;
    this.#controls = this.#form.fields.map((field) => this.#control(field));
    this.#consent = this.#form.consent && this.#consentBox(this.#form.consent);
    this.#honeypot = el("input", { name: "website", type: "text", tabindex: -1, autocomplete: "off" });
    this.#submit.textContent = texts.submit;
    this.#dismiss.textContent = texts.dismiss;
    this.#dismiss.onclick = () => this.#decline();
    this.#alert.textContent = "";
    const form = el(
      "form",
      // The server is the one judge of values: the browser's own idea of an e-mail address refuses real ones.
      { novalidate: true, "aria-label": texts.form },
      ...this.#controls.map((control) => rowOf(control, texts)),
      ...(this.#consent && this.#form.consent ? [consentRow(this.#form.consent, this.#consent)] : []),
      el("div", { class: "unseen", "aria-hidden": "true" }, el("label", {}, texts.honeypot, this.#honeypot)),
      this.#alert,
      el("div", { class: "actions" }, this.#submit, this.#dismiss),
    );
    form.onsubmit = (event) => {
      event.preventDefault();
      this.#send();
    };
    return form;
  }

  /** @param {FormField} field @returns {Control} */
  #control(field) {
    const type = INPUT_TYPES[field.type] ?? "text";
    const id = `${this.#form.id}-${field.name}`;
    const error = el("p", { as: `error-${field.name}`, class: "error", id: `${id}-error`, hidden: true });
    const input = el("input", {
      as: `field-${field.name}`,
      id,
      type,
      name: field.name,
      required: field.required,
      placeholder: type === "checkbox" ? null : field.placeholder,
      autocomplete: field.autocomplete,
      "aria-describedby": error.id,
      step: type === "number" ? "any" : null,
      autocapitalize: type === "email" ? "none" : null,
      spellcheck: type === "text" ? null : "false",
      // Addresses and numbers read left to right in every language.
      dir: type === "text" ? "auto" : type === "checkbox" || type === "date" ? null : "ltr",
    });
    const control = { field, input, error, touched: false, completed: false };
    input.addEventListener("input", () => {
      control.touched = true;
      this.#begin();
      mark(control, "");
    });
    input.addEventListener("change", () => {
      if (control.completed || valueOf(control) === undefined) return;
      control.completed = true;
      this.#tell("field_completed", field.name);
    });
    return control;
  }

  /** Never ticked beforehand: consent is an act of the visitor's. @param {import("./client.js").Consent} consent */
  #consentBox(consent) {
    const id = `${this.#form.id}-consent`;
    const error = el("p", { as: "error-consent", class: "error", id: `${id}-error`, hidden: true });
    const input = el("input", {
      as: "consent",
      id,
      type: "checkbox",
      name: "consent",
      required: consent.required,
      "aria-describedby": error.id,
    });
    const box = { input, error };
    input.addEventListener("change", () => {
      this.#begin();
      mark(box, "");
    });
    return box;
  }

  #watchUntilSeen() {
    if (this.#form.status !== "offered") return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      if (this.#form.status !== "offered") return;
      this.#advance("seen");
      this.#tell("seen");
    }, { threshold: 0.3 });
    observer.observe(this.element);
  }

  #begin() {
    if (this.#form.status === "started" || !this.#open) return;
    if (this.#form.status === "offered") this.#tell("seen");
    this.#advance("started");
    this.#tell("started");
  }

  /** @param {Form["status"]} status */
  #advance(status) {
    this.#form = { ...this.#form, status };
  }

  /** @param {import("./client.js").Progress} event @param {string} [field] */
  #tell(event, field) {
    const { client } = this.#host;
    // Only counted, never needed: a failure is no concern of the visitor's.
    this.#told = this.#told.then(() => client.progress(this.#form.id, event, field)).catch(() => {});
  }

  /**
   * A closed form takes no progress: leaving the last field by pressing the button must not be overtaken by the
   * button's own request. A progress that hangs holds nobody up for long.
   */
  #progressTold() {
    return Promise.race([this.#told, new Promise((resolve) => setTimeout(resolve, PROGRESS_WAIT_MS))]);
  }

  async #send() {
    if (this.#busy) return;
    const { client, texts, answered } = this.#host;
    this.#complain("");
    const errors = new Map();
    /** @type {Record<string, unknown>} */
    const fields = {};
    for (const control of this.#controls) {
      mark(control, "");
      const value = valueOf(control);
      const { field, input } = control;
      if (input.validity.badInput) errors.set(field.name, input.type === "date" ? texts.fieldDate : texts.fieldNumber);
      else if (value !== undefined) fields[field.name] = value;
      else if (field.required) errors.set(field.name, texts.fieldRequired);
    }
    const consent = this.#consent?.input.checked;
    const unticked = Boolean(this.#form.consent?.required) && !consent;
    if (errors.size > 0 || unticked) return this.#refuse(errors, unticked ? texts.consentRequired : "");

    const website = this.#honeypot?.value;
    const body = { fields, ...(this.#consent && { consent }), ...(website && { website }) };
    const same = JSON.stringify(body);
    const attempt = this.#unsure?.body === same ? this.#unsure : { body: same, key: idempotencyKey() };
    this.#unsure = undefined;
    this.#wait(true);
    try {
      await this.#progressTold();
      const { message } = await client.submit(this.#form.id, body, attempt.key);
      this.#close("submitted");
      answered(message);
    } catch (problem) {
      if (problem instanceof FoyerProblem && problem.uncertain) this.#unsure = attempt;
      await this.#fail(problem);
    } finally {
      this.#wait(false);
    }
  }

  async #decline() {
    if (this.#busy) return;
    this.#complain("");
    this.#wait(true);
    try {
      await this.#progressTold();
      const { message } = await this.#host.client.dismiss(this.#form.id);
      this.#close("dismissed");
      this.#host.answered(message);
    } catch (problem) {
      await this.#fail(problem);
    } finally {
      this.#wait(false);
    }
  }

  /** @param {unknown} problem */
  async #fail(problem) {
    const { texts, explain, stale } = this.#host;
    if (!(problem instanceof FoyerProblem)) throw problem;
    if (problem.status === 409 || problem.status === 404 || problem.status === 401) {
      // Answered in another tab, or expired: the history knows which.
      await stale().catch(() => this.#complain(texts.formFailed));
      if (this.#open) this.#complain(texts.formFailed);
      return;
    }
    const errors = new Map();
    let unticked = "";
    for (const { pointer, message } of problem.violations) {
      if (this.#consent && pointer === "/consent") {
        unticked = texts.consentRequired;
        continue;
      }
      const name = /^\/fields\/([^/]+)$/.exec(pointer ?? "")?.[1];
      const known = this.#controls.some(({ field }) => field.name === name);
      if (known && !errors.has(name)) errors.set(name, message);
      else if (!known) this.#complain(message);
    }
    if (errors.size > 0 || unticked) this.#refuse(errors, unticked);
    else if (!this.#alert.textContent) this.#complain(problem.uncertain ? texts.formFailed : explain(problem));
  }

  /** @param {Map<string, string>} errors by field @param {string} unticked what is wrong with the consent, empty: nothing */
  #refuse(errors, unticked) {
    /** @type {Control | undefined} */
    let first;
    for (const control of this.#controls) {
      const message = errors.get(control.field.name);
      if (message === undefined) continue;
      first ??= control;
      mark(control, message || this.#host.texts.fieldsWrong);
      control.completed = false;
      this.#tell("field_error", control.field.name);
    }
    if (this.#consent && unticked) mark(this.#consent, unticked);
    (first ?? this.#consent)?.input.focus();
  }

  /** @param {string} text */
  #complain(text) {
    this.#alert.textContent = text;
  }

  /** @param {"submitted" | "dismissed"} status */
  #close(status) {
    const root = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const focused = this.element.contains(root.activeElement);
    this.#advance(status);
    this.#render();
    // The pressed button is gone: without this a keyboard would be back at the top of the page.
    if (focused) /** @type {HTMLElement | null} */ (this.element.firstElementChild)?.focus({ preventScroll: true });
  }

  /** @param {boolean} busy */
  #wait(busy) {
    this.#busy = busy;
    this.#submit.textContent = busy ? this.#host.texts.sending : this.#host.texts.submit;
    // Not the disabled attribute, which would drop the focus.
    for (const button of [this.#submit, this.#dismiss]) button.setAttribute("aria-disabled", String(busy));
  }
}

/**
 * @param {Control} control
 * @param {import("./texts.js").Texts} texts
 */
function rowOf({ field, input, error }, texts) {
  const label = el("label", { for: input.id }, el("span", { dir: "auto" }, field.label || field.name));
  if (!field.required && input.type !== "checkbox") label.append(" ", el("span", { class: "optional" }, `(${texts.optional})`));
  if (input.type === "checkbox") return el("div", { class: "row" }, el("div", { class: "tick" }, input, label), error);
  return el("div", { class: "row" }, label, input, error);
}

/**
 * @param {import("./client.js").Consent} consent
 * @param {{input: HTMLInputElement, error: HTMLElement}} box
 */
function consentRow({ text }, { input, error }) {
  const label = el("label", { for: input.id }, el("span", { dir: "auto" }, text));
  return el("div", { class: "row" }, el("div", { class: "tick" }, input, label), error);
}

/**
 * @param {{input: HTMLInputElement, error: HTMLElement}} control
 * @param {string} message empty: nothing is wrong
 */
function mark({ input, error }, message) {
  error.textContent = message;
  error.hidden = !message;
  if (message) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

/**
 * What the API gets; undefined: nothing was given.
 *
 * @param {Control} control
 * @returns {string | number | boolean | undefined}
 */
function valueOf({ field, input, touched }) {
  // A box never ticked is no answer; one that was ticked and cleared again is "no".
  if (input.type === "checkbox") return input.checked || touched || field.required ? input.checked : undefined;
  const text = input.value.trim();
  if (!text) return undefined;
  return input.type === "number" ? input.valueAsNumber : text;
}
