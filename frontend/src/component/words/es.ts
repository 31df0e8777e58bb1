import type { Words } from './words';

export const es: Words = {
  failure: {
    title: 'El chat no pudo iniciarse.',
    advice:
      'Recarga la página. Si no se soluciona, comunica esto a la persona responsable de la aplicación:',
  },
  approval: {
    title: 'Pendiente de tu aprobación',
    position: (at, of) => `${at} de ${of}`,
    approve: 'Aprobar',
    reject: 'Rechazar',
    details: 'Detalles',
    empty: 'vacío',
    yes: 'sí',
    no: 'no',
  },
  floating: {
    title: 'Chat',
    open: 'Abrir el chat',
    openUnread: 'Abrir el chat, mensaje nuevo',
    unread: 'Mensaje nuevo en el chat',
    close: 'Cerrar el chat',
    resize: 'Cambiar el tamaño: arrastra o usa las flechas',
  },
};
