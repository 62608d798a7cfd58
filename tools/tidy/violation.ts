// What a rule finds: where, why it matters, and what to do instead.

export interface Violation {
  /** Name of the rule, as exemptions name it. */
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

export interface Exemption {
  readonly path: string;
  readonly rule: string;
  readonly why: string;
}

export const tell = (violation: Violation): string =>
  `${violation.path}:${violation.line} ${violation.what} [${violation.rule}]`;

/** What is left after the exemptions, and the exemptions that exempt nothing any more. */
export function applyExemptions(violations: readonly Violation[], exemptions: readonly Exemption[]) {
  const matches = (exemption: Exemption, violation: Violation) =>
    exemption.path === violation.path && exemption.rule === violation.rule;
  return {
    left: violations.filter((violation) => !exemptions.some((exemption) => matches(exemption, violation))),
    stale: exemptions.filter((exemption) => !violations.some((violation) => matches(exemption, violation))),
  };
}
