import { parseAllDocuments } from "yaml";

/** The documents of a YAML text; duplicate keys, unknown anchors and warnings are problems. */
export function parseStrict(text, report) {
  return parseAllDocuments(text, { merge: true, uniqueKeys: true }).map((document) => {
    for (const problem of [...document.errors, ...document.warnings]) report(problem.message.split("\n")[0]);
    return document.errors.length === 0 ? document.toJS() : null;
  });
}
