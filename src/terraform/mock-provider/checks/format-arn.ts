const ARN = /^arn:aws(-[a-z]+)*:[a-zA-Z0-9-]+:([a-z]{2}(-[a-z]+)+-\d)?:(\d{12}|aws)?:.+$/;

/** Why a text is not an ARN, `undefined` when it is one. */
export function arnFault(text: string): string | undefined {
  if (ARN.test(text)) return undefined;
  return `"${text}" is not an ARN; one looks like arn:aws:<service>:<region>:<12-digit account>:<resource>`;
}
