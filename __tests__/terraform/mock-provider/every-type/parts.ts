export const REGION = "us-east-1";
export const ACCOUNT = "123456789012";

export const policy = (statement: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });

export const trust = policy({ Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" });
export const read = policy({ Action: "s3:GetObject", Resource: "*" });
export const resourcePolicy = policy({ Principal: "*", Action: "sns:Publish", Resource: "*" });
export const bucket = "${aws_s3_bucket.a.bucket}";
export const visibility = (name: string): object => ({
  cloudwatch_metrics_enabled: true,
  metric_name: name,
  sampled_requests_enabled: true,
});

/** The resource that methods in it are of. */
export const ofApiResource = {
  rest_api_id: "${aws_api_gateway_rest_api.a.id}",
  resource_id: "${aws_api_gateway_resource.a.id}",
};
