// The names are a contract: state machines catch them.

/** The other site's region does not answer in time, or fails by itself. */
export class OtherSiteUnreachable extends Error {
  override readonly name = "OtherSiteUnreachable";
}

/** Another execution is moving roles. */
export class LockHeld extends Error {
  override readonly name = "LockHeld";
}

/** Roles have moved since they were read. */
export class EpochMoved extends Error {
  override readonly name = "EpochMoved";
}
