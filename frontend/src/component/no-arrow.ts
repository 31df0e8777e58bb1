// Stands in for apache-arrow (40 KB gzip), which streamlit-component-lib imports for dataframe
// arguments; this component takes JSON only.
const unavailable = (): never => {
  throw new Error('Dataframe arguments are not used by this component.');
};

export const tableFromIPC = unavailable;
export const tableToIPC = unavailable;
export const Type = {};
