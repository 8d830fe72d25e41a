import { FoyerProblem } from "./client.js";
import { attribute, el, icon, ICONS } from "./dom.js";
import { phone } from "./phone.js";

/**
 * @typedef {import("./client.js").Form} Form
 * @typedef {import("./client.js").FormField} FormField
 * @typedef {{fields: Record<string, unknown>, consent?: boolean, website?: string}} Filled
 *
 * @typedef {object} FormHost
 * @property {import("./client.js").FoyerClient} client
 * @property {() => import("./texts.js").Texts} texts
 * @property {() => {lang: string, region?: string | null}} place
 * @property {(body: Filled | undefined) => void} send to be sent when that is possible; undefined dismisses the form
 * @property {() => Promise<void>} stale the form was closed elsewhere: fetch what is true now
 * @property {(problem: unknown) => string} explain
 *
 * @typedef {object} Control
 * @property {FormField} field
 * @property {HTMLInputElement} input
 * @property {HTMLElement} error
 * @property {ReturnType<typeof phone>} [phone]
 * @property {boolean} touched
 * @property {boolean} completed
 */

/** How an input of each type of field is made; numbers and addresses read left to right in every language. */
const INPUTS = /** @type {Record<string, Record<string, string>>} */ ({
  email: { type: "email", inputmode: "email", autocapitalize: "none", spellcheck: "false", dir: "ltr" },
  tel: { type: "tel", inputmode: "tel", dir: "ltr" },
  number: { type: "number", inputmode: "decimal", step: "any", dir: "ltr" },
  date: { type: "date" },
  boolean: { type: "checkbox" },
});

const PROGRESS_WAIT_MS = 2000;

/**
 * One lead form in the chat. It is never a gate: it stays where it is, keeps what was typed, and the visitor
 * may answer it, decline it or simply go on chatting.
 *
 * @param {Form} form
 * @param {FormHost} host
 */
export function leadForm(form, host) {
  const element = el("div", { as: "lead-form" });
  /** @type {Control[]} */
  let controls = [];
  /** @type {{input: HTMLInputElement, error: HTMLElement} | undefined} */
  let consent;
  let honeypot = el("input");
  let busy = false;
  const alert = el("p", { as: "form-error", class: "error", role: "alert" });
  const submit = el("button", { as: "submit", type: "submit", class: "button primary" });
  const dismiss = el("button", { as: "dismiss", type: "button", class: "button" });
  dismiss.onclick = () => {
    if (!busy) send(undefined);
  };

  /** Progress is told in order, one after the other. */
  let told = Promise.resolve();
  let telling = new AbortController();
  /** From the moment the visitor submits or dismisses nothing more is told: a closed form takes no progress. */
  let ended = false;

  const open = (it = form) => !/^(submitted|dismissed|expired)$/.test(it.status);

  function render() {
    const texts = host.texts();
    const { status } = form;
    element.dataset.status = status;
    element.className = open() ? "card" : "";
    if (open()) {
      element.replaceChildren(renderForm());
      watchUntilSeen();
    } else {
      const sent = status === "submitted";
      const text = sent ? texts.sent : status === "dismissed" ? texts.dismissed : texts.expired;
      element.replaceChildren(
        el("p", { as: sent ? "success" : status, class: `state${sent ? " sent" : ""}`, tabindex: -1 }, ...(sent ? [icon(ICONS.done)] : []), el("span", {}, text)),
      );
    }
  }

  function renderForm() {
    const texts = host.texts();
    const before = new Map(controls.map((control) => [control.field.name, control]));
    const agreed = consent?.input.checked;
    controls = form.fields.map((field) => control(field, before.get(field.name)));
    consent = form.consent && consentBox(Boolean(agreed), form.consent.required);
    honeypot = el("input", { name: "website", type: "text", tabindex: -1, autocomplete: "off" });
    dismiss.textContent = texts.dismiss;
    wait(busy);
    const node = el(
      "form",
      // The server is the judge of values: the browser's own idea of an e-mail address refuses real ones.
      { novalidate: true, "aria-label": texts.form },
      ...controls.map((each) => rowOf(each, texts)),
      ...(consent && form.consent ? [tickRow(form.consent.text, consent)] : []),
      el("div", { class: "unseen", "aria-hidden": "true" }, honeypot),
      alert,
      el("div", { class: "actions" }, submit, dismiss),
    );
    node.onsubmit = (event) => {
      event.preventDefault();
      check();
    };
    return node;
  }

  /** @param {FormField} field @param {Control} [before] the same one, as it was drawn until now @returns {Control} */
  function control(field, before) {
    const texts = host.texts();
    const attributes = INPUTS[field.type] ?? { type: "text" };
    const id = `${form.id}-${field.name}`;
    const error = el("p", { as: `error-${field.name}`, class: "error", id: `${id}-error`, hidden: true });
    const input = el("input", {
      as: `field-${field.name}`,
      id,
      name: field.name,
      required: field.required,
      placeholder: field.type === "boolean" ? null : field.placeholder || null,
      autocomplete: field.autocomplete || null,
      "aria-describedby": error.id,
      ...attributes,
    });
    if (field.type === "boolean") input.checked = before ? before.input.checked : field.value === "true";
    else input.value = before?.input.value ?? field.value ?? "";
    /** @type {Control} */
    const made = { field, input, error, touched: before?.touched ?? false, completed: before?.completed ?? false };
    if (field.type === "tel") {
      const { lang, region } = host.place();
      made.phone = phone(input, { lang, region: before?.phone?.select.value ?? region, label: texts.country });
    }
    const touch = () => {
      made.touched = true;
      begin();
      mark(made, "");
    };
    input.addEventListener("input", touch);
    made.phone?.select.addEventListener("change", touch);
    input.addEventListener("change", () => {
      if (made.completed || valueOf(made) === undefined) return;
      made.completed = true;
      tell("field_completed", field.name);
    });
    return made;
  }

  /** Never ticked beforehand: consent is an act of the visitor's. @param {boolean} checked @param {boolean} required */
  function consentBox(checked, required) {
    const id = `${form.id}-consent`;
    const error = el("p", { as: "error-consent", class: "error", id: `${id}-error`, hidden: true });
    const input = el("input", { as: "consent", id, type: "checkbox", name: "consent", required, "aria-describedby": error.id });
    input.checked = checked;
    const box = { input, error };
    input.addEventListener("change", () => {
      begin();
      mark(box, "");
    });
    return box;
  }

  function watchUntilSeen() {
    if (form.status !== "offered") return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        if (form.status !== "offered") return;
        form = { ...form, status: "seen" };
        tell("seen");
      },
      { threshold: 0.3 },
    );
    observer.observe(element);
  }

  function begin() {
    if (form.status === "started" || !open()) return;
    if (form.status === "offered") tell("seen");
    form = { ...form, status: "started" };
    tell("started");
  }

  /** @param {import("./client.js").Progress} event @param {string} [field] */
  function tell(event, field) {
    if (ended || !open()) return;
    const { signal } = telling;
    // Only counted, never needed: a failure is no concern of the visitor's.
    told = told.then(() => (signal.aborted ? undefined : host.client.progress(form.id, event, field, signal))).catch(() => {});
  }

  function check() {
    if (busy) return;
    const texts = host.texts();
    alert.textContent = "";
    /** @type {Map<string, string>} */
    const errors = new Map();
    /** @type {Record<string, unknown>} */
    const fields = {};
    for (const each of controls) {
      mark(each, "");
      const value = valueOf(each);
      const { field, input } = each;
      const { name, type } = field;
      if (input.validity.badInput) errors.set(name, type === "date" ? texts.fieldDate : texts.fieldNumber);
      else if (value === undefined) field.required && errors.set(name, texts.fieldRequired);
      // Only what cannot be one in any way: everything else the server knows better.
      else if (type === "email" && !/^\S+@\S+$/.test(String(value))) errors.set(name, texts.fieldEmail);
      else if (type === "tel" && !/\d/.test(input.value)) errors.set(name, texts.fieldPhone);
      else fields[name] = value;
    }
    const agreed = consent?.input.checked;
    const unticked = form.consent?.required && !agreed ? texts.consentRequired : "";
    if (errors.size > 0 || unticked) return refuse(errors, unticked);
    const website = honeypot.value;
    send({ fields, ...(consent && { consent: agreed }), ...(website && { website }) });
  }

  /** @param {Filled | undefined} body */
  function send(body) {
    alert.textContent = "";
    wait(true);
    host.send(body);
  }

  /** @param {Map<string, string>} errors by field @param {string} unticked what is wrong with the consent, empty: nothing */
  function refuse(errors, unticked) {
    /** @type {Control | undefined} */
    let first;
    for (const each of controls) {
      const message = errors.get(each.field.name);
      if (message === undefined) continue;
      first ??= each;
      mark(each, message);
      each.completed = false;
      tell("field_error", each.field.name);
    }
    if (consent && unticked) mark(consent, unticked);
    (first ?? consent)?.input.focus();
  }

  /** What the server says of a field, in the visitor's language as far as that can be told. @param {FormField} field @param {string} message */
  function worded({ type }, message) {
    const texts = host.texts();
    const most = /at most (\d+) characters/.exec(message)?.[1];
    if (message === "is required") return texts.fieldRequired;
    if (most) return texts.fieldLong.replace("{most}", most);
    const own = { email: texts.fieldEmail, tel: texts.fieldPhone, number: texts.fieldNumber, date: texts.fieldDate }[type];
    return own ?? message;
  }

  /** @param {boolean} now */
  function wait(now) {
    busy = now;
    const { sending, submit: label } = host.texts();
    submit.textContent = busy ? sending : label;
    // Not the disabled attribute, which would drop the focus.
    for (const button of [submit, dismiss]) attribute(button, "aria-disabled", String(busy));
    for (const { input } of controls) input.readOnly = busy;
  }

  render();

  return {
    element,
    /** @param {Form} now as the server has it; what was typed stays */
    update(now) {
      // A closed form stays closed: a message that brings it again may be older.
      if (open(now) && !open()) return;
      form = now;
      if (!open()) {
        busy = false;
        const focused = focusIn(element);
        render();
        if (focused) focusFirst(element);
      }
    },
    /** Draws it again, in another language for instance. */
    render,
    /** Nothing more is told of the form, and nothing that was told is still under way. A progress that hangs holds nobody up. */
    async quiet() {
      ended = true;
      const timer = setTimeout(() => telling.abort(), PROGRESS_WAIT_MS);
      await told;
      clearTimeout(timer);
    },
    /** @param {boolean} now the sending takes place, or waits to */
    wait,
    /** @param {"submitted" | "dismissed"} status */
    close(status) {
      const focused = focusIn(element);
      ended = true;
      busy = false;
      form = { ...form, status };
      render();
      // The pressed button is gone: without this a keyboard would be back at the top of the page.
      if (focused) focusFirst(element);
    },
    /** The server would not have it. @param {unknown} problem */
    async fail(problem) {
      const texts = host.texts();
      wait(false);
      if (problem instanceof FoyerProblem && [401, 404, 409].includes(problem.status)) {
        // Answered in another tab, or expired: the history knows which.
        await host.stale().catch(() => {});
        if (open()) alert.textContent = texts.failed;
        return;
      }
      ended = false;
      telling = new AbortController();
      /** @type {Map<string, string>} */
      const errors = new Map();
      let unticked = "";
      for (const { pointer, message } of problem instanceof FoyerProblem ? problem.violations : []) {
        const name = /^\/fields\/([^/]+)$/.exec(pointer ?? "")?.[1];
        const each = controls.find(({ field }) => field.name === name);
        if (consent && pointer === "/consent") unticked = texts.consentRequired;
        else if (each && name && !errors.has(name)) errors.set(name, worded(each.field, message));
        else if (!each) alert.textContent = message;
      }
      if (errors.size > 0 || unticked) refuse(errors, unticked);
      else if (!alert.textContent) alert.textContent = host.explain(problem);
    },
  };
}

/** @param {HTMLElement} element */
function focusIn(element) {
  const root = element.getRootNode();
  return root instanceof ShadowRoot && element.contains(root.activeElement);
}

/** @param {HTMLElement} element */
function focusFirst(element) {
  /** @type {HTMLElement | null} */
  const first = element.querySelector("[tabindex]");
  first?.focus({ preventScroll: true });
}

/**
 * @param {Control} control
 * @param {import("./texts.js").Texts} texts
 */
function rowOf({ field, input, error, phone: choice }, texts) {
  if (field.type === "boolean") return tickRow(field.label || field.name, { input, error });
  const label = el("label", { for: input.id }, el("span", { dir: "auto" }, field.label || field.name));
  if (!field.required) label.append(" ", el("span", { class: "optional" }, `(${texts.optional})`));
  return el("div", { class: "row" }, label, choice?.element ?? input, error);
}

/** @param {string} text @param {{input: HTMLInputElement, error: HTMLElement}} box */
function tickRow(text, { input, error }) {
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
  attribute(input, "aria-invalid", message ? "true" : null);
}

/**
 * What the API gets; undefined: nothing was given.
 *
 * @param {Control} control
 * @returns {string | number | boolean | undefined}
 */
function valueOf({ field, input, touched, phone: choice }) {
  // A box never ticked is no answer; one that was ticked and cleared again is "no".
  if (field.type === "boolean") return input.checked || touched || field.required ? input.checked : undefined;
  const text = choice ? choice.value() : input.value.trim();
  if (!text) return undefined;
  return field.type === "number" ? input.valueAsNumber : text;
}
