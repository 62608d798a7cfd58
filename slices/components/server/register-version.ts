// The name under which the register tells that it has changed: maps and phones ask by it whether what they
// hold is still true.
export const REGISTER_VERSION = 'components';
