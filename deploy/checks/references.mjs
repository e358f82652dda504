const restricted = (container, pod) => ({
  "runAsNonRoot is set": pod.securityContext?.runAsNonRoot === true,
  "the seccomp profile is RuntimeDefault": pod.securityContext?.seccompProfile?.type === "RuntimeDefault",
  "privileges cannot grow": container.securityContext?.allowPrivilegeEscalation === false,
  "all capabilities are dropped": container.securityContext?.capabilities?.drop?.includes("ALL") === true,
  "the root file system is read-only": container.securityContext?.readOnlyRootFilesystem === true,
  "memory is limited": container.resources?.limits?.memory !== undefined,
});

/** What no schema knows: names that point nowhere, selectors that select nothing, pods outside the restricted profile, missing volumes. */
export function checkReferences(objects) {
  const has = (kind, name) => objects.some(({ object }) => object.kind === kind && object.metadata.name === name);
  const pods = objects.map(podOf).filter((pod) => pod !== undefined);
  for (const { object, place } of objects) {
    const report = (text) => place(`${object.kind} ${object.metadata.name}: ${text}`);
    if (object.kind !== "Namespace" && !has("Namespace", object.metadata.namespace)) report(`there is no namespace ${object.metadata.namespace}`);
    for (const selector of selectorsOf(object))
      if (!pods.some(({ labels }) => matches(selector, labels))) report(`no pod has the labels ${JSON.stringify(selector)}`);
    const target = object.spec?.scaleTargetRef;
    if (target && !has(target.kind, target.name)) report(`there is no ${target.kind} ${target.name}`);
    if (object.kind === "Service") checkPorts(object, pods, report);
  }
  for (const pod of pods) checkPod(pod, has);
}

function checkPorts(service, pods, report) {
  const ports = pods.filter(({ labels }) => matches(service.spec.selector, labels))
    .flatMap(({ spec }) => spec.containers.flatMap((container) => container.ports ?? []));
  for (const { targetPort } of service.spec.ports)
    if (!ports.some((port) => port.name === targetPort || port.containerPort === targetPort)) report(`no pod has the port ${targetPort}`);
}

function checkPod({ spec, report }, has) {
  const volumes = (spec.volumes ?? []).map(({ name }) => name);
  for (const container of spec.containers) {
    for (const [rule, holds] of Object.entries(restricted(container, spec))) if (!holds) report(`container ${container.name}: expected that ${rule}`);
    for (const { name } of container.volumeMounts ?? []) if (!volumes.includes(name)) report(`container ${container.name}: there is no volume ${name}`);
    for (const { configMapRef, secretRef } of container.envFrom ?? []) {
      if (configMapRef && !has("ConfigMap", configMapRef.name)) report(`there is no ConfigMap ${configMapRef.name}`);
      if (secretRef && !has("Secret", secretRef.name)) report(`there is no Secret ${secretRef.name}`);
    }
    for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe])
      if (probe && !container.ports.some(({ name }) => name === probe.httpGet.port)) report(`a probe asks the port ${probe.httpGet.port}, which is not there`);
  }
}

/** The pod that an object starts, if it starts one. */
function podOf({ object, place }) {
  const template = object.spec?.jobTemplate?.spec.template ?? object.spec?.template;
  return template && { labels: template.metadata.labels, spec: template.spec, report: (text) => place(`${object.kind} ${object.metadata.name}: ${text}`) };
}

function selectorsOf({ kind, spec }) {
  if (kind === "Service") return [spec.selector];
  if (kind === "NetworkPolicy") {
    const peers = [...(spec.ingress ?? []).flatMap(({ from }) => from ?? []), ...(spec.egress ?? []).flatMap(({ to }) => to ?? [])];
    return [spec.podSelector, ...peers.map(({ podSelector }) => podSelector)].map(({ matchLabels }) => matchLabels);
  }
  return spec?.selector?.matchLabels ? [spec.selector.matchLabels] : [];
}

const matches = (selector, labels) => Object.entries(selector).every(([key, value]) => labels[key] === value);
