import { standardControls, standardSaid } from '#cards/standard-words.ts'
import { campaignLedBy, campaignsOf } from '#db/campaign.ts'
import { isMember, membersReadAt } from '#db/chat.ts'
import type { ChatId } from '../domain/ids.ts'
import type { StandardWords } from '../domain/standard-command.ts'
import type { Reply } from '../events.ts'
import { askForFile } from './ask-for-file.ts'
import { mayCoordinate, membersHoldMs } from './roles.ts'
import { refused, type Scene } from './scene.ts'
import { settleImportByWords } from './settle-import.ts'

/**
 * 创建活动 导入标准: asks for a standard of one's own, in private; it is for the group in which it is said, in private for
 * the one of the last campaign. With 确认导入 or 取消导入 what the buttons of its preview do.
 */
export async function bringStandard(scene: Scene, asked: StandardWords): Promise<Reply> {
  if (asked.do === 'cancel') return settleImportByWords(scene, 'standard', 'cancel')
  if (asked.do === 'confirm') {
    const form = {
      ...(asked.title === null ? {} : { [standardControls.title]: asked.title }),
      ...(asked.ratings === null ? {} : { [standardControls.ratings]: asked.ratings }),
    }
    return settleImportByWords(scene, 'standard', 'confirm', form)
  }
  const chat = scene.place === 'group' ? scene.chat : await groupOf(scene)
  if (chat === null) return refused('group-only')
  if (!(await mayBring(scene, chat))) return refused('no-right-to-set-up')
  return askForFile(scene, { purpose: 'standard', campaign: null, chat }, standardSaid.send)
}

/** Who may make a campaign in a group, or change the one that runs there; elsewhere its members while their list is fresh. */
export async function mayBring(scene: Scene, chat: ChatId): Promise<boolean> {
  const running = await campaignLedBy(scene.tx, chat)
  if (running !== null && running.status !== 'closed') return mayCoordinate(scene, running)
  if (scene.chat === chat) return true
  const readAt = await membersReadAt(scene.tx, chat)
  if (readAt === null || scene.now.getTime() - readAt.getTime() > membersHoldMs) return false
  return isMember(scene.tx, chat, scene.who.id)
}

async function groupOf(scene: Scene): Promise<ChatId | null> {
  for (const { leadingChat } of await campaignsOf(scene.tx, scene.who.id)) {
    if (await mayBring(scene, leadingChat)) return leadingChat
  }
  return null
}
