/** What was tried without a transaction can't be done so: it needs a lock, or lost a race for want of one.
 *  The  edge does the whole of it again in a transaction. */
export class NeedsTransaction extends Error {
  override name = 'NeedsTransaction';
}
