/** Every text of the interface. An agent's public look may replace any of them (`texts`, same keys). */
export const TEXTS = {
  open: "Open chat",
  close: "Close chat",
  title: "Chat",
  subtitle: "Virtual assistant",
  log: "Conversation",
  composer: "Your message",
  placeholder: "Write a message…",
  send: "Send message",
  typing: "Typing…",
  you: "You:",
  agent: "Assistant:",
  member: "Team",
  yes: "Yes",
  no: "No",
  answered: "Answered",
  form: "Contact form",
  optional: "optional",
  submit: "Send",
  sending: "Sending…",
  dismiss: "Not now",
  sent: "Sent",
  dismissed: "You skipped this form.",
  expired: "This form is no longer open.",
  honeypot: "Leave this field empty",
  fieldRequired: "Please fill in this field.",
  consentRequired: "Please tick this box to continue.",
  fieldNumber: "Please enter a number.",
  fieldDate: "Please enter a complete date.",
  fieldsWrong: "Please check the marked fields.",
  formFailed: "That did not go through. Nothing is lost: please try again.",
  retry: "Try again",
  tooFast: "That was a bit quick for us. Please try again in a moment; your text is still here.",
  tooFastFor: "That was a bit quick for us. Please try again in {seconds} s; your text is still here.",
  offline: "We can’t reach the chat right now. Your text is still here, please try again.",
  noStart: "We can’t reach the chat right now.",
  interrupted: "The connection was interrupted before the answer was complete.",
  failed: "That did not work. Please try again.",
};

/** @typedef {typeof TEXTS} Texts */

/**
 * @param {unknown} own an agent's texts; what is unknown or no string is left out
 * @returns {Texts}
 */
export function textsWith(own) {
  const texts = { ...TEXTS };
  if (typeof own === "object" && own !== null) {
    for (const [key, text] of Object.entries(own)) {
      if (Object.hasOwn(TEXTS, key) && typeof text === "string" && text) texts[/** @type {keyof Texts} */ (key)] = text;
    }
  }
  return texts;
}
