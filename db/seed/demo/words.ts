// The small words around a case: openers, closers, reasons, findings, praise. Data alone; all of it is ours.

export const OPENERS = ['', '', '', '你好，', '您好，', '麻烦看下，', '反映一下：', '路过看到，',
  '再次反映，', '住附近，'] as const;
export const CLOSERS: Readonly<Record<string, readonly string[]>> = {
  citizen: ['', '', '，请尽快处理', '，麻烦派人看看', '，已经好几天了', '，谢谢', '。孩子上学每天走这里',
    '，之前反映过一次', '！', '，希望给个答复',
    '。附近老人多，别摔着'],
  hotline: ['。来电人要求回复', '。市民称已持续数日', '，请核实处理', '。来电人情绪较急', '', '。请属地核查'],
  patrol: ['', '', '，现场无人看管', '，影响市容', '，已拍照', '，建议当日处理'],
  video: ['（视频巡查发现）', '（监控画面截图）'],
  police_transfer: ['。110转来，非警务', '。接警后转综合中心'],
  sensor: ['（液位传感器告警）', '（设备离线告警）'],
};

export const RETURN_WORDS = [
  ['not_ours', '经现场核对，该设施不属我单位管养，产权在他处'], ['not_ours',
    '此处为新建道路，尚未移交我单位'],
  ['not_our_area', '位置在责任线外，属相邻标段'], ['wrong_item', '现场情况与派遣类别不符，应为路面破损'],
  ['not_found', '到场两次，未发现所述问题'], ['needs_another_first', '需供电先断电，我方才能作业'],
] as const;
export const REWORK_WORDS = [
  '角落仍有残留，照片与现场不一致', '只做了临时处理，需彻底修复', '拍的不是同一处，请重新处置',
    '修补处高出路面，仍颠簸',
  '清理后未冲洗，仍有异味', '少了处置后全景照',
] as const;
export const REJECT_WORDS = [
  ['not_in_scope', '您反映的属于房屋租赁纠纷，请向人民调解委员会申请调解，或直接起诉。'],
  ['not_true', '工作人员到现场核实，未发现您反映的情况，如有新线索欢迎补充照片。'],
  ['private_matter', '您反映的属于邻里室内装修协商事项，建议由社区调解室介入。'],
  ['unclear', '描述的位置不明确，多次联系未果，请补充地点后重新上报。'],
  ['handled_elsewhere', '该事项已由信访渠道受理，请以其答复为准。'],
] as const;
export const VERIFY_WORDS = ['现场已恢复', '已到现场查看，问题解决', '与处置后照片一致',
  '清理干净，周边无新问题', '抽查属实，同意结案'] as const;
export const JOIN_WORDS = ['我也看到了', '我家门口也是', '同样的问题，就在这边', '每天路过都这样'] as const;
export const PRAISE = ['很快，满意', '谢谢师傅', '处理得不错', '比想象的快', '好的，感谢', ''] as const;
export const GRUMBLES = ['等了太久', '修了又坏', '没人打电话告诉我', '只清了一半', '态度一般'] as const;
export const REPORTER_SURNAMES = ['王', '李', '张', '陈', '刘', '杨', '周', '吴', '徐', '孙', '胡',
  '朱'] as const;
