import type { Campaign } from '#db/campaign.ts'
import { countOpenings, postedItems } from '#db/study.ts'
import { heldSessions } from '#db/study-session.ts'
import type { Tx } from '#db/tx.ts'
import type { Standard } from '../domain/standard.ts'
import type { StudyFacts } from '../domain/study.ts'
import { countArrived, studyItems, studyLevel } from '../domain/study-item.ts'

/** How the standard was studied, as it stands now. */
export async function gatherStudy(tx: Tx, campaign: Campaign, standard: Standard): Promise<StudyFacts> {
  return {
    sessions: await heldSessions(tx, campaign.id),
    ...countArrived(await postedItems(tx, campaign.id)),
    items: studyItems(standard).length,
    level: studyLevel(standard),
    ...(await countOpenings(tx, campaign.id)),
  }
}
