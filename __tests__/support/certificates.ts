import { generate } from "selfsigned";

/** A key, and the certificate that belongs to it, both as PEM. */
export interface Certified {
  readonly key: string;
  readonly certificate: string;
}

/** A certificate authority for tests. */
export async function testAuthority(): Promise<Certified> {
  const made = await generate([{ name: "commonName", value: "Test authority" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, critical: true },
    ],
  });
  return { key: made.private, certificate: made.cert };
}

/** A server's certificate for one IPv4 address and no name, signed by an authority. */
export async function serverCertificate(address: string, authority: Certified): Promise<Certified> {
  const made = await generate([{ name: "commonName", value: "Test server" }], {
    keyType: "ec",
    algorithm: "sha256",
    ca: { key: authority.key, cert: authority.certificate },
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: address }] },
    ],
  });
  return { key: made.private, certificate: made.cert };
}
