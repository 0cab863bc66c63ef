declare module "asl-validator" {
  interface Validation {
    readonly isValid: boolean;
    errorsText(separator?: string): string;
  }

  function aslValidator(definition: unknown): Validation;

  export = aslValidator;
}
