/** Every text of the interface, in English. The other languages lie in `locales/` and are fetched where they are spoken. */
export const TEXTS = {
  open: "Open chat",
  close: "Close chat",
  title: "Chat",
  subtitle: "Virtual assistant",
  unread: "{count} unread",
  hideGreeting: "Hide this greeting",
  log: "Conversation",
  composer: "Your message",
  placeholder: "Write a message…",
  send: "Send message",
  typing: "Typing…",
  soundOn: "Turn sound on",
  soundOff: "Turn sound off",
  you: "You:",
  agent: "Assistant:",
  member: "Team",
  yes: "Yes",
  no: "No",
  answered: "Answered",
  form: "Contact form",
  country: "Country",
  optional: "optional",
  submit: "Send",
  sending: "Sending…",
  dismiss: "Not now",
  sent: "Sent",
  dismissed: "You skipped this form.",
  expired: "This form is no longer open.",
  fieldRequired: "Please fill in this field.",
  fieldEmail: "Please enter one e-mail address, such as ana@example.com.",
  fieldPhone: "Please enter a complete phone number.",
  fieldNumber: "Please enter a number.",
  fieldDate: "Please enter a complete date.",
  fieldLong: "Please use at most {most} characters.",
  consentRequired: "Please tick this box to continue.",
  waiting: "Not sent yet",
  retry: "Try now",
  offline: "You seem to be offline. Nothing is lost: we go on as soon as the connection is back.",
  tooFast: "That was a bit quick for us. Nothing is lost: we go on in {seconds} seconds.",
  failed: "That did not work. Nothing is lost: please try again.",
};

/** @typedef {typeof TEXTS} Texts */

const SPOKEN = ["de", "es", "fr", "it", "nl", "pt"];

/**
 * The texts in a language, English where it is not spoken here.
 *
 * @param {string} locale
 * @param {string} host where Foyer is served
 * @returns {Promise<Partial<Texts>>}
 */
export async function textsIn(locale, host) {
  const language = locale.slice(0, 2).toLowerCase();
  if (!SPOKEN.includes(language)) return {};
  try {
    const response = await fetch(`${host}/widget/locales/${language}.json`, { credentials: "omit" });
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}

/**
 * @param {...unknown} own later ones win; what is unknown or no string is left out
 * @returns {Texts}
 */
export function textsWith(...own) {
  const texts = { ...TEXTS };
  for (const some of own) {
    if (typeof some !== "object" || some === null) continue;
    for (const [key, text] of Object.entries(some)) {
      if (Object.hasOwn(TEXTS, key) && typeof text === "string" && text) texts[/** @type {keyof Texts} */ (key)] = text;
    }
  }
  return texts;
}
