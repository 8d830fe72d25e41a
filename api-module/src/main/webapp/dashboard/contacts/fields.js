import { api } from "../api.js";
import { date, dateTime, number, words } from "../format.js";

/** @typedef {import("../components/f-filter.js").Field} Field */

/** @satisfies {Record<string, Field>} what a person is known by, the same for contacts and for what endpoints are told */
export const PERSON = {
  name: { name: "name", label: "Name", type: "text" },
  email: { name: "email", label: "E-mail", type: "text" },
  phone: { name: "phone", label: "Phone", type: "text" },
  externalId: { name: "external_id", label: "External id", type: "text" },
};

/** @type {Field[]} what every contact has */
const OWN = [
  ...Object.values(PERSON),
  { name: "created_at", label: "Created", type: "time" },
  { name: "updated_at", label: "Changed", type: "time" },
  { name: "last_seen_at", label: "Last seen", type: "time" },
  { name: "sources", label: "Sources", type: "words" },
];

/** @param {AbortSignal} [signal] @returns {Promise<Field[]>} every contact's fields and the workspace's attributes */
export const readFields = async (signal) => [...OWN, ...(await readAttributes(signal))];

/** @param {AbortSignal} [signal] @returns {Promise<Field[]>} the workspace's attributes that are not archived */
export async function readAttributes(signal) {
  const attributes = await api.all("/api/v1/custom-attributes", { signal });
  return attributes.filter((a) => !a.archived).map((a) => ({ name: `custom.${a.name}`, label: a.label, type: a.type, attribute: a.name }));
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
