import type { MachineScope } from "../step";
import { announce } from "./announce";
import { releaseLock, takeLock } from "./lock";
import { fence, handBack, startReprotection } from "./other-site";
import { confirm, measure } from "./outside";
import { claimRole, readRecord } from "./role";
import { mirror, openSwitch } from "./switch";

/** What every plan has, whatever takes part in it: the lock, the roles, the switch, and telling people. */
export function commonSteps(scope: MachineScope) {
  return {
    takeLock: takeLock(scope),
    readRecord: readRecord(scope),
    ...(scope.probeArn !== undefined && {
      confirm: confirm(scope.probeArn),
      measure: measure(scope.probeArn),
    }),
    claimRole: claimRole(scope),
    fence: fence(scope),
    openSwitch: openSwitch(scope),
    mirrorRole: mirror(scope),
    announce: announce(
      scope,
      "announce-start",
      "{% $mode & ' of SYSTEM to the SITE site begins: ' & $reason %}",
    ),
    announceEnd: announce(
      scope,
      "announce-end",
      "{% $mode & ' of SYSTEM: the SITE site is ' & ($mode = 'reprotect' ? 'protected again' : 'active in epoch ' & $string($epoch)) & '. Execution: ' & $states.context.Execution.Id %}",
    ),
    releaseLock: releaseLock(scope),
    startReprotection: startReprotection(scope),
    handBack: handBack(scope),
  };
}
