// How many cases one question of a phone brings. Apart from the contract, so that the phone need not carry
// the builder of schemas for a number.
export const SHIFT_PAGE = 40;
