import type { Words } from './words';

export const de: Words = {
  failure: {
    title: 'Der Chat konnte nicht starten.',
    advice:
      'Laden Sie die Seite neu. Hilft das nicht, teilen Sie dem Betreiber der App Folgendes mit:',
  },
  approval: {
    title: 'Wartet auf Ihre Freigabe',
    position: (at, of) => `${at} von ${of}`,
    approve: 'Freigeben',
    reject: 'Ablehnen',
    details: 'Details',
    empty: 'leer',
    yes: 'ja',
    no: 'nein',
  },
  floating: {
    title: 'Chat',
    open: 'Chat öffnen',
    openUnread: 'Chat öffnen, neue Nachricht',
    unread: 'Neue Nachricht im Chat',
    close: 'Chat schließen',
    resize: 'Größe ändern: ziehen oder Pfeiltasten benutzen',
  },
};
