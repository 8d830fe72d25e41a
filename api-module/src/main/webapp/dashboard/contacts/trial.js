import { api, newKey } from "../api.js";

/** @typedef {{file: File, region: string, mapping?: Record<string, string | null>, overwrite?: boolean}} Upload */

/** @type {Map<string, Upload>} files of this visit, by the trial they were sent for, so that another mapping needs no choosing again */
const uploads = new Map();

/** @param {string} id of a trial */
export const uploadOf = (id) => uploads.get(id);

/**
 * Sends a file for a trial, which changes nothing.
 * @param {Upload} upload
 * @returns {Promise<any>} the import
 */
export async function tryOut(upload) {
  const sent = new FormData();
  sent.set("dry_run", "true");
  sent.set("default_region", upload.region);
  if (upload.mapping) sent.set("mapping", JSON.stringify(upload.mapping));
  if (upload.overwrite) sent.set("overwrite", "true");
  sent.set("file", upload.file);
  const trial = await api.post("/api/v1/contacts/imports", sent, { once: newKey() });
  uploads.set(trial.id, upload);
  return trial;
}
