import type { Card } from '#cards/card.ts'
import { type ExportedView, type ExportWarningView, exportedCard, exportWarningCard } from '#cards/evidence-export.ts'
import type { Flagged } from '#src/domain/evidence-guard.ts'
import type { CampaignId } from '#src/domain/ids.ts'

const campaign = 3 as CampaignId
const title = '2026年对照整改年活动'
const flagged: readonly Flagged[] = [
  { code: '1.1-002', words: [], inside: ['identity', 'phone'], of: '（1）免试就近入学', by: '林静', isFile: true },
  { code: '台账-001', words: ['phone'], inside: [], of: '台账编号3', by: '孙主任', isFile: false },
]
export const aWarning: ExportWarningView = { campaign, title, what: 'pack', flagged, seen: 7, note: null }
export const anExport: ExportedView = {
  campaign,
  title,
  what: 'pack',
  places: 31,
  files: 12,
  leftOut: 0,
  unchecked: 7,
  volumes: 1,
  alone: 0,
}

export const exportSamples: Readonly<Record<string, Card>> = {
  'export warning': exportWarningCard(aWarning),
  'export warning, of many': exportWarningCard({
    ...aWarning,
    what: 'index',
    flagged: Array.from({ length: 60 }, (_, at) => ({ ...aWarning.flagged[1], code: `2.4-${at + 100}` }) as Flagged),
    note: '这张卡片已更新，请以最新的一张为准。',
  }),
  'exported index': exportedCard({ ...anExport, what: 'index', volumes: 0 }),
  'exported pack': exportedCard(anExport),
  'exported pack of volumes': exportedCard({ ...anExport, leftOut: 2, volumes: 3, alone: 1 }),
  'exported pack without files': exportedCard({ ...anExport, files: 0, unchecked: 0, volumes: 0 }),
}
