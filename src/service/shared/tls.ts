import { generate } from "selfsigned";

/** Longer than any task lives; the load balancer does not look at it. */
const YEARS = 10;

/**
 * A certificate of the process's own, kept in memory only: the connection from the load balancer is encrypted, and no
 * key lies in an image, a secret or a file. The load balancer does not verify it (Application Load Balancer guide, target
 * groups, read 2026-11); the security group says who may connect.
 *
 * @param name the common name.
 */
export async function selfSigned(name: string): Promise<{ readonly key: string; readonly cert: string }> {
  const notAfterDate = new Date();
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS);
  const made = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notAfterDate,
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] },
    ],
  });
  return { key: made.private, cert: made.cert };
}
