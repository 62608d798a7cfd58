// Every way in which this slice says no, with its words. Screens switch on the code, never on the words.
// A refusal to sign in must never tell whether the login exists.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const peopleRefusals = {
  'auth.wrong': {
    status: 401,
    retryable: true,
    zh: '账号或密码不正确，请核对后重试。',
    en: 'The login or the password is not right. Check both and try again.',
  },
  'auth.locked': {
    status: 429,
    retryable: true,
    zh: '输错次数过多，已暂停登录。请在 {minutesLeft} 分钟后重试，或请管理员重设密码。',
    en: 'Too many wrong tries: signing in is paused. Wait {minutesLeft} min, or ask for a new password.',
  },
  'auth.session_ended': {
    status: 401,
    retryable: false,
    zh: '登录已结束，请重新登录。已填写的内容会保留。',
    en: 'Your sign-in has ended. Sign in again; what you typed is kept.',
  },
  'auth.password_given': {
    status: 403,
    retryable: false,
    zh: '您的密码由管理员设置，请先改成只有您知道的密码，再继续使用。',
    en: 'Your password was set by an administrator. First choose one that only you know, then go on.',
  },
  'people.password_short': {
    status: 422,
    retryable: false,
    zh: '密码太短，至少需要 {minLength} 个字符，可以用一句话。',
    en: 'The password is too short. Use at least {minLength} characters; a phrase is fine.',
  },
  'people.password_long': {
    status: 422,
    retryable: false,
    zh: '密码太长，最多 {maxLength} 个字符。',
    en: 'The password is too long. Use at most {maxLength} characters.',
  },
  'people.password_is_name': {
    status: 422,
    retryable: false,
    zh: '密码不能主要由姓名或账号组成，请换一个。',
    en: 'The password is mostly your name or login. Choose another one.',
  },
  'people.password_common': {
    status: 422,
    retryable: false,
    zh: '这个密码太容易被猜到，请换一个。',
    en: 'This password is among the first that anyone would guess. Choose another one.',
  },
  'people.password_same': {
    status: 422,
    retryable: false,
    zh: '新密码与现用密码相同，请换一个。',
    en: 'The new password is the one you have now. Choose another one.',
  },
  'people.person_unknown': {
    status: 404,
    retryable: false,
    zh: '没有找到这位人员。',
    en: 'There is no such person.',
  },
  'people.person_left': {
    status: 409,
    retryable: false,
    zh: '{name}已离岗，不能再任岗位。',
    en: '{name} has left and can no longer be given a post.',
  },
  'people.person_changed': {
    status: 409,
    retryable: false,
    zh: '其他人刚改过{name}的资料，直接保存会把对方的修改悄悄撤销，所以没有保存。请核对最新的内容，再提交一次。',
    en:
      'Someone else has just changed what is held about {name}, and saving yours would have undone that in ' +
      'silence, so nothing was saved. Look at what stands there now, then send again.',
  },
  'people.login_taken': {
    status: 409,
    retryable: false,
    zh: '账号“{login}”已被使用，请换一个。',
    en: 'The login "{login}" is taken. Choose another one.',
  },
  'people.phone_unlikely': {
    status: 422,
    retryable: false,
    zh:
      '“{phone}”不像个人电话：请填写 11 位手机号、带区号的座机（如 023-67890123），' +
      '或以 + 和国家代码开头的号码。110、12345 等服务号码不是个人电话。',
    en:
      '“{phone}” is no telephone of one person: write a mobile of 11 digits, a landline with its area code ' +
      '(such as 023-67890123), or + and the country code. Service numbers such as 110 or 12345 are none.',
  },
  'people.no_phone': {
    status: 404,
    retryable: false,
    zh: '没有登记此人的电话。',
    en: 'No phone number is held for this person.',
  },
  'people.place_missing': {
    status: 422,
    retryable: false,
    zh: '请选择单位或区域，再查看人员。',
    en: 'Choose a unit or an area first, then its people are listed.',
  },
  'people.purpose_missing': {
    status: 422,
    retryable: false,
    zh: '请写明查看电话的用途（至少 4 个字）。',
    en: 'Say what the number is needed for (at least 4 characters).',
  },
  'people.unit_unknown': {
    status: 404,
    retryable: false,
    zh: '没有找到这个单位。',
    en: 'There is no such unit.',
  },
  'people.unit_changed': {
    status: 409,
    retryable: false,
    zh: '其他人刚改过“{name}”，直接保存会把对方的修改悄悄撤销，所以没有保存。请核对最新的内容，再提交一次。',
    en:
      'Someone else has just changed “{name}”, and saving yours would have undone that in silence, so ' +
      'nothing was saved. Look at what stands there now, then send again.',
  },
  'people.successor_unfit': {
    status: 409,
    retryable: false,
    zh: '“{successor}”不能承接：须是本区县另一个未撤销的单位，且不是指挥中心。请另选一个。',
    en:
      '“{successor}” cannot take over: it must be another unit of this district that is not closed and is ' +
      'no command centre. Choose another one.',
  },
  'people.successor_other_kind': {
    status: 409,
    retryable: false,
    zh:
      '清单中有 {rules} 条规则按职能找单位，“{name}”撤销后将无人负责，而“{successor}”不是这一职能。' +
      '请选同一职能、同一层级的单位，或先把这些规则改给其他单位并发布。',
    en:
      '{rules} rules of the catalogue look for a unit by what it does and would lead to nobody without ' +
      '“{name}”; “{successor}” does something else. Choose a unit that does the same at the same level, or ' +
      'publish those rules with another unit first.',
  },
  'people.unit_code_taken': {
    status: 409,
    retryable: false,
    zh: '单位编码重复，或该区域已有指挥中心。请核对后重试。',
    en: 'The unit code is taken, or the area has a command centre already. Check the list and try again.',
  },
  'people.unit_serves_nothing': {
    status: 422,
    retryable: false,
    zh: '单位“{code}”没有服务区域，请至少填写一个。',
    en: 'The unit "{code}" serves no area. Name at least one.',
  },
  'people.unit_own_parent': {
    status: 422,
    retryable: false,
    zh: '单位“{code}”不能是自己的上级。',
    en: 'The unit "{code}" cannot be its own parent.',
  },
  'people.unit_closed': {
    status: 409,
    retryable: false,
    zh: '“{name}”已撤销，请选择其他单位。',
    en: '“{name}” has been closed. Choose another unit.',
  },
  'people.unit_is_centre': {
    status: 409,
    retryable: false,
    zh: '“{name}”是所在区域的指挥中心，不能撤销。可以改名或调整服务区域。',
    en:
      '“{name}” is the command centre of its area and cannot be closed. Rename it or change what it ' +
      'serves.',
  },
  'people.unit_has_people': {
    status: 409,
    retryable: false,
    zh: '“{name}”还有 {people} 人在岗，请先结束或调整他们的岗位。',
    en: '{people} people still have posts in “{name}”. End or move their posts first.',
  },
  'people.unit_has_units': {
    status: 409,
    retryable: false,
    zh: '“{name}”下还有 {units} 个单位，请先撤销它们或改换上级。',
    en: '{units} units stand under “{name}”. Close them or put them under another first.',
  },
  'people.unit_needed': {
    status: 409,
    retryable: false,
    zh:
      '“{name}”还有 {cases} 件未结案件，清单中还有 {rules} 条规则要靠它。撤销时可指定承接单位，一并移交；' +
      '也可先转办案件、登记接替的同类单位，或把规则改给其他单位并发布，然后再试。',
    en:
      '{cases} open cases and {rules} rules of the catalogue still hang on “{name}”. When closing it, ' +
      'name a unit that takes them over; or transfer the cases, register another unit of its kind or ' +
      'publish the rules with another unit, then try again.',
  },
  'people.file_unreadable': {
    status: 422,
    retryable: false,
    zh: '读不懂这个文件：请用模板另存为 .xlsx 或 .csv，首行须有“姓名”一列。',
    en:
      'This file cannot be read. Save it as .xlsx or .csv ' +
      'from the template; a column “Name” must head it.',
  },
  'people.file_swollen': {
    status: 413,
    retryable: false,
    zh:
      '文件解压后超过 {megabytes} MB 或 {cells} 个单元格，' +
      '没有读取。请只保留人员名单，另存为 .xlsx 或 .csv 再导入。',
    en:
      'Unpacked, this file is larger than {megabytes} MB ' +
      'or {cells} cells, so it was not read. Keep the list ' +
      'of staff alone, save it as .xlsx or .csv, and import that.',
  },
  'people.file_too_large': {
    status: 413,
    retryable: false,
    zh: '文件超过 {rows} 行，请分成几份导入。',
    en: 'The file has more than {rows} lines. Split it and import the parts.',
  },
  'people.import_unchecked': {
    status: 409,
    retryable: false,
    zh:
      '第 {line} 行与检查过的不一样：换过文件，或检查后又改过，' +
      '所以一行也没有写入。请重新检查，看过结果再确认。',
    en:
      'Line {line} is not as it was checked: the file is another, or a cell was changed since, so no line ' +
      'was written. Check again, look at the result, then confirm.',
  },
  'people.area_path': {
    status: 422,
    retryable: false,
    zh: '区域“{areaPath}”格式不对，或不在区县 {districtId} 内。',
    en: 'The area "{areaPath}" is not written as a path, or lies outside district {districtId}.',
  },
  'people.post_unknown': {
    status: 404,
    retryable: false,
    zh: '没有找到这个岗位。',
    en: 'There is no such post.',
  },
  'people.post_dates': {
    status: 422,
    retryable: false,
    zh: '任期日期不对：从 {fromDate} 到 {toDate}。截止日期不能早于开始日期，请改正。',
    en:
      'The dates of the post do not fit: from {fromDate} to {toDate}. It cannot end before it begins: ' +
      'mend one of the two.',
  },
  'people.post_outside_unit': {
    status: 422,
    retryable: false,
    zh: '区域“{areaPath}”不在“{unit}”的服务范围内，请改成它服务的区域，或先给单位加上这个区域。',
    en:
      'The area "{areaPath}" is not among those that "{unit}" serves. Name one of those, or let the unit ' +
      'serve this area first.',
  },
  'people.head_needs_grid': {
    status: 422,
    retryable: false,
    zh: '网格长要落到具体网格，“{areaPath}”不是网格，请写到网格一级。',
    en: 'A grid head needs a grid; "{areaPath}" is not one. Name the grid itself.',
  },
  'people.grid_has_head': {
    status: 409,
    retryable: false,
    zh: '网格“{areaPath}”这段时间已有网格长。请先结束原任期，或调整日期。',
    en: 'The grid "{areaPath}" has a head in these days. End that post first, or change the dates.',
  },
} as const satisfies RefusalTable;

export type PeopleRefusal = keyof typeof peopleRefusals;
