// What a reader has written, in this browser's own storage: for each page { cell: code }. Nothing is sent anywhere.
const key = (page) => `unrolled:code:${page}`;

/** @returns {Record<string, string>} */
export function kept(page) {
  try {
    return JSON.parse(localStorage.getItem(key(page)) ?? "{}");
  } catch {
    return {}; // a browser that stores nothing, or what someone else has put there
  }
}

export function keep(page, cell, code) {
  const all = kept(page);
  if (code === undefined) delete all[cell];
  else all[cell] = code;
  try {
    if (Object.keys(all).length) localStorage.setItem(key(page), JSON.stringify(all));
    else localStorage.removeItem(key(page));
  } catch {
    // It lives as long as the page.
  }
}

export function forget(page) {
  try {
    localStorage.removeItem(key(page));
  } catch {
    // There was nothing.
  }
}
