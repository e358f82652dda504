import { validate } from "dockerfile-utils";

/** What the Dockerfile linter finds. */
export function checkDockerfile(text, report) {
  for (const found of validate(text)) report(`line ${found.range.start.line + 1}: ${found.message}`);
}
