// What is refused of a picture, and how to go on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const filesRefusals = {
  'files.too_large': {
    status: 413,
    retryable: false,
    zh: '照片 {bytes} 字节,超过上限 {limitBytes} 字节。请降低拍照分辨率或压缩后再传。',
    en: 'The photo has {bytes} bytes; {limitBytes} are allowed. Take it at a lower resolution or shrink it.',
  },
  'files.not_an_image': {
    status: 415,
    retryable: false,
    zh: '这不是能识别的照片({found})。请上传 JPEG、PNG 或 WebP 照片。',
    en: 'This is not a photo we can read ({found}). Send a JPEG, PNG or WebP photo.',
  },
  'files.heic': {
    status: 415,
    retryable: false,
    zh: '暂不支持 HEIC 照片。请在手机“设置-相机-格式”中选“兼容性最佳”,或另存为 JPEG 后再传。',
    en: 'HEIC photos are not taken here. Set the camera to “Most Compatible”, or save it as JPEG first.',
  },
  'files.too_many_pixels': {
    status: 422,
    retryable: false,
    zh: '照片 {width}×{height},超过 {limitMegapixels} 百万像素。请缩小后再传。',
    en: 'The photo is {width}×{height}; at most {limitMegapixels} megapixels are taken. Make it smaller.',
  },
  'files.broken': {
    status: 422,
    retryable: false,
    zh: '照片文件已损坏,无法打开。请重新拍摄或重新选择照片。',
    en: 'The photo file is broken and can’t be opened. Take it again or choose another.',
  },
  'files.busy': {
    status: 503,
    retryable: true,
    zh: '同时上传的照片过多,照片未保存。请稍后重试。',
    en: 'Too many photos are arriving at once and this one was not saved. Try again in a moment.',
  },
  'files.storage_full': {
    status: 507,
    retryable: true,
    zh: '服务器存储空间已满,照片没有保存。请保留照片,待管理员清理后重试。',
    en: 'The server’s storage is full and the photo was not saved. Keep it and try again once there is room.',
  },
  'files.not_found': {
    status: 404,
    retryable: false,
    zh: '没有这张照片。',
    en: 'There is no such photo.',
  },
} as const satisfies RefusalTable;

export type FilesRefusalCode = keyof typeof filesRefusals;
