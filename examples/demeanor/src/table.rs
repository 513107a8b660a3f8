//! What tables of this program have in common: how cells are parted, and that no cell is taken for a formula.

/// What can part the cells of a line.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// A spreadsheet would work out what begins so.
const FORMULA: [char; 4] = ['=', '+', '@', '-'];

/// What parts the cells of the header: whichever stands there most often.
pub(crate) fn delimiter(header: &str) -> u8 {
    let count = |delimiter: u8| header.bytes().filter(|&byte| byte == delimiter).count();
    DELIMITERS.into_iter().rev().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',')
}

/// A cell as it is written: what a spreadsheet would take for a formula begins with an apostrophe.
pub(crate) fn guarded(cell: String) -> String {
    if cell != "-" && cell.trim_start_matches('\'').starts_with(FORMULA) { format!("'{cell}") } else { cell }
}

/// A cell as it is meant: without spaces around it, and without the apostrophe before what would be a formula.
pub(crate) fn meant(cell: &str) -> &str {
    let cell = cell.trim();
    let is_guarded = cell.trim_start_matches('\'').starts_with(FORMULA);
    cell.strip_prefix('\'').filter(|_| is_guarded).unwrap_or(cell)
}
