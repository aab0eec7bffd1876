/** The shortcomings of the school whose summary is the model (domain facts, section 2.5), as ledger rows. */
export const eightShortcomings = [
  { row: 1, no: 27, problem: '无专业艺术活动室', measure: '报告教育局列入计划；先用普通教室错时兼用', cause: null },
  { row: 2, no: 29, problem: '未与社会艺术团体建立合作', measure: '联系文化馆、少年宫签约', cause: null },
  { row: 3, no: 32, problem: '因安全未到基地开展学工学农', measure: '安全预案和就近基地，先小批试行', cause: null },
  { row: 4, no: 46, problem: '优质培训资源引进需统筹规划', measure: '年度培训计划、资源清单', cause: null },
  { row: 5, no: 46, problem: '教研与培训结合欠缺', measure: '教研活动与培训同题设计', cause: null },
  { row: 6, no: 50, problem: '未组织社区服务与劳动技术教育（安全）', measure: '校内劳动岗先行', cause: null },
  { row: 7, no: 53, problem: '教学质量保障机制滞后，未调研完善', measure: '调研、修订办法', cause: null },
  { row: 8, no: 54, problem: '教学考评环节薄弱', measure: '修订考评办法，教代会讨论', cause: null },
] as const
