// Holds the manifests of deploy/ against the published schemas. Run by deploy/check, which installs what it imports.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { checkCompose } from "./compose.mjs";
import { checkDockerfile } from "./dockerfile.mjs";
import { checkKubernetes } from "./kubernetes.mjs";

const deploy = process.argv[2];
const read = (...path) => readFileSync(join(deploy, ...path), "utf8");
const yamlFiles = (folder) => readdirSync(join(deploy, folder)).filter((name) => name.endsWith(".yaml")).sort();

const problems = [];
const report = (place) => (text) => problems.push(`deploy/${place}: ${text}`);

checkDockerfile(read("Dockerfile"), report("Dockerfile"));
checkCompose(read("docker-compose.yml"), report("docker-compose.yml"));
const objects = await checkKubernetes(yamlFiles("kubernetes").map((name) => [name, read("kubernetes", name)]), report);

for (const problem of problems) console.error(problem);
console.log(`deploy: ${objects} Kubernetes objects, docker-compose.yml and Dockerfile checked: ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
