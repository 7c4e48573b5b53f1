/** Says that a value is not what the protocol has at its place. */
export const INVALID = Symbol("invalid");
/** Reads a value, or says that it is none. */
export type Read<T> = (value: unknown) => T | typeof INVALID;
/** How each field of an object is read. */
export type Fields<T> = { readonly [K in keyof T]-?: Read<T[K]> };

export const text: Read<string> = (value) => (typeof value === "string" ? value : INVALID);
export const flag: Read<boolean> = (value) => (typeof value === "boolean" ? value : INVALID);
export const integer: Read<number> = (value) => (Number.isSafeInteger(value) ? (value as number) : INVALID);
export const decimal: Read<number> = (value) =>
  typeof value === "number" && Number.isFinite(value) ? value : INVALID;
export const count: Read<number> = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : INVALID;

/** One of the names of an enum; the record makes the compiler ask for all of them. */
export function oneOf<T extends string>(names: Record<T, true>): Read<T> {
  return (value) => (typeof value === "string" && Object.hasOwn(names, value) ? (value as T) : INVALID);
}

export function nullable<T>(read: Read<T>): Read<T | null> {
  return (value) => (value === null || value === undefined ? null : read(value));
}

export function object<T>(fields: Fields<T>): Read<T> {
  return (value) => {
    if (typeof value !== "object" || value === null) return INVALID;
    const result: Partial<T> = {};
    for (const name of Object.keys(fields) as (keyof T & string)[]) {
      const field = fields[name](
        Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined,
      );
      if (field === INVALID) return INVALID;
      result[name] = field;
    }
    return result as T;
  };
}

/** A list, all of whose items can be read. */
export function list<T>(read: Read<T>): Read<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return INVALID;
    const items = value.map((item) => read(item));
    return items.includes(INVALID) ? INVALID : (items as T[]);
  };
}

/** A text as JSON; null where it is none. */
export function parse(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    return null;
  }
}
