/** Everything that the page has put away on the device; runs in the page. */
export async function readKept(): Promise<readonly { readonly place: string; readonly text: string }[]> {
  const kept: { place: string; text: string }[] = [];
  const keep = (place: string, value: unknown): void => {
    const seen = new WeakSet<object>();
    const text = JSON.stringify(value, (_key, item: unknown) => {
      if (typeof item === 'bigint') return String(item);
      if (typeof item !== 'object' || item === null) return item;
      if (seen.has(item)) return null;
      seen.add(item);
      if (ArrayBuffer.isView(item)) return [...new Uint8Array(item.buffer)].slice(0, 4096);
      return item instanceof Map ? [...item] : item;
    });
    if (text !== undefined) kept.push({ place, text: text.slice(0, 262_144) });
  };
  const quietly = async (read: () => unknown): Promise<void> => {
    try {
      await read();
    } catch {
      // A store that is blocked holds nothing.
    }
  };
  const entries = (storage: Storage): void => {
    for (let index = 0; index < storage.length; index++) {
      const key = storage.key(index) ?? '';
      kept.push({
        place: `${storage === localStorage ? 'localStorage' : 'sessionStorage'} ${key}`,
        text: storage.getItem(key) ?? '',
      });
    }
  };
  await quietly(() => entries(localStorage));
  await quietly(() => entries(sessionStorage));
  await quietly(
    () => document.cookie && kept.push({ place: 'cookie', text: decodeURIComponent(document.cookie) }),
  );
  await quietly(async () => {
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
        request.onblocked = () => reject(new Error('blocked'));
      });
      for (const store of database.objectStoreNames) {
        const values = await new Promise<unknown[]>((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).getAll(undefined, 200);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        for (const value of values) keep(`IndexedDB ${name}/${store}`, value);
      }
      database.close();
    }
  });
  await quietly(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        if (/json|text/.test(response?.headers.get('content-type') ?? '')) {
          kept.push({ place: `cache ${name} ${request.url}`, text: (await response?.text()) ?? '' });
        }
      }
    }
  });
  return kept;
}
