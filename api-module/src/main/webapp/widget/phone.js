import { el, icon, ICONS } from "./dom.js";

/**
 * Regions by their dial codes: in front of each how much its code is above the one before, if not by one. Where regions
 * share a code, the one that numbers belong to unless they say otherwise is first.
 */
const STEPS =
  "US0AG0AI0AS0BB0BM0BS0CA0DM0DO0GD0GU0JM0KN0KY0LC0MP0MS0PR0SX0TC0TT0VC0VG0VI6RU0KZ13EG7ZA3GRNLBEFR" +
  "ES2HU3IT0VAROCH2ATGB0GG0IM0JEDKSENO0SJPLDE2PEMXCUARBRCLCOVE2MYAU0CC0CXIDPHNZSGTH15JPKR2VN2CN4TRI" +
  "NPKAFLKMM3IR113SSMA0EHDZ3TN2LY2GMSNMRMLGNCIBFNETGBJMULRSLGHNGTDCFCMCVSTGQGACGCDAOGWIOACSCSDRWETS" +
  "ODJKETZUGBIMZ2ZMMGRE0YTZWNAMWLSBWSZKM21SH0TAER6AWFOGL51GIPTLUIEISALMTCYFI0AXBG11LTLVEEMDAMBYADMC" +
  "SM2UARSMEXK2HRSIBA2MK31CZSK2LI77FKBZGTSVHNNICRPAPMHT81GP0BL0MFBOGYECGFPYMQSRUYCW0BQ71TL2NFBNNRPG" +
  "TOSBVUFJPWWFCKNU2WSKINCTVPFTKFMMH158KP2HKMO2KHLA24BD6TW74MVLBJOSYIQKWSAYEOM2PSAEILBHQABTMNNP15TJ" +
  "TMAZGEKG2UZ";

let last = 0;
/** Region and dial code. */
const REGIONS = [...STEPS.matchAll(/(\d*)([A-Z]{2})/g)].map(([, step, region]) => [region, String((last += Number(step || 1)))]);

/** What a number begins with that is written for callers from anywhere. */
const ABROAD = /^\s*(\+|00)/;

/** @param {string | null | undefined} region @returns {string} empty: no such region */
const codeOf = (region) => REGIONS.find(([name]) => name === region)?.[1] ?? "";

/**
 * A choice of country beside the input for a phone number. A number that is written with its country code chooses the
 * country by itself.
 *
 * @param {HTMLInputElement} input
 * @param {{region?: string | null, lang: string, label: string}} options
 */
export function phone(input, { region, lang, label }) {
  const names = new Intl.DisplayNames([lang, "en"], { type: "region" });
  const options = REGIONS.map(([name, code]) => [names.of(name) ?? name, code, name]).sort(([a], [b]) => a.localeCompare(b, lang));
  const select = el(
    "select",
    { as: "country", "aria-label": label, autocomplete: "off" },
    ...options.map(([text, code, name]) => el("option", { value: name }, `${text} (+${code})`)),
  );
  const shown = el("span", { dir: "ltr" });
  const show = () => (shown.textContent = `${select.value} +${codeOf(select.value)}`);
  const follow = () => {
    if (!ABROAD.test(input.value)) return;
    const digits = input.value.replace(ABROAD, "").replace(/\D/g, "");
    // None of the codes in use begins another.
    const found = REGIONS.find(([, code]) => digits.startsWith(code));
    if (!found || found[1] === codeOf(select.value)) return;
    select.value = found[0];
    show();
  };
  const browsers = navigator.language.split("-")[1];
  select.value = codeOf(region) ? /** @type {string} */ (region) : codeOf(browsers) ? browsers : "US";
  show();
  follow();
  select.addEventListener("change", () => {
    show();
    // Written with another country's code, it would contradict the choice.
    if (ABROAD.test(input.value)) input.value = "";
  });
  input.addEventListener("input", follow);
  return {
    select,
    element: el("div", { class: "phone" }, el("span", { class: "country" }, select, shown, icon(ICONS.down)), input),
    /** The number with its country code, as far as it can be told from what was typed. */
    value() {
      const text = input.value.trim();
      if (!text) return text;
      return ABROAD.test(text) ? text.replace(ABROAD, "+") : `+${codeOf(select.value)} ${text}`;
    },
  };
}
