/**
 * The tabs of one browser. They need locks to agree, which a page has neither on plain http nor in a sandboxed frame;
 * without them each tab does for itself.
 *
 * @typedef {import("./client.js").News} News
 */

/** What a tab says that begins to listen. */
const JOINED = "joined";

/** @type {LockManager | undefined} */
export const locks = origin === "null" ? undefined : navigator.locks;

/**
 * Runs a task that only one tab may be at.
 *
 * @param {string} name
 * @param {() => Promise<void>} task
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
export async function one(name, task, signal) {
  if (!locks) return task();
  // Typed as if it could answer something else than the task.
  await locks.request(name, signal ? { signal } : {}, task);
}

/**
 * Hears what is added to a conversation. One tab keeps the line open and tells the others, since a browser opens no more
 * than six connections to a host; when it goes, the next takes over where it was.
 *
 * @param {import("./client.js").FoyerClient} client
 * @param {string} conversation
 * @param {AbortSignal} signal
 * @param {(news: News) => Promise<void>} hear
 */
export async function listenTogether(client, conversation, signal, hear) {
  const name = `foyer:${conversation}`;
  const channel = new BroadcastChannel(name);
  /** @type {string | undefined} */
  let last;
  /** @type {Promise<void>} In the order in which it came. */
  let heard = Promise.resolve();
  /** @param {News} news */
  const take = (news) => {
    last = news.id ?? last;
    heard = heard.then(() => hear(news)).catch(() => {});
  };
  let speaking = false;
  channel.onmessage = ({ data }) => {
    if (data !== JOINED) take(data);
    else if (speaking) channel.postMessage({ type: "fresh", id: last });
  };
  // What was told between this tab's look at the conversation and now is known to nobody here.
  channel.postMessage(JOINED);
  try {
    await one(
      name,
      async () => {
        speaking = true;
        for await (const news of client.live(conversation, signal, last)) {
          channel.postMessage(news);
          take(news);
        }
      },
      signal,
    );
  } catch {
    // Nobody listens any more.
  } finally {
    channel.close();
  }
}
