import { passedRoleTrust } from "../../../src/constructs/iam/passed-role-trust";

test("one service may take the role, under no condition that it might not meet", () => {
  expect(JSON.parse(passedRoleTrust("s3.amazonaws.com"))).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AllowService",
        Effect: "Allow",
        Principal: { Service: ["s3.amazonaws.com"] },
        Action: ["sts:AssumeRole"],
      },
    ],
  });
});
