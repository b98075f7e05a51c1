// What a record must look like, by schemas/execution-record.schema.json. What lies in the browser's
// storage is held against it too, because every page on this disk can write there.

const MOMENT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;
const isText = (limit = Infinity, least = 0) => (value) =>
  typeof value === "string" && [...value].length <= limit && value.length >= least;
const isLike = (pattern) => (value) => typeof value === "string" && pattern.test(value);
const isNumber = (least) => (value) => Number.isSafeInteger(value) && value >= least;
export const isMoment = (value) => isLike(MOMENT)(value) && !Number.isNaN(Date.parse(value));

// A field with a question mark may be missing. A function judges a value, a list holds the shape
// of its items, a map has any keys.
export const SIGNATURE = { name: isText(200, 1), time: isMoment, "override?": isText(4000) };
export const WATCH = { seconds: isNumber(0), since: (value) => value === "" || isMoment(value) };
export const RECORD = {
  version: (value) => value === 1,
  runbook: {
    id: isText(), digest: isLike(/^[0-9a-f]{64}$/), title: isText(), "commit?": isText(),
  },
  run: { id: isLike(/^[0-9a-z]{1,32}$/), name: isText(200), started: isMoment },
  steps: [{
    part: isNumber(1), number: isText(), command: isText(), "note?": isText(4000),
    "done?": (value) => value === "" || isMoment(value),
  }],
  "gates?": [{ after: isNumber(1), ...SIGNATURE }],
  "watches?": [{ part: isNumber(1), seconds: isNumber(0) }],
  "fields?": new Map([["", isText(200)]]),
};

// The place of the first thing that does not fit, or "".
export function misfit(value, shape, place = "record") {
  if (typeof shape === "function") return shape(value) ? "" : place;
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return place;
    return first(value.map((item, index) => misfit(item, shape[0], `${place}[${index}]`)));
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) return place;
  const keys = Object.keys(value);
  if (shape instanceof Map) return first(keys.map((key) => misfit(value[key], shape.get(""), `${place}.${key}`)));
  const allowed = Object.keys(shape).map((key) => key.replace("?", ""));
  const surplus = keys.find((key) => !allowed.includes(key));
  if (surplus !== undefined) return `${place}.${surplus}`;
  return first(Object.entries(shape).map(([key, inner]) => {
    const name = key.replace("?", "");
    if (!Object.hasOwn(value, name)) return key.endsWith("?") ? "" : `${place}.${name}`;
    return misfit(value[name], inner, `${place}.${name}`);
  }));
}

const first = (faults) => faults.find(Boolean) ?? "";
