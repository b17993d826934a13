/**
 * The absolute address of a folder on the page's own origin. Workers resolve
 * relative addresses against their own script; and no third party may hear of
 * a measurement.
 *
 * @param option - names the folder in the error.
 * @throws TypeError naming the option, where the folder is no address or on another origin.
 */
export function ownOriginUrl(option: string, folder: string): string {
  const wanted = `${option}: expected a folder on the app's own origin, got ${folder}`;
  let url: URL;
  try {
    url = new URL(folder, document.baseURI);
  } catch {
    throw new TypeError(wanted);
  }
  if (url.origin !== location.origin) throw new TypeError(wanted);
  return url.href;
}
