// What stands where a case has no item yet: on every screen, on paper and on the wall the same.
export const NO_ITEM = { zh: '尚未确定细类', en: 'No item yet' } as const;
