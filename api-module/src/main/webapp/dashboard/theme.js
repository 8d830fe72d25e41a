const KEPT = "foyer.theme";

/** @typedef {"auto" | "light" | "dark"} Theme */

/** @returns {Theme} */
export function theme() {
  const kept = localStorage.getItem(KEPT);
  return kept === "light" || kept === "dark" ? kept : "auto";
}

/** @param {Theme} chosen */
export function useTheme(chosen) {
  if (chosen === "auto") {
    localStorage.removeItem(KEPT);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(KEPT, chosen);
    document.documentElement.dataset.theme = chosen;
  }
  window.dispatchEvent(new Event("f-theme"));
}

useTheme(theme());
