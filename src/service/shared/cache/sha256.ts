import { createHash, createHmac, type BinaryLike, type Hash, type Hmac } from "node:crypto";

/** SHA-256, and with a secret HMAC-SHA-256, in the form that the AWS SDK's signer wants. */
export class Sha256 {
  private hash: Hash | Hmac;

  constructor(private readonly secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = this.begin();
  }

  update(data: Uint8Array): void {
    this.hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  reset(): void {
    this.hash = this.begin();
  }

  private begin(): Hash | Hmac {
    const { secret } = this;
    if (secret === undefined) return createHash("sha256");
    return createHmac("sha256", secret instanceof ArrayBuffer ? Buffer.from(secret) : (secret as BinaryLike));
  }
}
