import type { Card } from '#cards/card.ts'
import { type StudyView, studyCard } from '#cards/study.ts'
import { studyItemCard, studyTextCard } from '#cards/study-item.ts'
import { type SessionFormView, sessionFormCard } from '#cards/study-session.ts'
import { sessionGaps } from '#cards/study-words.ts'
import type { Day } from '#src/domain/day.ts'
import type { CampaignId, ItemNo, RequirementNo } from '#src/domain/ids.ts'
import type { StudyItem } from '#src/domain/study-item.ts'

const campaign = 3 as CampaignId
const title = '2026年对照整改年活动'
const held = {
  no: 1,
  on: '2026-09-03' as Day,
  form: '集中学习',
  about: '校长解读标准，分年级组讨论',
  people: 32,
}

export const aStudy: StudyView = {
  campaign,
  title,
  sessions: [held, { ...held, no: 3, on: '2026-09-08' as Day, form: '宣传栏', people: null }],
  daily: {
    seen: 0,
    runs: false,
    group: null,
    botLeft: false,
    sent: 0,
    items: 22,
    readers: 0,
    openings: 0,
    next: { no: 1 as ItemNo, title: '维护学生平等入学权利', day: '2026-09-08' as Day },
    mayStart: true,
    ended: false,
  },
  note: null,
}
const running = {
  ...aStudy.daily,
  seen: 1,
  runs: true,
  group: '全体教师群',
  sent: 12,
  readers: 6,
  openings: 35,
  mayStart: false,
}
const anItem: StudyItem = {
  no: 5 as ItemNo,
  title: '帮助学生学会学习',
  duty: '促进学生全面发展',
  requirements: [17, 18].map((no) => ({
    no: no as RequirementNo,
    title: '学习兴趣与自信心',
    text: '营造良好的学习环境与氛围，激发和保护学生的学习兴趣，培养学生的学习自信心。',
    evidence: [],
    suggestedDepartment: '教务处',
  })),
}
const many = Array.from({ length: 40 }, () => anItem.requirements).flat()

export const aSessionForm: SessionFormView = {
  campaign,
  title,
  seen: 3,
  typed: { day: '2026-09-08', form: null, about: null, people: null },
  note: null,
}

export const studySamples: Readonly<Record<string, Card>> = {
  study: studyCard(aStudy),
  'study running': studyCard({ ...aStudy, daily: running }),
  'study running here, last item sent': studyCard({ ...aStudy, daily: { ...running, group: '本群', next: null } }),
  'study stopped, in private': studyCard({ ...aStudy, daily: { ...running, runs: false } }),
  'study in a group the bot has left': studyCard({ ...aStudy, daily: { ...running, botLeft: true, group: '' } }),
  'study after the end': studyCard({ ...aStudy, daily: { ...running, runs: false, next: null, ended: true } }),
  'study item': studyItemCard({ campaign, title, item: anItem, items: 22 }),
  'study item of many requirements': studyItemCard({
    campaign,
    title,
    item: { ...anItem, requirements: many },
    items: 22,
  }),
  'study item of one requirement': studyItemCard({
    campaign,
    title,
    item: { ...anItem, title: '学习兴趣与自信心', requirements: anItem.requirements.slice(1) },
    items: 92,
  }),
  'study text': studyTextCard({ title, item: anItem, items: 22, condensed: true }),
  'study text of an own standard': studyTextCard({ title, item: anItem, items: 22, condensed: false }),
  'study text of many requirements': studyTextCard({
    title,
    item: { ...anItem, requirements: many },
    items: 22,
    condensed: true,
  }),
  'study, nothing noted': studyCard({ ...aStudy, sessions: [] }),
  'study, much noted': studyCard({
    ...aStudy,
    sessions: Array.from({ length: 40 }, (_, at) => ({ ...held, no: at + 1, about: '长'.repeat(200) })),
    note: '这次学习已记下。',
  }),
  'session form': sessionFormCard(aSessionForm),
  'session form, refused': sessionFormCard({
    ...aSessionForm,
    typed: { day: null, form: '长'.repeat(300), about: '标准\n"全文"', people: '很多人' },
    note: sessionGaps['people-unreadable'],
  }),
}
