import { api } from "../api.js";
import { date, dateTime, number, words } from "../format.js";

/** @typedef {"text" | "words" | "number" | "boolean" | "date" | "time"} Type */
/** @typedef {{name: string, label: string, type: Type, attribute?: string}} Field */

/** @type {Field[]} what every contact has */
const OWN = [
  { name: "name", label: "Name", type: "text" },
  { name: "email", label: "E-mail", type: "text" },
  { name: "phone", label: "Phone", type: "text" },
  { name: "external_id", label: "External id", type: "text" },
  { name: "created_at", label: "Created", type: "time" },
  { name: "updated_at", label: "Changed", type: "time" },
  { name: "last_seen_at", label: "Last seen", type: "time" },
  { name: "sources", label: "Sources", type: "words" },
];

const BY_VALUE = ["eq", "ne", "in", "not_in"];
const BY_PART = ["contains", "not_contains", "starts_with", "ends_with"];
const BY_ORDER = ["gt", "gte", "lt", "lte", "between"];
const BY_PRESENCE = ["is_set", "is_not_set"];

/** @type {Record<Type, string[]>} the operators of the filter language, by type, most used first */
export const OPERATORS = {
  text: ["contains", "eq", "ne", "not_contains", "starts_with", "ends_with", "in", "not_in", ...BY_ORDER, ...BY_PRESENCE],
  words: [...BY_VALUE, ...BY_PART, ...BY_PRESENCE],
  number: ["eq", "ne", ...BY_ORDER, "in", "not_in", ...BY_PRESENCE],
  boolean: ["eq", "ne", ...BY_PRESENCE],
  date: ["within_last", "gte", "lte", "between", "eq", "ne", "gt", "lt", ...BY_PRESENCE],
  time: ["within_last", "gte", "lte", "between", "gt", "lt", ...BY_PRESENCE],
};

/** @type {Record<string, string>} */
const WORDED = {
  eq: "is", ne: "is not", in: "is one of", not_in: "is none of", contains: "contains", not_contains: "does not contain", starts_with: "starts with",
  ends_with: "ends with", gt: "greater than", gte: "at least", lt: "less than", lte: "at most", between: "between", is_set: "has a value", is_not_set: "has no value", within_last: "in the last",
};
/** @type {Record<string, string>} */
const WORDED_FOR_DATES = { gt: "after", gte: "on or after", lt: "before", lte: "on or before" };

/** @param {string} op @param {Type} type */
export const operatorName = (op, type) => ((type === "date" || type === "time") && WORDED_FOR_DATES[op]) || WORDED[op] || words(op);

/** @param {AbortSignal} [signal] @returns {Promise<Field[]>} every contact's fields and the workspace's attributes that are not archived */
export async function readFields(signal) {
  const attributes = await api.all("/api/v1/custom-attributes", { signal });
  return [...OWN, ...attributes.filter((a) => !a.archived).map((a) => ({ name: `custom.${a.name}`, label: a.label, type: a.type, attribute: a.name }))];
}

/** @param {any} contact @param {Field} field */
export const valueOf = (contact, field) => (field.attribute ? contact.custom_attributes[field.attribute] : contact[field.name]);

/** @param {any} contact @param {Field} field */
export function shown(contact, field) {
  const value = valueOf(contact, field);
  if (value === null || value === undefined) return "";
  if (field.type === "time") return dateTime(value);
  if (field.type === "date") return date(value + "T12:00:00Z");
  if (field.type === "number") return number(value);
  if (field.type === "boolean") return value ? "Yes" : "No";
  return Array.isArray(value) ? value.map(words).join(", ") : String(value);
}

/** @param {any} contact */
export const contactName = (contact) => contact.name || contact.email || contact.phone || contact.external_id || "A contact";
