/**
 * Where the Node.js runtimes of Lambda keep Amazon's certificate authorities, those of RDS among them. They don't load
 * them by themselves any more.
 *
 * Source: Lambda Developer Guide, "Building Lambda functions with Node.js", certificate loading, read 2026-11.
 */
export const RDS_AUTHORITIES = "/var/runtime/ca-cert.pem";
