//! A recorded situation, as it was read.

/// A recorded situation.
pub(super) struct Record {
    /// The number of its line, or of the first of its lines, from 1; of its row in Parquet.
    pub(super) line: u64,
    /// What is there, or why nothing can be read.
    pub(super) content: Result<Content, String>,
}

/// What a record holds.
pub(super) enum Content {
    /// A situation as JSON.
    Json(String),
    /// The cells of a row.
    Cells(csv::ByteRecord),
}
