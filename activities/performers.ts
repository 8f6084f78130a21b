import { bulkEffect } from '../workflows/bulk/bulk';
import { tellEffect } from '../workflows/shared-date/shared-date';
import type { Performers } from './effects';
import { extendInBulk } from './extend-in-bulk';
import { tellPilots } from './tell-pilots';
import type { TellingParts } from './telling';

/** What this worker performs, by kind of effect. */
export const performersOf = (parts: TellingParts): Performers => ({
  [bulkEffect]: extendInBulk(parts),
  [tellEffect]: tellPilots(parts),
});
