/** How long the function that reaches the other site may take, in seconds: its own timeout. */
export const REMOTE_SECONDS = 20;
