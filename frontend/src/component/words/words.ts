/** Every word that the component itself shows; the chat's own words are the frame's. */
export type Words = {
  failure: { title: string; advice: string };
  approval: {
    title: string;
    position: (at: number, of: number) => string;
    approve: string;
    reject: string;
    details: string;
    empty: string;
    yes: string;
    no: string;
  };
  floating: {
    title: string;
    open: string;
    openUnread: string;
    unread: string;
    close: string;
    resize: string;
  };
};
