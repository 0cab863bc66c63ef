import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { AccessPoint } from "../../../src/constructs/file-system/access-point";
import { FileSystemAccess } from "../../../src/constructs/file-system/file-system-access";
import { MountTargets } from "../../../src/constructs/file-system/mount-targets";
import type { NetworkSettings } from "../../../src/config/settings";
import type { RegionalStack } from "../../../src/stacks/regional-stack";
import {
  argumentsOf,
  blockOf,
  blocksOf,
  reference,
  regionalStack,
  synthesizeStack,
} from "../../support/stack";
import { FILE_SYSTEM_ID, networkOf } from "./synthesize-file-system";

const ROLE = "arn:aws:iam::111122223333:role/payments-service-task-dev";
const ZONES: NetworkSettings["zones"] = ["a", "b", "c"];

function synthesize(found: (access: FileSystemAccess, stack: RegionalStack) => void = () => undefined) {
  return synthesizeStack((stack) => {
    const network = networkOf(stack, ZONES);
    const client = new SecurityGroup(stack, "client", { vpcId: network.vpcId });
    found(
      new FileSystemAccess(stack, "access", {
        fileSystemId: FILE_SYSTEM_ID,
        accessPoint: new AccessPoint(stack, "access-point", { fileSystemId: FILE_SYSTEM_ID, path: "/media" }),
        network,
        zones: ZONES,
        client: { roleArn: ROLE, securityGroupId: client.id },
      }),
      stack,
    );
  });
}

describe("the way of a service to a file system", () => {
  const configuration = synthesize();
  test("leads through an access point: as one user, into one directory", () => {
    expect(argumentsOf(configuration, "aws_efs_access_point")).toEqual({
      file_system_id: FILE_SYSTEM_ID,
      posix_user: { uid: 1000, gid: 1000 },
      root_directory: {
        path: "/media",
        creation_info: { owner_uid: 1000, owner_gid: 1000, permissions: "0750" },
      },
      tags: { Name: "payments-file-system-dev" },
    });
  });

  test("has a mount target in every zone, and none before the policy stands", () => {
    const group = blockOf(configuration, "aws_security_group", "mount-targets");
    for (const zone of ZONES) {
      expect(argumentsOf(configuration, "aws_efs_mount_target", `mount-targets_${zone}_`)).toEqual({
        file_system_id: FILE_SYSTEM_ID,
        subnet_id: reference(blockOf(configuration, "aws_subnet", `private-${zone}`), "id"),
        security_groups: [reference(group, "id")],
        timeouts: { create: "30m", delete: "30m" },
        depends_on: [blockOf(configuration, "aws_efs_file_system_policy").address],
      });
    }
    expect(blocksOf(configuration, "aws_efs_mount_target")).toHaveLength(ZONES.length);
  });

  test("is open on the port of NFS, between the service and the mount targets", () => {
    const target = reference(blockOf(configuration, "aws_security_group", "mount-targets"), "id");
    const client = reference(blockOf(configuration, "aws_security_group", "client"), "id");
    const port = { ip_protocol: "tcp", from_port: 2049, to_port: 2049 };
    expect(blocksOf(configuration, "aws_vpc_security_group_ingress_rule").map(({ block }) => block)).toEqual([
      expect.objectContaining({ ...port, security_group_id: target, referenced_security_group_id: client }),
    ]);
    expect(argumentsOf(configuration, "aws_vpc_security_group_egress_rule", "traffic")).toMatchObject({
      ...port,
      security_group_id: client,
      referenced_security_group_id: target,
    });
  });

  test("is ready with its policy, its mount targets and both rules", () => {
    const other = synthesize((access, stack) => {
      new CloudwatchLogGroup(stack, "waiting", { name: "waiting", dependsOn: [...access.ready] });
    });
    const types = [
      "aws_efs_file_system_policy",
      "aws_efs_mount_target",
      "aws_vpc_security_group_egress_rule",
      "aws_vpc_security_group_ingress_rule",
    ];
    const expected = types.flatMap((type) => blocksOf(other, type).map(({ address }) => address));
    const { depends_on } = argumentsOf(other, "aws_cloudwatch_log_group", "waiting");
    expect([...(depends_on as string[])].sort()).toEqual(expected.sort());
    expect(depends_on).toHaveLength(6);
  });
});

test("mount targets are refused where the zones are not the network's", () => {
  const stack = regionalStack();
  const network = networkOf(stack, ["a", "b"]);
  const props = { fileSystemId: FILE_SYSTEM_ID, network, dependsOn: [] };
  expect(() => new MountTargets(stack, "targets", { ...props, zones: ZONES })).toThrow(
    "the network has 2 private subnets, and 3 zones are named: a, b, c",
  );
});

test.each(["media", "//", "/media/", ""])("an access point is refused at %j", (path) => {
  expect(() => new AccessPoint(regionalStack(), "it", { fileSystemId: FILE_SYSTEM_ID, path })).toThrow(
    "must be absolute",
  );
});

test("an access point at the root makes no directory: on a copy it could not", () => {
  const configuration = synthesizeStack((stack) => {
    new AccessPoint(stack, "it", { fileSystemId: FILE_SYSTEM_ID, path: "/" });
  });
  expect(argumentsOf(configuration, "aws_efs_access_point").root_directory).toEqual({ path: "/" });
});
