import { el, icon, ICONS } from "./dom.js";

/**
 * @typedef {import("./client.js").Message} Message
 * @typedef {import("./client.js").Part} Part
 *
 * @typedef {object} Stage what a message needs of the chat it is shown in
 * @property {import("./texts.js").Texts} texts
 * @property {(form: import("./client.js").Form) => HTMLElement} form one element per form, however often it is shown
 * @property {(confirmation: string, accept: boolean, undo: () => void) => void} confirm `undo`: if it is not taken
 * @property {(choice: import("./client.js").Choice) => void} choose
 */

/**
 * @param {Message} message
 * @param {Stage} stage
 * @returns {HTMLElement}
 */
export function renderMessage(message, stage) {
  const { author, author_name: name } = message;
  const { you, agent, member } = stage.texts;
  const speaker = author === "visitor" ? you : author === "member" ? name || member : agent;
  return el(
    "div",
    { as: "message", class: "message", "data-author": author, "data-id": message.id },
    // Bubbles on two sides tell who speaks to those who see them only.
    el("span", { class: author === "member" ? "speaker" : "unseen", dir: "auto" }, `${speaker} `),
    ...message.parts.flatMap((part) => renderPart(part, stage, author !== "visitor")),
  );
}

/** Web addresses in a text; the sentence's own punctuation at their end is not theirs. */
const ADDRESS = /https?:\/\/[^\s<>"'()]+(?:\([^\s<>"'()]*\)[^\s<>"'()]*)*/g;

/** @param {string} text @param {boolean} [links] whether web addresses in it are to be links */
export function bubble(text, links) {
  const node = el("p", { class: "bubble", part: "bubble" });
  let from = 0;
  for (const found of links ? text.matchAll(ADDRESS) : []) {
    const address = found[0].replace(/[.,;:!?…]+$/, "");
    node.append(text.slice(from, found.index), el("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, address));
    from = found.index + address.length;
  }
  node.append(text.slice(from));
  return node;
}

/**
 * @param {Part} part
 * @param {Stage} stage
 * @param {boolean} links
 * @returns {HTMLElement[]} empty for a kind of part that a newer server knows and this widget does not
 */
function renderPart(part, stage, links) {
  switch (part.type) {
    case "text":
      return part.text ? [bubble(part.text, links)] : [];
    case "notice":
      return [el("p", { class: "quiet" }, part.text)];
    case "lead_form":
      return [stage.form(part.form)];
    case "confirmation":
      return renderConfirmation(part, stage);
    case "choices":
      return renderChoices(part, stage);
    default:
      return [];
  }
}

/**
 * @param {Extract<Part, {type: "confirmation"}>} part
 * @param {Stage} stage
 */
function renderConfirmation({ id, text, status }, { texts, confirm }) {
  /** @param {string} answer */
  const closed = (answer) => [icon(ICONS.done), el("span", {}, answer)];
  const row = el("div", { as: "confirmation", class: "options" });

  /** @param {boolean} accept */
  const option = (accept) => {
    const label = accept ? texts.yes : texts.no;
    const button = el("button", { as: accept ? "confirm-yes" : "confirm-no", type: "button", class: "option" }, label);
    button.addEventListener("click", () => {
      const open = [...row.childNodes];
      row.className = "state";
      row.tabIndex = -1;
      row.replaceChildren(...closed(label));
      // The pressed button is gone: without this a keyboard would be back at the top of the page.
      row.focus();
      confirm(id, accept, () => {
        row.className = "options";
        row.replaceChildren(...open);
      });
    });
    return button;
  };

  if (status !== "pending") {
    row.className = "state";
    row.append(...closed({ accepted: texts.yes, declined: texts.no }[status] ?? texts.answered));
  } else {
    row.append(option(true), option(false));
  }
  return [bubble(text, true), row];
}

/**
 * @param {Extract<Part, {type: "choices"}>} part
 * @param {Stage} stage
 */
function renderChoices({ text, choices }, { choose }) {
  // Shown until the visitor says something else: the style sheet hides them before a later visitor message.
  const row = el("div", { as: "choices", class: "options choices" });
  for (const choice of choices) {
    const button = el("button", { as: "choice", type: "button", class: "option", dir: "auto" }, choice.title);
    button.addEventListener("click", () => choose(choice));
    row.append(button);
  }
  return text ? [bubble(text, true), row] : [row];
}
