import type { Words } from './words';

export const pt: Words = {
  failure: {
    title: 'O chat não pôde iniciar.',
    advice: 'Recarregue a página. Se não resolver, informe o responsável pelo aplicativo:',
  },
  approval: {
    title: 'Aguardando sua aprovação',
    position: (at, of) => `${at} de ${of}`,
    approve: 'Aprovar',
    reject: 'Rejeitar',
    details: 'Detalhes',
    empty: 'vazio',
    yes: 'sim',
    no: 'não',
  },
  floating: {
    title: 'Chat',
    open: 'Abrir o chat',
    openUnread: 'Abrir o chat, nova mensagem',
    unread: 'Nova mensagem no chat',
    close: 'Fechar o chat',
    resize: 'Redimensionar: arraste ou use as setas',
  },
};
