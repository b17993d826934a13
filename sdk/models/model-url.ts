/** The address of a model file inside the folder `AssetUrls.models`, with or without a closing slash. */
export function modelUrl(folder: string, file: string): string {
  return `${folder.replace(/\/+$/, '')}/${encodeURIComponent(file)}`;
}
