// What the components slice says no to as a whole; faults of single rows are in row-fault.ts.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const componentsRefusals = {
  'component.not_found': {
    status: 404,
    retryable: false,
    zh: '没有找到该部件。它可能不在本系统登记；可以不选部件，直接按位置上报。',
    en: 'This component was not found. It may not be registered; you can report by place without it.',
  },
  'component.file_unreadable': {
    status: 422,
    retryable: false,
    zh: '文件无法读取：{zh}',
    en: 'The file can’t be read: {en}',
  },
  'component.file_projected': {
    status: 422,
    retryable: false,
    zh: '文件的坐标系“{what}”不能换算：{zh}',
    en: 'The coordinates of this file (“{what}”) can’t be turned into degrees. {en}',
  },
  'component.package_unfit': {
    status: 422,
    retryable: false,
    zh: '文件没有导入：{zh}',
    en: 'The file was not taken: {en}',
  },
  'component.import_not_found': {
    status: 404,
    retryable: false,
    zh: '没有找到这次导入。请刷新导入列表，或重新选择文件上传。',
    en: 'This import was not found. Refresh the list of imports, or choose the file again.',
  },
  'component.import_not_ready': {
    status: 409,
    retryable: false,
    zh: '文件还没有传完，或正在处理，或已经导入完毕。请看当前进度；要再次导入请重新上传文件。',
    en: 'The file is on its way, being worked on, or imported already. See how far it is.',
  },
  'component.import_kept': {
    status: 409,
    retryable: false,
    zh: '这次导入正在处理，或已写入部件，不能删除。正在处理的可以先取消；已写入的保留为部件的来历。',
    en: 'This import is being worked on, or has written rows, and stays on record. You can cancel it.',
  },
  'component.import_stumbled': {
    status: 503,
    retryable: true,
    zh: '导入中途出错，已写入的行保留。请再次导入：已有的不会重复；如再次出错，请联系系统管理员。',
    en: 'The import stumbled; rows written stay. Run it again, nothing comes twice.',
  },
  'component.piece_unfit': {
    status: 422,
    retryable: true,
    zh: '文件的第 {number} 段与登记的大小不符（应为 {due} 字节）。请重新选择文件上传。',
    en: 'Piece {number} is not of the size that was announced ({due} bytes). Choose the file again.',
  },
  'component.too_many_rows': {
    status: 413,
    retryable: false,
    zh: '文件有 {rows} 行，一次最多 {limit} 行。请分成几个文件导入。',
    en: 'The file has {rows} rows; at most {limit} go in one import. Split it.',
  },
  'component.words_missing': {
    status: 422,
    retryable: false,
    zh: '请写明理由：提出异议要说明为什么不归本单位。',
    en: 'Give a reason: a dispute must say why the thing isn’t the unit’s own.',
  },
  'component.unit_unknown': {
    status: 422,
    retryable: false,
    zh: '没有这个单位，或它不属于本区，或已撤销。请重新选择单位。',
    en: 'There is no such unit, or it is not of this district, or it is closed. Choose another.',
  },
  'component.finding_unfit': {
    status: 422,
    retryable: false,
    zh: '普查结果无法登记：{zh}。请补充或改正后再提交。',
    en: 'The finding can’t be taken in: {en}. Complete or mend it and send it again.',
  },
  'component.finding_moved': {
    status: 409,
    retryable: false,
    zh: '这条普查结果已由他人审核。请刷新列表。',
    en: 'Somebody has reviewed this finding already. Refresh the list.',
  },
  'component.not_gone': {
    status: 409,
    retryable: false,
    zh: '这个部件没有注销，或已由他人恢复。请刷新后再看。',
    en: 'This component isn’t gone, or somebody has brought it back already. Look again.',
  },
  'component.place_taken': {
    status: 409,
    retryable: false,
    zh:
      '同一位置现在登记着同类部件 {code}。请先核实是不是同一件：' +
      '是同一件的不必恢复；不是的先更正它的位置。',
    en:
      'Another component of its class is registered on that spot now ({code}). If it is the same thing, ' +
      'leave this one gone; if not, mend the place of that one first.',
  },
  'component.round_running': {
    status: 409,
    retryable: false,
    zh: '这个区域的普查正在进行。请先结束它，再开始新的一轮。',
    en: 'A round of this area is running. End it before a new one begins.',
  },
  'component.round_not_found': {
    status: 404,
    retryable: false,
    zh: '没有找到这一轮普查。请刷新列表。',
    en: 'This round was not found. Refresh the list.',
  },
  'component.too_many_sheets': {
    status: 503,
    retryable: true,
    zh: '正在打印的人较多，请稍后再试。',
    en: 'Too many sheets are being printed. Try again in a moment.',
  },
} satisfies RefusalTable;
