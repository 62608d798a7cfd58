// What is said when no server could say it.
import { defineTexts } from '../../../ui/words/texts.ts';

export const unknownTrouble = defineTexts({
  zh: {
    weather: '连不上服务器，填写的内容都还在。网络恢复后再试一次即可，不会重复提交。',
    bug: '页面出了意外。内容没有丢失，请重试；如仍出现，请告诉管理员。',
  },
  en: {
    weather:
      'The server can’t be reached; what you typed is still here. Try again once the network is back: ' +
      'nothing is sent twice.',
    bug:
      'Something unexpected happened on this page. Nothing is lost; try again, and tell an ' +
      'administrator if it stays.',
  },
});
