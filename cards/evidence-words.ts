import { type EvidenceKind, type EvidenceRefusal, mostEvidenceBytes } from '#src/domain/evidence.ts'
import type { PrivateMark } from '#src/domain/looks-private.ts'
import { cut, longestLine } from './cut.ts'

/** Words of cards that show evidence, and of what becomes of it. */
export const evidenceButtons = {
  saveUses: '保存',
  show: '查看材料',
  withdraw: (no: number) => `撤下${no}`,
} as const

export const evidenceLabels = { uses: '用于哪些条款' } as const

const megabytes = mostEvidenceBytes / 1024 / 1024

/** Why a piece is not kept, and what to do instead; whoever sent it has done nothing wrong. */
export const evidenceRefusalWords: Readonly<Record<EvidenceRefusal, string>> = {
  'too-large': `超过${megabytes}MB，没有收下。请压缩后再发，或在「佐证材料」里写明放在哪里。`,
  empty: '是空文件，没有收下。请看看是否选错了文件。',
  program: '是程序，没有收下。请发照片或文档。',
  archive: '是压缩包，没有收下。请解压后把里面的文件一个个发来。',
  video: '是视频或录音，没有收下。请发几张照片，或在「佐证材料」里写明放在哪里。',
  heic: '是HEIC格式，没有收下。请在聊天里点「图片」发送，或先存成JPG。',
  'type-not-taken': '这种文件没有收下。可以发照片、PDF、Word、Excel、PPT、WPS文档和文本。',
  'ending-false': '文件名的后缀和内容对不上，没有收下。请从原来的软件里重新保存再发。',
  'photo-unreadable': '图片打不开，没有收下。请重新拍一张，或存成JPG再发。',
  'photo-too-large': '图片的尺寸太大，没有收下。请缩小，或截图后再发。',
  'many-pages': '是多页的扫描件，没有收下。请存成PDF再发。',
  'file-unreadable': '文件打不开，没有收下。请重新保存后再发。',
  locked: '文件加了密码，没有收下。请去掉密码再发。',
  macro: '文档里带有宏，没有收下。请另存为不带宏的文档再发。',
  bomb: '文件解开后大得不正常，没有收下。请重新保存后再发。',
  recalled: '消息已撤回，没有收下。',
  'download-broken': '没有收完整，请再发一次。',
  'no-room': '服务器暂时存不下，没有收下。请过一会儿再发，或告诉联络员。',
  'already-there': '这里已经有同样的一份，不用再发。',
}

export const evidenceSaid = {
  usesSaved: '已保存。',
  withdrawn: '已撤下。',
  sentPrivately: '材料已单独发给您，请看与我的聊天。',
  nothingThere: '这一条还没有照片和文件。',
  chooseOne: '请至少选择一条；不需要的材料可以撤下。',
  noPiece: '没有找到这一件，请看最近一张「佐证材料」卡片上的序号。',
  nothingListed: '没有找到这一件，请发送「查看佐证」看序号。',
  notYourEvidence: '这份材料请由发送的老师或责任人来调整。',
  proofStands: '已申请销号，证明材料先留着；退回以后可以再撤下。',
  notForYou: '这些材料请由责任人、部门负责人或领导小组查看。',
} as const

/** To somebody who presses the card of what another person sent. */
export function notYourTray(owner: string): string {
  return `这是${owner}发来的材料，请由本人操作。`
}

export const kindWords: Readonly<Record<EvidenceKind, string>> = { photo: '照片', file: '文件' }

const markWords: Readonly<Record<PrivateMark, string>> = { identity: '身份证号', phone: '电话号码' }

/** 像有身份证号、电话号码: what something looks as if it held; the number is never repeated. */
export function sayLooksLike(marks: readonly PrivateMark[]): string {
  return `像有${marks.map((mark) => markWords[mark]).join('、')}`
}

/** To whoever sent something that looks so. */
export const looksPrivate = '学生和家长的个人信息，没有必要就请撤下，在「佐证材料」里写明放在哪里即可。'

/** 照片 2 · 文件 1; empty when there is nothing. */
export function sayPieces(pieces: readonly { readonly kind: EvidenceKind }[]): string {
  return (['photo', 'file'] as const)
    .map((kind) => ({ kind, count: pieces.filter((piece) => piece.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${kindWords[kind]} ${count}`)
    .join(' · ')
}

/** 文件《名册.xlsx》 in private; before a group its kind alone, as a file's name may hold a child's. */
export function sayPiece(
  { kind, name }: { readonly kind: EvidenceKind; readonly name: string },
  isPrivate: boolean,
): string {
  return isPrivate && name !== kindWords.photo ? `${kindWords[kind]}《${cut(name, longestLine)}》` : kindWords[kind]
}
