const languages = navigator.languages;
/** @type {string | undefined} */
let zone;
/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} name the workspace's time zone; dates are shown in it */
export function useZone(name) {
  zone = name;
  formats.clear();
}

/** The workspace's time zone. */
export const timeZone = () => zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @param {Intl.DateTimeFormatOptions} options */
function dates(options) {
  const key = JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(languages, { timeZone: zone, ...options })));
  return format;
}

/** @param {string | null | undefined} time RFC 3339 */
export const date = (time) => (time ? dates({ dateStyle: "medium" }).format(new Date(time)) : "");

/** @param {string | null | undefined} time */
export const dateTime = (time) => (time ? dates({ dateStyle: "medium", timeStyle: "short" }).format(new Date(time)) : "");

/** @param {string | null | undefined} time */
export const clock = (time) => (time ? dates({ timeStyle: "short" }).format(new Date(time)) : "");

const RELATIVE = new Intl.RelativeTimeFormat(languages, { numeric: "auto", style: "short" });

/**
 * "5 min. ago", for about a week; then the date.
 * @param {string | null | undefined} time
 */
export function ago(time) {
  if (!time) return "";
  const seconds = (new Date(time).getTime() - Date.now()) / 1000;
  const size = Math.abs(seconds);
  if (size < 45) return RELATIVE.format(0, "second");
  if (size < 3600) return RELATIVE.format(Math.round(seconds / 60), "minute");
  if (size < 86_400) return RELATIVE.format(Math.round(seconds / 3600), "hour");
  if (size < 7 * 86_400) return RELATIVE.format(Math.round(seconds / 86_400), "day");
  return date(time);
}

const NUMBER = new Intl.NumberFormat(languages);
const COMPACT = new Intl.NumberFormat(languages, { notation: "compact", maximumFractionDigits: 1 });
const PERCENT = new Intl.NumberFormat(languages, { style: "percent", maximumFractionDigits: 1 });

/** @param {number | null | undefined} value */
export const number = (value) => (value === null || value === undefined ? "" : NUMBER.format(value));

/** @param {number | null | undefined} value */
export const compact = (value) => (value === null || value === undefined ? "" : COMPACT.format(value));

/** @param {number | null | undefined} share 0 to 1 */
export const percent = (share) => (share === null || share === undefined ? "–" : PERCENT.format(share));

/**
 * A count as the API gives it: exact, or `{at_least}`.
 * @param {number | {at_least: number} | null | undefined} count
 */
export const count = (count) => (count && typeof count === "object" ? `${NUMBER.format(count.at_least)}+` : number(count));

/**
 * @param {number} many
 * @param {string} one
 * @param {string} [more]
 */
export const plural = (many, one, more = one + "s") => `${NUMBER.format(many)} ${many === 1 ? one : more}`;

/** @param {number} bytes */
export function fileSize(bytes) {
  const units = ["B", "kB", "MB", "GB"];
  let at = 0;
  while (bytes >= 1000 && at < units.length - 1) {
    bytes /= 1000;
    at++;
  }
  return `${NUMBER.format(Math.round(bytes * 10) / 10)} ${units[at]}`;
}

/**
 * A name of the API for people: `not_contains` → "Not contains".
 * @param {string | null | undefined} name
 */
export const words = (name) => (name ? (name[0].toUpperCase() + name.slice(1)).replaceAll("_", " ") : "");
