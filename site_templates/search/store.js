// Files of the index: fetched once, tried again when the network fails, inflated, kept.

/** @typedef {import("./types").Fetch} Fetch */

const PAUSES = [400, 1200];
const INDEX = "search/index/";
export const BOOT = `${INDEX}boot.bin`;
/** Names that are public for a time: asked for anew, and kept by no cache. */
export const OPEN = `${INDEX}open.bin`;

/** A file cannot be had: the network failed, the site was published anew, or the browser is too old to read it. */
export class EngineError extends Error {
  /**
   * @param {"network" | "version" | "unsupported"} kind
   * @param {string} message
   */
  constructor(kind, message) {
    super(message);
    this.name = "EngineError";
    this.kind = kind;
  }
}

export class Store {
  /**
   * @param {string} base the address of the site's root
   * @param {Fetch} fetch
   */
  constructor(base, fetch) {
    this.base = base;
    this.fetch = fetch;
    /** @type {Map<string, Promise<Uint8Array>>} */
    this.kept = new Map();
  }

  /** Forget everything, so that the next answer is of the site as it is now. */
  forget() {
    this.kept.clear();
  }

  /**
   * The content of a file of the index. Searches that want the same file at once share one request; if the one
   * that began it gives up, another begins again.
   * @param {string} address
   * @param {AbortSignal} [signal]
   * @returns {Promise<Uint8Array>}
   */
  async content(address, signal) {
    for (;;) {
      signal?.throwIfAborted();
      let asked = this.kept.get(address);
      if (!asked) {
        asked = this.#asked(address, signal);
        this.kept.set(address, asked);
      }
      try {
        return await asked;
      } catch (error) {
        if (this.kept.get(address) === asked) this.kept.delete(address);
        if (!isAbort(error)) throw error;
      }
    }
  }

  /**
   * @param {string} address
   * @param {AbortSignal} [signal]
   */
  async #asked(address, signal) {
    for (const pause of [...PAUSES, null]) {
      try {
        return await this.#once(address, signal);
      } catch (error) {
        if (isAbort(error) || error instanceof EngineError) throw error;
        if (pause === null) throw new EngineError("network", `${address}: ${error}`);
        await new Promise((done) => setTimeout(done, pause));
      }
    }
    throw new EngineError("network", address);
  }

  /**
   * @param {string} address
   * @param {AbortSignal} [signal]
   */
  async #once(address, signal) {
    const cache = address === OPEN ? "no-store" : address === BOOT ? "no-cache" : "default";
    const response = await this.fetch(this.base + address, signal ? { signal, cache } : { cache });
    if (response.status === 404 && address !== BOOT && address !== OPEN) throw new EngineError("version", address);
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    return inflated(response);
  }
}

/** @param {unknown} error */
function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

/** @param {Response} response */
async function inflated(response) {
  const packed = new Uint8Array(await response.arrayBuffer());
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
