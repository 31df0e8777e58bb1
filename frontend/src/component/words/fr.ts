import type { Words } from './words';

export const fr: Words = {
  failure: {
    title: 'Le chat n’a pas pu démarrer.',
    advice:
      'Rechargez la page. Si cela ne suffit pas, transmettez ceci à la personne responsable de l’application\u00a0:',
  },
  approval: {
    title: 'En attente de votre approbation',
    position: (at, of) => `${at} sur ${of}`,
    approve: 'Approuver',
    reject: 'Refuser',
    details: 'Détails',
    empty: 'vide',
    yes: 'oui',
    no: 'non',
  },
  floating: {
    title: 'Chat',
    open: 'Ouvrir le chat',
    openUnread: 'Ouvrir le chat, nouveau message',
    unread: 'Nouveau message dans le chat',
    close: 'Fermer le chat',
    resize: 'Redimensionner\u00a0: faites glisser ou utilisez les flèches',
  },
};
