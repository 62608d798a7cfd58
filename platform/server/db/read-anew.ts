/** What was decided from memory is not what the store holds any more. The whole transaction is done again, as
 *  for a conflict that the store itself reports; whoever throws it has had the memory looked up again. */
export class ReadAnew extends Error {
  override name = 'ReadAnew';
}
