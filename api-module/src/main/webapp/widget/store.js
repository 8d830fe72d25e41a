/**
 * What a browser keeps of one agent's chat. Where storage is blocked (privacy settings, a sandboxed frame) everything
 * still works, only a reload starts anew.
 *
 * @typedef {object} Kept in all tabs
 * @property {string} [id] the conversation to resume
 * @property {string} [token] the visitor's token
 * @property {string} [read] the last message that was seen
 * @property {string} [identity] whose the conversation was said to be
 * @property {boolean} [sound]
 *
 * @typedef {object} KeptByTab
 * @property {boolean} [open] of this tab, so that a chat left open does not pop up in every new one
 * @property {boolean} [calm] the greeting beside the launcher was closed
 * @property {{context: Record<string, unknown>, key: string}} [starting] a start whose fate is unknown: repeated word for word
 * @property {import("./outbox.js").Errand[]} [errands] what is still to be sent
 */

/**
 * @template {object} T
 * @param {() => Storage} storage
 * @param {string} key
 */
export function shelf(storage, key) {
  /** @type {T} */
  let memory = /** @type {T} */ ({});
  return {
    /** Read anew each time: another tab may have written. @returns {T} */
    get() {
      try {
        const kept = JSON.parse(storage().getItem(key) ?? "null");
        if (typeof kept === "object" && kept) memory = kept;
      } catch {
        // Blocked, or not ours: what this page remembers must do.
      }
      return memory;
    },
    /** @param {Partial<T>} changes undefined removes */
    put(changes) {
      memory = { ...this.get(), ...changes };
      try {
        storage().setItem(key, JSON.stringify(memory));
      } catch {
        // Blocked or full.
      }
    },
  };
}
