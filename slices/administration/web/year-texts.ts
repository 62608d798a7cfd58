// The words of loading a year's holidays.
import { defineTexts } from '../../../ui/words/texts.ts';

export const yearTexts = defineTexts({
  zh: {
    title: (year: number) => `录入 ${year} 年放假和调休`,
    open: (year: number) => `录入或更正 ${year} 年的放假和调休`,
    lines: '放假和调休，每行一条',
    linesHelp:
      '日期、放假或调休、名称，用制表符、逗号或空格隔开，例如：2月5日至11日 ' +
      '放假 春节。可从 Excel 直接粘贴；录入后取代这一年原有的全部安排。',
    file: '或选择文件（.xlsx 或 .csv）',
    fileHelp: '列依次为：日期、放假或调休、名称、英文名称（可空）。',
    reading: (name: string) => `正在读取“${name}”…`,
    fileRead: (name: string) => `已读入“${name}”，请在下面逐行检查。`,
    replaced: (name: string) => `原来填写的内容已换成“${name}”`,
    emptyFile: (name: string) => `“${name}”里没有内容，原来填写的没有改动。请选另一个文件。`,
    fill: '填入现有安排',
    source: '来源或理由',
    sourceHelp: '例如：国办发明电〔2026〕7 号；留在变更记录中，第二人会看到。',
    sourceEn: '来源的英文（可不填）',
    sourceEnHelp: '英文界面显示它；不填就显示上面的原文。',
    preview: '逐行检查',
    line: '行',
    text: '原文',
    read: '读作',
    off: '放假',
    work: '调休上班',
    days: (n: number) => `${n} 天`,
    counts: (off: number, work: number) => `放假 ${off} 天，调休上班 ${work} 天。`,
    bad: (n: number) => `${n} 行有误，改好后才能提交。`,
    changes: (n: number) => `与现有安排相比，有 ${n} 天不同。`,
    waits: '其中有今天或已过的日期，会改动已承诺、已考核的时限：须另一位管理员或领导同意后才生效。',
    send: '提交',
    badDays: '日期看不懂：请写成 2027-02-06、2月6日或 2月5日至11日，一行最多 31 天。',
    otherYear: '日期不在所选年份：请改日期，或先换年份。',
    twice: '这一天前面已经写过：请删去其中一行。',
    badKind: '请写明“放假”或“调休”。',
    badName: '请写上名称，例如 春节（最多 100 字）。',
  },
  en: {
    title: (year: number) => `Load the holidays of ${year}`,
    open: (year: number) => `Load or correct the holidays of ${year}`,
    lines: 'Holidays and make-up days, one line each',
    linesHelp:
      'Days, off or work, name, with tabs, commas or blanks ' +
      'between, for example: 2027-02-05..2027-02-11, off, ' +
      'Spring Festival. Lines of Excel can be pasted. They take the place of the whole year as it is.',
    file: 'Or choose a file (.xlsx or .csv)',
    fileHelp: 'Columns in this order: days, off or work, name, English name (may be empty).',
    reading: (name: string) => `Reading “${name}”…`,
    fileRead: (name: string) => `“${name}” is read; look through the lines below.`,
    replaced: (name: string) => `What stood there was replaced by “${name}”`,
    emptyFile: (name: string) => `“${name}” is empty; nothing has changed. Choose another file.`,
    fill: 'Start from what is loaded',
    source: 'Source or reason',
    sourceHelp: 'For example the number of the notice. It stays on record, and the second person sees it.',
    sourceEn: 'The source in English (may be empty)',
    sourceEnHelp: 'Shown on English screens; left empty, what stands above is shown.',
    preview: 'Line by line',
    line: 'Line',
    text: 'As written',
    read: 'Read as',
    off: 'off',
    work: 'make-up working day',
    days: (n: number) => (n === 1 ? '1 day' : `${n} days`),
    counts: (off: number, work: number) => `Days off: ${off}. Make-up working days: ${work}.`,
    bad: (n: number) =>
      n === 1 ? 'One line is wrong; mend it first.' : `${n} lines are wrong; mend them first.`,
    changes: (n: number) =>
      n === 1 ? 'One day differs from what is loaded.' : `${n} days differ from what is loaded.`,
    waits:
      'Some of them are today or past and move limits that ' +
      'were promised and judged: another administrator or ' +
      'leader must agree before they hold.',
    send: 'Send',
    badDays: 'The days can’t be read: write 2027-02-06 or 2027-02-05..2027-02-11, at most 31 in a line.',
    otherYear: 'This is not a day of the year chosen: change the day, or choose the other year first.',
    twice: 'This day stands above already: delete one of the two lines.',
    badKind: 'Say “off” or “work”.',
    badName: 'Give it a name, for example Spring Festival (at most 100 characters).',
  },
});
