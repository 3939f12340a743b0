/** The package ships no types; this is the part that the tests call. */
declare module 'asl-validator' {
  export default function validate(definition: object): {
    isValid: boolean;
    errorsText?: (separator: string) => string;
  };
}
