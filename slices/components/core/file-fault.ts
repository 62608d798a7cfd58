// What can be wrong with a file as a whole, told so that whoever chose it knows why and how to go on.

interface FaultWords {
  readonly zh: string;
  readonly en: string;
}

const FORMATS = {
  zh: '请提供带表头的 CSV 或 Excel（.xlsx）、GeoJSON、GeoPackage，或压缩成 zip 的 Shapefile。',
  en: 'Send CSV or Excel (.xlsx) with a heading, GeoJSON, a GeoPackage, or a zipped Shapefile.',
};
const AGAIN = {
  zh: '请重新导出，能正常打开后再上传。',
  en: 'Export it again, see that it opens, and send it again.',
};

/** `{found}` in the words is what the reader met: a size, a line. */
export const FILE_FAULTS = {
  empty: {
    zh: '文件是空的。请检查导出是否完成，再重新选择文件。',
    en: 'it is empty. See whether it was exported to the end, and choose it again.',
  },
  too_large: {
    zh: '文件有 {found} MB，一次最多 {limit} MB。请分成几个文件，或去掉用不到的列。',
    en: 'it has {found} MB, and {limit} MB is the most. Split it, or leave out columns that nobody needs.',
  },
  no_rows: {
    zh: '里面没有一个部件。请检查是否选对了文件，表格须在表头下至少有一行。',
    en: 'it holds no component. Is it the right file? A table needs a row below its heading.',
  },
  no_text: {
    zh: `它不是表格，也不是能识别的格式（如图片、程序文件）。${FORMATS.zh}`,
    en: `it is no table, and of no form that is known. ${FORMATS.en}`,
  },
  old_excel: {
    zh: '这是旧版 Excel 或 WPS（.xls、.et），或加了密码。请在表格软件中去掉密码，另存为 .xlsx 或 CSV。',
    en: 'it is of old Excel or WPS (.xls, .et), or has a password. Save it without one as .xlsx or CSV.',
  },
  other_letters: {
    zh: '文字编码既不是 UTF-8 也不是 GBK。请在表格软件中另存为“CSV UTF-8”。',
    en: 'its letters are neither UTF-8 nor GBK. Save it as “CSV UTF-8”.',
  },
  quote_astray: {
    zh: '第 {found} 行附近的英文双引号不成对。请改正该行，单元格里的引号要写成两个。',
    en: 'near line {found} a double quote has no partner. Mend it; inside a cell it is written twice.',
  },
  row_endless: {
    zh: '有一行超过 100 万字，多半是双引号不成对或换行丢失。请检查后重新导出。',
    en: 'a row has more than a million characters; a quote or the line ends may be lost. Export it again.',
  },
  rows_too_many: {
    zh: '工作表超过 {limit} 行，这是 Excel 的上限，文件可能已损坏。请另存为 .xlsx 或 CSV 再上传。',
    en: 'its sheet has more than {limit} rows, which is all that Excel knows. Save it again as .xlsx or CSV.',
  },
  words_too_many: {
    zh: '工作簿里不同的文字太多。请另存为 CSV 再上传。',
    en: 'the workbook holds too many different texts. Save it as CSV.',
  },
  no_sheet: {
    zh: '工作簿里没有工作表。请另存为 .xlsx 或 CSV 再上传。',
    en: 'the workbook has no sheet. Save it as .xlsx or CSV.',
  },
  zip_of_else: {
    zh: `压缩包里既没有 Shapefile（.shp），也不是 Excel。${FORMATS.zh}`,
    en: `the zip holds no Shapefile (.shp) and is no workbook. ${FORMATS.en}`,
  },
  other_office: {
    zh: '这是另一种表格文件（如 .ods、.xlsb 或 .numbers）。请在表格软件中另存为 .xlsx 或 CSV。',
    en: 'it is a spreadsheet of another form (.ods, .xlsb or .numbers). Save it as .xlsx or CSV.',
  },
  markup: {
    zh: '这是网页或 XML：有的系统导出的“Excel”其实是网页。请在表格软件中打开，另存为 .xlsx 或 CSV。',
    en: 'it is a web page or XML, as some systems export for Excel. Open it there; save it as .xlsx or CSV.',
  },
  zip_damaged: { zh: `压缩包已损坏，或没有传完。${AGAIN.zh}`, en: `the zip is damaged or cut short. ${AGAIN.en}` },
  zip_packed_otherwise: {
    zh: '压缩包用了不认识的压缩方式。请用系统自带的“压缩为 zip”，不加密码。',
    en: 'the zip is packed in a way that is not known. Pack it as a plain zip, without a password.',
  },
  zip_too_large: {
    zh: '解压后超过 {limit} MB，远超一次普查所需。请检查文件是否完好，或分成几个文件导入。',
    en: 'unpacked it has more than {limit} MB, far beyond a census. Is the file whole? Or split it.',
  },
  shp_alone: {
    zh: '只有 .shp，没有属性表。请把 .shp、.dbf、.prj 一起选中，或压缩成 zip。',
    en: 'it is a .shp without its table. Choose .shp, .dbf and .prj together, or zip them.',
  },
  dbf_missing: {
    zh: '没有与 .shp 同名的 .dbf（属性表）。请一起压缩成 zip 再上传。',
    en: 'beside the .shp there is no .dbf of the same name. Zip them together.',
  },
  dbf_shorter: {
    zh: `.dbf 的记录比 .shp 的图形少，两者不是同一批。${AGAIN.zh}`,
    en: `the .dbf has fewer records than the .shp has shapes. ${AGAIN.en}`,
  },
  shp_damaged: { zh: `.shp 已损坏。${AGAIN.zh}`, en: `the .shp is damaged. ${AGAIN.en}` },
  dbf_damaged: { zh: `.dbf 已损坏或是空的。${AGAIN.zh}`, en: `the .dbf is damaged or empty. ${AGAIN.en}` },
  cut_short: {
    zh: `文件在一条记录的中间断了。${AGAIN.zh}`,
    en: `it ends in the middle of a record. ${AGAIN.en}`,
  },
  upload_short: {
    zh: '上传的内容不完整。请重新选择文件上传。',
    en: 'what was sent is not whole. Choose the file again.',
  },
  no_features: {
    zh: 'JSON 里没有 FeatureCollection 的 features。请导出为 GeoJSON FeatureCollection。',
    en: 'there are no features of a FeatureCollection. Export it as a GeoJSON FeatureCollection.',
  },
  features_cut: {
    zh: `GeoJSON（FeatureCollection）在中间断了。${AGAIN.zh}`,
    en: `the FeatureCollection ends in the middle. ${AGAIN.en}`,
  },
  feature_endless: {
    zh: `GeoJSON 中有一个要素没有结束。${AGAIN.zh}`,
    en: `a feature of the GeoJSON has no end. ${AGAIN.en}`,
  },
  feature_damaged: {
    zh: `GeoJSON 中有一个要素不是有效的 JSON。${AGAIN.zh}`,
    en: `a feature is not valid JSON. ${AGAIN.en}`,
  },
} as const satisfies Readonly<Record<string, FaultWords>>;

export type FileFaultKind = keyof typeof FILE_FAULTS;

/** What the words of `component.file_unreadable` are filled in with. */
export function fileFault(kind: FileFaultKind, data: Readonly<Record<string, number>> = {}) {
  const fill = (words: string) => words.replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? '–'));
  return { kind, zh: fill(FILE_FAULTS[kind].zh), en: fill(FILE_FAULTS[kind].en) };
}
