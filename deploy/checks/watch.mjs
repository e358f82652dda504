/**
 * Generated validators pass over fields that they do not know, without reading them. So a field that a validator of the whole object never read
 * is unknown. Maps with free keys (labels) are enumerated by their validator and count as read.
 */
export function watch(root) {
  const read = new Set();
  const wrapped = new Map();
  const wrap = (value, path) => {
    if (value === null || typeof value !== "object") return value;
    if (!wrapped.has(path)) wrapped.set(path, new Proxy(value, {
      get: (target, key) => {
        if (typeof key === "string") read.add(`${path}/${key}`);
        return wrap(target[key], `${path}/${String(key)}`);
      },
      ownKeys: (target) => {
        if (!Array.isArray(target)) for (const key of Object.keys(target)) read.add(`${path}/${key}`);
        return Reflect.ownKeys(target);
      },
    }));
    return wrapped.get(path);
  };
  const collect = (value, path, unread) => {
    for (const [key, child] of Object.entries(value ?? {})) {
      const place = `${path}/${key}`;
      if (!read.has(place)) unread.push(place);
      else if (typeof child === "object") collect(child, place, unread);
    }
    return unread;
  };
  return { proxy: wrap(root, ""), unread: () => collect(root, "", []) };
}
