// What people of the demo district report, as data: the item, how often, where, in which words, and what the
// unit answers. All words are ours. `%` stands for the place; a matter at a thing of a class is found there.

export interface Matter {
  readonly itemCode: string;
  /** Its share of the reports, relative to the others. */
  readonly weight: number;
  readonly specialty: string;
  /** Classes of the things it is found at; none: anywhere in a grid. */
  readonly classes: readonly string[];
  /** How many times as often on the day of the storm. */
  readonly storm: number;
  readonly photo: PhotoKind;
  readonly says: readonly string[];
  readonly answers: readonly string[];
}

export type PhotoKind =
  | 'pothole' | 'rubbish' | 'lamp' | 'manhole' | 'tree' | 'water' | 'street' | 'poster' | 'fence' | 'rubble';

/** Things that the reporter alone can say are over: nobody on patrol reports them. */
export const TOLD_BY_RESIDENTS = new Set([
  'E0116.1', 'E0301.1', 'E0508.1', 'E2189.1', 'E2191.1', 'E2196.1',
]);

export const MATTERS: readonly Matter[] = [
  {
    itemCode: 'E0102.1', weight: 15, specialty: 'sanitation', classes: [], storm: 1, photo: 'rubbish',
    says: ['%有一堆生活垃圾没人清', '%垃圾堆在路边，已经有味道了', '%绿化带边上扔了好几袋垃圾',
      '%空地上散落着外卖盒和塑料袋', '%垃圾溢到人行道上，走路要绕开',
      '%有人半夜倒的垃圾，早上一看一大片'],
    answers: ['已安排保洁员清运，地面已冲洗', '垃圾已全部清走，并加了一次巡回保洁',
      '现场清理完毕，已提醒周边商户定点投放'],
  },
  {
    itemCode: 'E0103.1', weight: 6, specialty: 'sanitation', classes: [], storm: 1, photo: 'rubble',
    says: ['%路边倒了一小堆装修垃圾', '%有碎砖和水泥块，占了半个停车位', '%楼下堆着拆下来的门板和瓷砖',
      '%有人偷倒渣土，大概一车不到'],
    answers: ['已用小车清运两趟，场地平整', '渣土已运往消纳点，现场洒水降尘', '已清理并在路口加装提示牌'],
  },
  {
    itemCode: 'E0103.2', weight: 1.2, specialty: 'sanitation', classes: [], storm: 1, photo: 'rubble',
    says: ['%空地积存大量建筑垃圾，估计有好几车', '%拆房剩下的渣土一直没运走，刮风全是灰'],
    answers: ['已调铲车和两辆自卸车清运完毕', '积存渣土分两天清完，现场已围挡'],
  },
  {
    itemCode: 'E0104.1', weight: 7, specialty: 'sanitation', classes: [], storm: 1.5, photo: 'street',
    says: ['%路面有油污，又黑又滑', '%落叶和泥水糊了一地', '%夜市散了以后路面全是油渍',
      '%洒落的饮料黏在人行道上，很脏'],
    answers: ['已用高压水车冲洗', '已人工刷洗两遍，油污去除', '保洁员已清扫，路面见本色'],
  },
  {
    itemCode: 'E0105.1', weight: 2.5, specialty: 'water', classes: [], storm: 2, photo: 'water',
    says: ['%河面漂着一片水草和泡沫箱', '%河边漂浮物聚成一团，发臭', '%河道里有塑料瓶和枯枝'],
    answers: ['打捞船已清理，约打捞两筐', '漂浮物已打捞上岸并外运'],
  },
  {
    itemCode: 'E0106.1', weight: 3, specialty: 'landscaping', classes: [], storm: 1, photo: 'rubbish',
    says: ['%绿化带里有烟头、纸巾和塑料袋', '%草坪上好多垃圾，狗都不愿意走', '%花坛成了垃圾桶'],
    answers: ['绿地已清捡干净', '养护工已清理并补种了踩坏的麦冬'],
  },
  {
    itemCode: 'E0108.1', weight: 3, specialty: 'sanitation', classes: [], storm: 1, photo: 'rubble',
    says: ['%扔了一张旧沙发，放了三天了', '%单元门口有人丢弃床垫和柜子', '%旧冰箱壳子横在人行道上'],
    answers: ['大件已拉走，现场清扫干净', '已联系大件回收点运走'],
  },
  {
    itemCode: 'E0110.2', weight: 5, specialty: 'municipal_works', classes: [], storm: 2, photo: 'pothole',
    says: ['%路面有个坑，骑电动车差点摔了', '%路面裂缝越来越宽', '%坑洼积水，晚上看不清',
      '%下水道施工后的回填处塌下去一块', '%车子每次过都“咣”一声，坑越压越大'],
    answers: ['已用冷补料修补并压实', '坑槽切边重铺，两小时后开放通行', '裂缝已灌缝处理'],
  },
  {
    itemCode: 'E0110.1', weight: 1, specialty: 'municipal_works', classes: [], storm: 4, photo: 'pothole',
    says: ['%有个深坑，前轮能整个掉进去，很危险', '%路中间坑有二十公分深，已有人摔倒'],
    answers: ['已围挡并当日填补，铺设沥青恢复', '深坑已回填夯实，路面恢复通行'],
  },
  {
    itemCode: 'E0201.1', weight: 8, specialty: 'sanitation', classes: [], storm: 0.5, photo: 'poster',
    says: ['%电线杆上贴满小广告', '%墙上喷了好多电话号码', '%楼道口、公交站牌都是小广告，刚清又贴',
      '%配电箱上糊了一层广告纸'],
    answers: ['已铲除并覆涂同色漆', '小广告已清洗，约清理四十余处', '已清除，号码已登记移交'],
  },
  {
    itemCode: 'E0202.2', weight: 1.5, specialty: 'urban_management', classes: [], storm: 0.5, photo: 'poster',
    says: ['%商铺门头私自加装了一块大牌子', '%楼顶立了个没审批的广告牌'],
    answers: ['已责令限期拆除，当事人已自行拆除', '违规牌匾已拆除'],
  },
  {
    itemCode: 'E0205.1', weight: 1, specialty: 'urban_management', classes: [], storm: 8, photo: 'poster',
    says: ['%店招被风吹得晃，随时要掉下来', '%广告牌一角脱落，悬在人行道上方'],
    answers: ['已紧急拆除松动部分并清场', '已加固，下方围挡已撤'],
  },
  {
    itemCode: 'E0302.1', weight: 2, specialty: 'housing', classes: [], storm: 0.3, photo: 'street',
    says: ['%工地没喷淋，灰大得睁不开眼', '%渣土车进出不冲洗，路上一层土'],
    answers: ['已责令停工整改，喷淋已开启', '裸土已覆盖，车轮冲洗设备恢复使用'],
  },
  {
    itemCode: 'E0301.1', weight: 2, specialty: 'urban_management', classes: [], storm: 0.2, photo: 'street',
    says: ['%工地半夜还在打桩，孩子睡不着', '%夜里十一点多还在浇混凝土，没看到公示'],
    answers: ['已现场制止，工地停止夜间作业', '已约谈施工方，补办夜间施工公示'],
  },
  {
    itemCode: 'E0404.2', weight: 4, specialty: 'water', classes: [], storm: 9, photo: 'water',
    says: ['%下水道堵了，污水冒出来', '%厨房下水返水，楼下井口往外漫', '%雨水口不下水，一下雨就积',
      '%污水井满了，路上有臭水'],
    answers: ['已疏通并冲洗管道，恢复排水', '已用吸污车抽排，清出淤泥约半方', '管道已清掏，现场消毒'],
  },
  {
    itemCode: 'E0406.1', weight: 1.6, specialty: 'water', classes: [], storm: 30, photo: 'water',
    says: ['%积水快到膝盖了，车过不去', '%路口积水有三十公分，好几辆电动车熄火', '%桥洞下面全是水',
      '%雨太大，人行道淹了'],
    answers: ['已架设移动泵抽排，积水退去', '已打开雨水箅并清理杂物，水位下降', '现场值守至积水排净'],
  },
  {
    itemCode: 'E0402.2', weight: 1.2, specialty: 'water', classes: [], storm: 1, photo: 'water',
    says: ['%路面一直往外渗清水，好几天了', '%水管渗漏，墙根都湿了'],
    answers: ['已开挖更换接头，恢复供水', '漏点已修复并回填'],
  },
  {
    itemCode: 'E0401.1', weight: 0.5, specialty: 'municipal_works', classes: [], storm: 6, photo: 'pothole',
    says: ['%路面突然塌了一块，下面是空的', '%人行道塌陷，露出管子'],
    answers: ['已围挡、回填注浆，路面恢复', '塌陷处已抢修，安排夜间巡查'],
  },
  {
    itemCode: 'E0408.2', weight: 1.6, specialty: 'power', classes: [], storm: 7, photo: 'fence',
    says: ['%线缆垂下来，伸手就能碰到', '%一捆电线掉在路边，不知道有没有电'],
    answers: ['已重新绑扎固定', '已判明为废线并剪除', '已抬高并更换支架'],
  },
  {
    itemCode: 'E0501.1', weight: 4, specialty: 'urban_management', classes: [], storm: 0.2, photo: 'street',
    says: ['%有流动摊贩占道卖水果', '%放学时校门口一排小吃摊，路都堵了', '%三轮车摆摊，赶走又回来'],
    answers: ['已劝离并引导至便民疏导点', '已劝离，安排高峰时段值守'],
  },
  {
    itemCode: 'E0504.1', weight: 5, specialty: 'urban_management', classes: [], storm: 0.2, photo: 'street',
    says: ['%商铺把货摆到人行道上', '%小吃店桌椅摆出店外好几排', '%五金店占了半边人行道'],
    answers: ['已要求店主搬回店内', '已清理，并签订门前责任书', '现场整改完毕，再犯将立案'],
  },
  {
    itemCode: 'E0505.2', weight: 5, specialty: 'traffic_police', classes: [], storm: 0.4, photo: 'street',
    says: ['%路边违停一长溜，公交车进不了站', '%有车停在盲道上', '%面包车长期停在路口拐角，挡视线'],
    answers: ['已通知车主驶离，拒不驶离的已贴单', '违停车辆已清理，安排巡逻'],
  },
  {
    itemCode: 'E0506.1', weight: 6, specialty: 'urban_management', classes: [], storm: 0.4, photo: 'street',
    says: ['%电动车停得乱七八糟，走不过去', '%地铁口自行车倒了一片', '%菜场门口非机动车停到机动车道上了'],
    answers: ['已归位摆放并补划停车线', '已整理，安排引导员'],
  },
  {
    itemCode: 'E0507.1', weight: 3, specialty: 'urban_management', classes: [], storm: 0.5, photo: 'rubble',
    says: ['%有人在人行道上堆纸箱和木头', '%路边堆沙子，没围挡'],
    answers: ['已清理占道物料', '责令当事人当日清运'],
  },
  {
    itemCode: 'E0508.1', weight: 3, specialty: 'urban_management', classes: [], storm: 0.1, photo: 'street',
    says: ['%商场门口音响声太大，从早放到晚', '%理发店拿喇叭招揽，吵得没法午休',
      '%水果店循环喊“清仓”，受不了'],
    answers: ['已要求关闭外放设备', '已调低音量并签承诺书'],
  },
  {
    itemCode: 'E0510.1', weight: 2, specialty: 'urban_management', classes: [], storm: 0.1, photo: 'street',
    says: ['%露天烧烤油烟直往楼上飘', '%夜里烧烤摊在路边生火'],
    answers: ['已取缔，炉具暂扣', '已劝离，油污已清洗'],
  },
  {
    itemCode: 'E0116.1', weight: 1.5, specialty: 'environment', classes: [], storm: 0.1, photo: 'street',
    says: ['%饭店油烟直排，窗户不敢开', '%烧烤店的烟道正对着居民楼'],
    answers: ['已检测并责令安装净化器', '净化设备已清洗并复测达标'],
  },
  {
    itemCode: 'E0301.1', weight: 0.8, specialty: 'urban_management', classes: [], storm: 0.1, photo: 'street',
    says: ['%凌晨还有切割声，哪里在施工'],
    answers: ['已现场制止，责令错时施工'],
  },
  {
    itemCode: 'E2196.1', weight: 2.5, specialty: 'property_company', classes: [], storm: 0.2, photo: 'rubble',
    says: ['%楼道里堆满纸箱和鞋柜，消防通道不通', '%邻居把电动车和杂物放在楼梯间'],
    answers: ['已上门劝导，杂物清空', '张贴通知后集中清理'],
  },
  {
    itemCode: 'E2195.1', weight: 2, specialty: 'property_company', classes: [], storm: 0.2, photo: 'fence',
    says: ['%有人从五楼拉线下来给电动车充电', '%单元门口飞线充电，太危险'],
    answers: ['已拆除飞线并引导至充电棚', '当场断开，入户告知风险'],
  },
  {
    itemCode: 'E2192.1', weight: 3.5, specialty: 'urban_management', classes: [], storm: 0.3, photo: 'street',
    says: ['%共享单车堆成山', '%几十辆共享单车挡住盲道'],
    answers: ['已通知企业调运，现场摆放整齐', '已清运六十余辆'],
  },
  {
    itemCode: 'E2198.1', weight: 2, specialty: 'emergency', classes: [], storm: 0.2, photo: 'street',
    says: ['%消防通道被私家车堵死了', '%疏散通道门口停了两辆车，进不去'],
    answers: ['已联系车主挪车，补划禁停线', '车辆已驶离，已向物业下发整改通知'],
  },
  {
    itemCode: 'E2189.1', weight: 2, specialty: 'property_company', classes: [], storm: 0.3, photo: 'street',
    says: ['%物业收了费，楼道灯坏了没人修', '%小区门禁坏了一周没人管'],
    answers: ['已更换灯具并公示报修电话', '门禁已修复'],
  },
  {
    itemCode: 'E2191.1', weight: 1.2, specialty: 'public_security', classes: [], storm: 0.1, photo: 'street',
    says: ['%楼上半夜放音乐', '%广场舞音响到九点半还没停'],
    answers: ['民警已到场劝导，音量已调低', '已与领队约定时间和音量'],
  },
  {
    itemCode: 'C0101.2', weight: 1.5, specialty: 'water', classes: ['0101'], storm: 2, photo: 'manhole',
    says: ['%自来水井盖松动，车一压就响', '%井盖缺了一角'],
    answers: ['已更换井盖并垫胶圈', '已加固，踩踏不晃动'],
  },
  {
    itemCode: 'C0102.1', weight: 1, specialty: 'water', classes: ['0102', '0103'], storm: 8, photo: 'manhole',
    says: ['%井盖不见了，赶紧来人', '%井盖被冲开，露个大洞'],
    answers: ['已围挡并换新井盖', '井盖复位，加装防坠网'],
  },
  {
    itemCode: 'C0103.3', weight: 1.8, specialty: 'water', classes: ['0102',
      '0103'], storm: 1, photo: 'manhole',
    says: ['%井盖比路面低一截，过车颠得厉害', '%井盖一压就“咣当”响，夜里特别吵'],
    answers: ['已调平井圈', '已更换防响胶垫'],
  },
  {
    itemCode: 'C0104.2', weight: 3, specialty: 'water', classes: ['0104'], storm: 14, photo: 'manhole',
    says: ['%雨水口被树叶堵死', '%雨水箅子塞满垃圾，下雨不走水'],
    answers: ['已清掏，排水通畅', '已清掏淤泥并冲洗'],
  },
  {
    itemCode: 'C0176.2', weight: 1.2, specialty: 'telecom', classes: ['0176'], storm: 1, photo: 'manhole',
    says: ['%通信井盖裂了', '%通信井盖翘起一边，绊人'],
    answers: ['已更换通信井盖', '已复位并加固'],
  },
  {
    itemCode: 'C0111.3', weight: 0.8, specialty: 'gas', classes: ['0111'], storm: 1, photo: 'manhole',
    says: ['%燃气井盖沉下去了，车轮一压就颠', '%燃气井盖有异响，担心漏气'],
    answers: ['已调平并检测，无泄漏', '已更换井圈'],
  },
  {
    itemCode: 'C0137.3', weight: 6, specialty: 'lighting', classes: ['0137'], storm: 2, photo: 'lamp',
    says: ['%路灯不亮好几天了', '%这盏路灯白天也亮着', '%一盏路灯一闪一闪的',
      '%路灯坏了，晚上接孩子看不清路'],
    answers: ['已更换光源，亮灯正常', '更换控制器，已恢复', '线路接头氧化，已处理'],
  },
  {
    itemCode: 'C0137.2', weight: 1.5, specialty: 'lighting', classes: ['0137'], storm: 6, photo: 'lamp',
    says: ['%整条路的路灯都不亮', '%从这里往东连着七八盏灯都黑着'],
    answers: ['电缆故障已抢修，全线亮灯', '已更换配电箱空开，恢复供电'],
  },
  {
    itemCode: 'C0139.3', weight: 0.8, specialty: 'lighting', classes: ['0139'], storm: 1, photo: 'lamp',
    says: ['%河边景观灯坏了几盏', '%景观灯常亮不灭'],
    answers: ['已更换灯带', '时控器已校正'],
  },
  {
    itemCode: 'C0402.1', weight: 2, specialty: 'landscaping', classes: ['0402'], storm: 22, photo: 'tree',
    says: ['%行道树断了一根大枝，压着电线', '%树倒了，挡住半条路', '%树枝断在人行道上'],
    answers: ['已锯断清运，树穴已回填', '已扶正支护', '断枝已清理，路面恢复通行'],
  },
  {
    itemCode: 'C0402.2', weight: 2, specialty: 'landscaping', classes: ['0402'], storm: 0.5, photo: 'tree',
    says: ['%行道树枯死了，怕倒下来', '%树枝挡住红绿灯', '%树叶遮住路灯，地上黑漆漆的'],
    answers: ['已修剪，红绿灯可见', '枯树已移除，择季补植'],
  },
  {
    itemCode: 'C0305.1', weight: 4, specialty: 'sanitation', classes: ['0305',
      '0395'], storm: 1, photo: 'rubbish',
    says: ['%垃圾桶满了，地上流着黑水', '%垃圾桶盖不上了，苍蝇乱飞', '%分类投放点满溢，袋子堆到路上'],
    answers: ['已清运并冲洗桶身', '已加密清运频次，每日三次'],
  },
  {
    itemCode: 'C0305.3', weight: 2, specialty: 'sanitation', classes: ['0305'], storm: 2, photo: 'rubbish',
    says: ['%果皮箱被撞歪', '%垃圾桶没有盖子了'],
    answers: ['已更换新桶', '已扶正固定'],
  },
  {
    itemCode: 'C0301.3', weight: 1.5, specialty: 'sanitation', classes: ['0301'], storm: 0.5, photo: 'street',
    says: ['%公厕味道很大，地上有水', '%公厕没有纸也没人打扫'],
    answers: ['已保洁消杀并补充物资', '已增加保洁频次'],
  },
  {
    itemCode: 'C0407.2', weight: 0.8, specialty: 'landscaping', classes: ['0407'], storm: 0.5, photo: 'fence',
    says: ['%街头座椅断了一根木条', '%座椅上都是鸟粪和口香糖'],
    answers: ['已更换木条', '已擦洗'],
  },
  {
    itemCode: 'C0217.2', weight: 1.5, specialty: 'traffic_police', classes: ['0217'],
    storm: 2, photo: 'fence',
    says: ['%护栏被车撞弯了，伸到车道里', '%隔离护栏断开一段'],
    answers: ['已复位固定', '已更换两节护栏'],
  },
  {
    itemCode: 'C0282.2', weight: 0.8, specialty: 'traffic_police', classes: ['0282'], storm: 6, photo: 'lamp',
    says: ['%红绿灯有一面不亮', '%信号灯倒计时不显示'],
    answers: ['已更换灯盘', '控制器已重启，恢复正常'],
  },
  {
    itemCode: 'C0281.3', weight: 0.8, specialty: 'traffic_police', classes: ['0281'],
    storm: 3, photo: 'fence',
    says: ['%限速牌被撞歪了', '%标志牌掉漆看不清'],
    answers: ['已扶正加固', '已换新牌'],
  },
  {
    itemCode: 'C0212.3', weight: 0.6, specialty: 'civil_affairs', classes: ['0212'], storm: 1, photo: 'fence',
    says: ['%路名牌掉了一块', '%路名牌字都晒没了'],
    answers: ['已更换路名牌'],
  },
  {
    itemCode: 'C0204.3', weight: 0.8, specialty: 'transport', classes: ['0204'], storm: 2, photo: 'fence',
    says: ['%公交站亭的玻璃碎了', '%站牌倒了一半'],
    answers: ['已更换玻璃并清扫', '站牌已扶正'],
  },
  {
    itemCode: 'C0171.2', weight: 0.8, specialty: 'emergency', classes: ['0171'], storm: 0.3, photo: 'fence',
    says: ['%消火栓被商户的货圈住了', '%消火栓前面堆满杂物'],
    answers: ['已清理，保持五米净空', '已约谈商户并贴禁占标识'],
  },
  {
    itemCode: 'C0146.1', weight: 1.2, specialty: 'municipal_works', classes: ['0146'],
    storm: 0.5, photo: 'fence',
    says: ['%健身器材的踏板松了，老人差点摔', '%秋千链条快断了'],
    answers: ['已紧固并做安全检查', '已停用更换'],
  },
  {
    itemCode: 'C0154.2', weight: 0.8, specialty: 'power', classes: ['0154'], storm: 1, photo: 'lamp',
    says: ['%充电桩扫码没反应', '%四个充电桩坏了三个'],
    answers: ['已重启并更换模块', '通信模块已修复'],
  },
  {
    itemCode: 'C0507.2', weight: 0.8, specialty: 'water', classes: ['0507'], storm: 1, photo: 'fence',
    says: ['%河边护栏松了一截', '%护栏被撞弯，孩子靠上去很危险'],
    answers: ['已焊接加固', '已更换变形段'],
  },
];
