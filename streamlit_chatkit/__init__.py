"""XpertAI ChatKit in Streamlit."""
