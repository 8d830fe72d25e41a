/**
 * Server-sent events from a response body. EventSource cannot POST nor send an Authorization header.
 * Follows the HTML standard: any line ending, several data lines, comments; an unfinished last event is dropped.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @param {() => void} [onChunk] called for whatever arrives, comments (heartbeats) too
 * @returns {AsyncGenerator<{event: string, data: string, id: string | undefined}, void, void>} `id`: of the last event
 *   that had one; a block of an id alone comes too, as an event without data
 */
export async function* readEvents(body, onChunk = () => {}) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let buffer = "";
  let event = "";
  /** @type {string | undefined} */
  let id;
  let placed = false;
  /** @type {string[]} */
  let data = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onChunk();
      buffer += decoder.decode(value, { stream: true });
      // A CR at the very end may be half of a CRLF: it waits for the next chunk.
      const lines = buffer.split(/\r\n|\n|\r(?!$)/);
      buffer = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "") {
          if (data.length > 0) yield { event: event || "message", data: data.join("\n"), id };
          else if (placed) yield { event: "", data: "", id };
          event = "";
          data = [];
          placed = false;
          continue;
        }
        const [, field, text] = /^([^:]*)(?:: ?)?(.*)$/s.exec(line) ?? [];
        if (field === "event") event = text;
        else if (field === "data") data.push(text);
        else if (field === "id") {
          id = text;
          placed = true;
        }
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
