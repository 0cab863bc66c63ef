declare module "asl-validator" {
  /** What the package says of a definition. It brings no types of its own. */
  export default function validate(definition: object): {
    readonly isValid: boolean;
    readonly errors: readonly unknown[];
  };
}
