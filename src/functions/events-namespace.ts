/** The CloudWatch namespace of what the consumers of the event stream count. */
export const EVENTS_NAMESPACE = "Standby/Events";
