/**
 * What a form may ask, and what its entries in an action mean.
 *
 * @typedef {{name: string, label: string, type: string, autocomplete: string | null}} Known a field as it is by itself
 * @typedef {{name: string, label: string, required: boolean | undefined, placeholder: string}} Entry undefined: as the API has it by default
 */

/** @type {Known[]} */
const OWN = [
  { name: "name", label: "Name", type: "text", autocomplete: "name" },
  { name: "email", label: "Email", type: "email", autocomplete: "email" },
  { name: "phone", label: "Phone", type: "tel", autocomplete: "tel" },
];

/** @param {any[]} attributes the workspace's @returns {Known[]} */
export const known = (attributes) => [...OWN, ...attributes.filter((a) => !a.archived).map((a) => ({ name: a.name, label: a.label, type: a.type, autocomplete: null }))];

/** @param {any} entry as the API has it: a name or an object @returns {Entry} */
export const entryOf = (entry) =>
  typeof entry === "string" ? { name: entry, label: "", required: undefined, placeholder: "" } : { name: entry.name, label: entry.label ?? "", required: entry.required, placeholder: entry.placeholder ?? "" };

/** @param {Entry} entry @returns {unknown} as short as it can be said */
export function specOf({ name, label, required, placeholder }) {
  if (!label.trim() && required === undefined && !placeholder.trim()) return name;
  return { name, ...(label.trim() && { label: label.trim() }), ...(required !== undefined && { required }), ...(placeholder.trim() && { placeholder: placeholder.trim() }) };
}

/** Whether a field must be filled in: `email` if it is asked, else `phone`, else `name`, unless its entry says otherwise. @param {Entry} entry @param {Entry[]} all */
export function isRequired(entry, all) {
  if (entry.required !== undefined) return entry.required;
  return entry.name === ["email", "phone", "name"].find((name) => all.some((e) => e.name === name));
}

/** @param {Entry[]} entries @param {Known[]} fields @returns {any[]} as the widget gets them */
export const shown = (entries, fields) =>
  entries.map((entry) => {
    const own = fields.find((f) => f.name === entry.name) ?? { label: entry.name, type: "text", autocomplete: null };
    return { name: entry.name, label: entry.label.trim() || own.label, type: own.type, required: isRequired(entry, entries), placeholder: entry.placeholder || null, autocomplete: own.autocomplete };
  });
