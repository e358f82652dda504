import { checkReferences } from "./references.mjs";
import { parseStrict } from "./parse.mjs";
import { watch } from "./watch.mjs";

/**
 * Every object against the validator that is generated from Kubernetes' own API description, and the objects among themselves.
 * The API server drops fields that it does not know; here they are problems.
 * @returns the number of objects
 */
export async function checkKubernetes(files, report) {
  const objects = [];
  for (const [name, text] of files) {
    const place = report(`kubernetes/${name}`);
    for (const object of parseStrict(text, place)) {
      if (!object) place("holds an empty or broken document");
      else if (object.kind === "Kustomization") checkResources(object, files, place);
      else objects.push({ object, place });
    }
  }
  for (const { object, place } of objects) await checkSchema(object, place);
  checkReferences(objects);
  return objects.length;
}

function checkResources(kustomization, files, report) {
  const known = files.map(([name]) => name);
  for (const name of kustomization.resources) if (!known.includes(name)) report(`there is no resource ${name}`);
}

async function checkSchema(object, report) {
  const place = (text) => report(`${object.kind} ${object.metadata?.name}: ${text}`);
  const models = await import(`kubernetes-models/${object.apiVersion}`).catch(() => null);
  if (!models?.[object.kind]) return place(`${object.apiVersion} has no ${object.kind}`);
  const { validate } = await import(`kubernetes-models/_schemas/${schemaName(object)}`);
  const { proxy, unread } = watch(object);
  if (!validate(proxy)) for (const error of validate.errors) place(`${error.instancePath || "/"} ${error.keyword} ${JSON.stringify(error.params)}`);
  else for (const field of unread()) place(`the field ${field} is not known`);
}

/** As Kubernetes names its types: apps/v1 Deployment is io.k8s.api.apps.v1.Deployment. */
function schemaName({ apiVersion, kind }) {
  const [group, version] = apiVersion.includes("/") ? apiVersion.split("/") : ["core", apiVersion];
  const words = [group.split(".")[0], version, kind].map((word) => word[0].toUpperCase() + word.slice(1));
  return `IoK8sApi${words.join("")}`;
}
