import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { parseStrict } from "./parse.mjs";

/** docker-compose.yml against the schema of the compose specification, and its references among themselves. */
export function checkCompose(text, report) {
  const [file] = parseStrict(text, report);
  if (!file) return;
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  addFormats(ajv);
  const validate = ajv.compile(schema());
  if (!validate(file)) for (const error of validate.errors) report(`${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`);
  for (const [name, service] of Object.entries(file.services)) {
    for (const other of Object.keys(service.depends_on ?? {}))
      if (!file.services[other]) report(`service ${name} depends on ${other}, which is not there`);
    for (const volume of service.volumes ?? []) {
      const source = volume.split(":")[0];
      if (/^[a-z]/.test(source) && !(source in file.volumes)) report(`service ${name} mounts the volume ${source}, which is not declared`);
    }
  }
}

function schema() {
  const linter = dirname(createRequire(import.meta.url).resolve("dclint/package.json"));
  return JSON.parse(readFileSync(join(linter, "schemas", "compose.schema.json"), "utf8"));
}
