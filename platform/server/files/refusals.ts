// What is refused of a picture, and how to go on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const filesRefusals = {
  'files.too_large': {
    status: 413,
    retryable: false,
    zh: '照片 {bytes} 字节，超过上限 {limitBytes} 字节。请降低拍照分辨率或压缩后再传。',
    en: 'The photo has {bytes} bytes; {limitBytes} are allowed. Take it at a lower resolution or shrink it.',
  },
  'files.not_an_image': {
    status: 415,
    retryable: false,
    zh: '这不是能识别的照片（{found}）。请上传 JPEG、PNG 或 WebP 照片。',
    en: 'This is not a photo we can read ({found}). Send a JPEG, PNG or WebP photo.',
  },
  'files.heic': {
    status: 415,
    retryable: false,
    zh: '暂不支持 HEIC 照片。请在手机“设置-相机-格式”中选“兼容性最佳”，或另存为 JPEG 后再传。',
    en: 'HEIC photos are not taken here. Set the camera to “Most Compatible”, or save it as JPEG first.',
  },
  'files.too_many_pixels': {
    status: 422,
    retryable: false,
    zh: '照片 {width}×{height}，超过 {limitMegapixels} 百万像素。请缩小后再传。',
    en: 'The photo is {width}×{height}; at most {limitMegapixels} megapixels are taken. Make it smaller.',
  },
  'files.broken': {
    status: 422,
    retryable: false,
    zh: '照片文件已损坏，无法打开。请重新拍摄或重新选择照片。',
    en: 'The photo file is broken and can’t be opened. Take it again or choose another.',
  },
  'files.busy': {
    status: 503,
    retryable: true,
    zh: '同时上传的照片过多，照片未保存。请稍后重试。',
    en: 'Too many photos are arriving at once and this one was not saved. Try again in a moment.',
  },
  'files.storage_full': {
    status: 507,
    retryable: true,
    zh: '服务器存储空间已满，照片没有保存。请保留照片，待管理员清理后重试。',
    en: 'The server’s storage is full and the photo was not saved. Keep it and try again once there is room.',
  },
  'files.piece_broken': {
    status: 400,
    retryable: true,
    zh: '照片的一段在传输途中损坏（收到 {bytes} 字节），请重传这一段。手机上的照片不受影响。',
    en: 'A piece of the photo was damaged on its way ({bytes} bytes came). Send that piece once more.',
  },
  'files.piece_unknown': {
    status: 422,
    retryable: false,
    zh: '这张照片共 {pieces} 段（编号从 0 起），没有第 {number} 段。请按返回的段数上传。',
    en: 'This photo has {pieces} pieces, counted from 0; there is no piece {number}. Send those it has.',
  },
  'files.pieces_missing': {
    status: 409,
    retryable: true,
    zh: '照片还缺 {count} 段，尚未保存。请补传缺少的段后再完成。',
    en: 'The photo still lacks {count} pieces and was not saved yet. Send those, then finish again.',
  },
  'files.upload_broken': {
    status: 409,
    retryable: true,
    zh: '照片各段拼合后与原件不符，没有保存。请从头再传一次；手机上的原件不受影响。',
    en: 'Put together, the pieces are not the photo that was announced. Send all of them once more.',
  },
  'files.upload_mismatch': {
    status: 409,
    retryable: false,
    zh: '这个上传编号已用于另一张照片。请换新的编号重新上传。',
    en: 'This upload id was used for another photo. Begin again under a new id.',
  },
  'files.upload_unknown': {
    status: 404,
    retryable: true,
    zh: '没有这次上传，或已因 14 天未完成而清除。请重新开始上传；手机上的原件不受影响。',
    en: 'There is no such upload, or it was given up after 14 days. Begin it again: the phone has the photo.',
  },
  'files.too_many_uploads': {
    status: 429,
    retryable: true,
    zh:
      '您已有 {open} 张照片（共 {openBytes} 字节）上传未完成，最多 {most} 张、{mostBytes} 字节。' +
      '请先完成这些照片，再传新的。',
    en:
      'You have {open} photos ({openBytes} bytes) on their way; at most {most} and {mostBytes} bytes are ' +
      'taken at once. Finish those first.',
  },
  'files.not_found': {
    status: 404,
    retryable: false,
    zh: '没有这张照片。',
    en: 'There is no such photo.',
  },
} as const satisfies RefusalTable;

export type FilesRefusalCode = keyof typeof filesRefusals;
