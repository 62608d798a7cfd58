// The words of base maps of others.
import { defineTexts } from '../../../ui/words/texts.ts';

export const basemapTexts = defineTexts({
  zh: {
    why: '在本区自己的底图之外，可添加天地图等外部底图；图块由本系统的服务器代取，浏览器不直接访问对方。',
    hosts: '允许的服务器',
    hostsWhy: '只有运维人员允许的服务器才能添加。需要其他服务器时，请运维人员把它加入 TILE_HOSTS。',
    noHosts: '运维人员还没有允许任何外部服务器，因此现在不能添加底图。请运维人员设置 TILE_HOSTS 后再来。',
    inUse: '使用中的底图',
    none: '还没有外部底图，地图使用本区自己的底图。',
    ended: '已移除的底图',
    add: '添加底图',
    name: '名称',
    nameEn: '英文名称',
    kind: '服务类型',
    xyz: 'XYZ 瓦片',
    wmts: 'WMTS',
    wms: 'WMS',
    crs: '坐标系',
    WGS84: 'WGS 84（天地图等）',
    GCJ02: 'GCJ-02（国内商用地图，已偏移）',
    crsHelp: '选错时，案件会偏离街道几百米。选 GCJ-02 时，画在上面的内容会一并偏移对齐。',
    address: '图块地址模板',
    helpXyz: '须含 {z}、{x}、{y}；可以带密钥，只有管理员能看到。',
    helpWmts:
      '须含 {TileMatrix}、{TileCol}、{TileRow}，使用 Web ' +
      '墨卡托（_w）图层；可以带密钥，只有管理员能看到。',
    helpWms:
      '须含 {bbox}，并写明 CRS（或 SRS）=EPSG:3857、' +
      'WIDTH=256、HEIGHT=256；可以带密钥，只有管理员能看到。',
    attribution: '图上的版权说明',
    minZoom: '最小级别',
    maxZoom: '最大级别',
    zoomHelp: '0–20',
    added: '已添加。请点“测试”看一张图块，再在地图上选用。',
    taken: '已移除，地图不再提供；记录保留。',
    test: (name: string) => `测试${name}`,
    remove: (name: string) => `移除${name}`,
    testing: '正在向对方服务器取图…',
    tested: (name: string, z: number) => `${name}：取到图块（本区中心，第 ${z} 级）`,
    empty: (z: number) => `对方服务器在本区中心第 ${z} 级没有图。请检查级别和坐标系。`,
    removeWhy: '所有人的地图上不再有这个底图，回到本区自己的底图。记录保留，可以重新添加。',
    zooms: (min: number, max: number) => `${min}–${max} 级`,
    since: (day: string) => `${day} 添加`,
    until: (day: string) => `${day} 移除`,
  },
  en: {
    why:
      'Beside the district’s own ground, maps may lie on ' +
      'those of others. This server fetches their tiles; no ' +
      'browser calls them.',
    hosts: 'Allowed servers',
    hostsWhy:
      'Only servers that the operator allows can be added. ' +
      'For another, ask the operator to add it to TILE_HOSTS.',
    noHosts:
      'The operator allows no outside server yet, so no base ' +
      'map can be added now. Ask the operator to set TILE_HOSTS.',
    inUse: 'Base maps in use',
    none: 'There is none of others yet; maps lie on the district’s own ground.',
    ended: 'Taken away',
    add: 'Add a base map',
    name: 'Name',
    nameEn: 'Name in English',
    kind: 'Kind of service',
    xyz: 'XYZ tiles',
    wmts: 'WMTS',
    wms: 'WMS',
    crs: 'Coordinates',
    WGS84: 'WGS 84 (Tianditu and others)',
    GCJ02: 'GCJ-02 (commercial maps in China, shifted)',
    crsHelp:
      'Chosen wrong, cases lie hundreds of metres from their ' +
      'street. On GCJ-02 everything drawn is shifted to fit.',
    address: 'Address of a tile',
    helpXyz: 'With {z}, {x} and {y}. It may hold a key; only administrators see it.',
    helpWmts:
      'With {TileMatrix}, {TileCol} and {TileRow}, of a Web ' +
      'Mercator layer. It may hold a key; only administrators ' +
      'see it.',
    helpWms:
      'With {bbox}, and CRS (or SRS) =EPSG:3857, WIDTH=256, ' +
      'HEIGHT=256. It may hold a key; only administrators see it.',
    attribution: 'Attribution on the map',
    minZoom: 'Lowest zoom',
    maxZoom: 'Highest zoom',
    zoomHelp: '0–20',
    added: 'Added. Press “Test” to see a tile, then choose it on a map.',
    taken: 'Taken away; no map offers it any more. It stays on record.',
    test: (name: string) => `Test ${name}`,
    remove: (name: string) => `Take ${name} away`,
    testing: 'Asking the other server for a tile…',
    tested: (name: string, z: number) => `${name}: a tile came (middle of the district, zoom ${z})`,
    empty: (z: number) =>
      `The other server has no picture of the middle of the district in zoom ${z}. Check the zooms.`,
    removeWhy:
      'It goes from everybody’s maps, which return to the district’s ' +
      'own ground. It stays on record and can be added again.',
    zooms: (min: number, max: number) => `zoom ${min}–${max}`,
    since: (day: string) => `added ${day}`,
    until: (day: string) => `taken away ${day}`,
  },
});
