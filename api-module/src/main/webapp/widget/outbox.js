import { FoyerProblem } from "./client.js";

/**
 * Something to tell the server. It carries its idempotency key from the beginning, so that it happens once however often
 * it is sent; and it is kept in the tab, so that a reload does not lose it.
 *
 * @typedef {{key: string, text: string}
 *   | {key: string, choice: string, text: string}
 *   | {key: string, confirmation: string, accept: boolean}
 *   | {key: string, form: string, body: {fields: Record<string, unknown>, consent?: boolean, website?: string}}
 *   | {key: string, form: string, body?: undefined}} Errand
 */

const LONGEST_WAIT_MS = 30_000;
/** A server that fails that often at the same request will go on to. */
const FAULTS = 5;

/**
 * Sends errands one after the other, in order. What fails for a passing reason (no network, a server that restarts, too
 * many requests) is tried again until it is through.
 *
 * @param {object} host
 * @param {Errand[]} host.kept from before a reload
 * @param {(errands: Errand[]) => void} host.keep
 * @param {(errand: Errand) => Promise<void>} host.deliver throws a FoyerProblem
 * @param {(errand: Errand, problem: unknown) => Promise<void>} host.refused it will never be taken
 * @param {(problem: FoyerProblem | undefined) => void} host.waiting why nothing is sent at the moment; undefined: it goes on
 */
export function outbox({ kept, keep, deliver, refused, waiting }) {
  const errands = [...kept];
  let running = false;
  let wake = () => {};
  /** Of the errand that is under way. */
  let delivery = Promise.resolve();

  addEventListener("online", () => wake());

  async function run() {
    if (running) return;
    running = true;
    for (let failures = 0; errands.length > 0; ) {
      const errand = errands[0];
      try {
        const sending = deliver(errand);
        delivery = sending.catch(() => {});
        await sending;
        done();
        failures = 0;
      } catch (problem) {
        const passing = problem instanceof FoyerProblem && problem.passing;
        if (passing) failures++;
        if (!passing || (problem.status >= 500 && failures >= FAULTS)) {
          done();
          failures = 0;
          await refused(errand, problem);
          continue;
        }
        waiting(problem);
        const wait = problem.retryAfter ? problem.retryAfter * 1000 : Math.min(1000 * 2 ** failures, LONGEST_WAIT_MS);
        await new Promise((resolve) => {
          const timer = setTimeout(resolve, wait);
          // Too many requests stay too many, whatever the network does.
          wake = () => (problem.status === 429 ? undefined : (clearTimeout(timer), resolve(undefined)));
        });
        wake = () => {};
      }
    }
    running = false;
  }

  function done() {
    errands.shift();
    keep(errands);
    waiting(undefined);
  }

  return {
    errands,
    /** @param {Errand} errand */
    add(errand) {
      errands.push(errand);
      keep(errands);
      run();
    },
    run,
    /** Does not wait any longer. */
    retry: () => wake(),
    /** Until what is being sent right now has been answered. */
    settled: () => delivery,
  };
}
