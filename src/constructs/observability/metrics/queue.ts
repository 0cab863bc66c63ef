import { metricsOf } from "../metric";

/**
 * Metrics of one SQS queue. A queue that nobody has used for six hours reports none.
 *
 * Source: SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS"; from memory, to be checked there.
 */
export function queueMetrics(queueName: string) {
  const metric = metricsOf("AWS/SQS", { QueueName: queueName });
  return {
    oldestMessage: metric("ApproximateAgeOfOldestMessage", "Maximum", "Age of the oldest message (s)"),
    messages: metric("ApproximateNumberOfMessagesVisible", "Maximum", "Messages that wait"),
    sent: metric("NumberOfMessagesSent", "Sum", "Messages sent"),
    deleted: metric("NumberOfMessagesDeleted", "Sum", "Messages done"),
  };
}
